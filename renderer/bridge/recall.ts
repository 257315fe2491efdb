import type { RequestOf } from "../../electron/contract/method.ts";
import { viewList } from "../../electron/contract/methods/view.ts";
import { windowRecall, windowRemember } from "../../electron/contract/methods/window.ts";
import type { Transport } from "../../electron/contract/transport.ts";
import { openMemory } from "../state/store.ts";
import { messages } from "../ui/toaster.tsx";

type Values = RequestOf<typeof windowRemember>["values"];

/**
 * Fills the window's memory from the service, which keeps what becomes of it, until `page` says that it is left. The
 * modules with remembered stores load after it.
 */
export async function recall(
  transport: Transport,
  page: Pick<EventTarget, "addEventListener">,
): Promise<void> {
  const keep = keeper(transport, page);
  // A window that cannot remember works all the same.
  openMemory({}, keep);
  try {
    const [{ values, damaged }, { views }] = await Promise.all([
      transport.call(windowRecall, {}),
      transport.call(viewList, {}),
    ]);
    openMemory({ ...values, views }, keep);
    for (const { file, reason } of damaged) messages.failed(`${file} is forgotten: ${reason}`);
  } catch (error) {
    messages.failed(`What this window remembered could not be read: ${(error as Error).message}`);
  }
}

/**
 * Sends at once, and while that is on its way gathers what comes: the service writes to the disk, a key that is held down does
 * not wait. A page that is left, or loaded again, sends what it has gathered before it goes.
 */
function keeper(transport: Transport, page: Parameters<typeof recall>[1]): (values: Values) => void {
  let gathered: Values = {};
  let underWay: Values = {};
  let isSending = false;
  let isFailing = false;
  const send = async () => {
    isSending = true;
    while (Object.keys(gathered).length > 0) {
      underWay = gathered;
      gathered = {};
      try {
        await transport.call(windowRemember, { values: underWay });
        isFailing = false;
      } catch (error) {
        if (!isFailing) messages.failed(`What you enter is not remembered: ${(error as Error).message}`);
        isFailing = true;
      }
    }
    underWay = {};
    isSending = false;
  };
  page.addEventListener("pagehide", () => {
    // What is under way may go down with the page: it is sent once more, under what came since.
    const values = { ...underWay, ...gathered };
    gathered = {};
    if (Object.keys(values).length > 0) transport.call(windowRemember, { values }).catch(() => undefined);
  });
  return (values) => {
    gathered = { ...gathered, ...values };
    if (!isSending) void send();
  };
}
