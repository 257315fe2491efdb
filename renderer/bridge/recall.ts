import type { RequestOf } from "../../electron/contract/method.ts";
import { viewList } from "../../electron/contract/methods/view.ts";
import { windowRecall, windowRemember } from "../../electron/contract/methods/window.ts";
import type { Transport } from "../../electron/contract/transport.ts";
import { openMemory } from "../state/store.ts";
import { messages } from "../ui/toaster.tsx";

type Values = RequestOf<typeof windowRemember>["values"];

/**
 * Fills the window's memory from the service, which keeps what becomes of it. The modules with remembered stores load after it.
 */
export async function recall(transport: Transport): Promise<void> {
  const keep = keeper(transport);
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
 * not wait.
 */
function keeper(transport: Transport): (values: Values) => void {
  let gathered: Values = {};
  let isSending = false;
  let isFailing = false;
  const send = async () => {
    isSending = true;
    while (Object.keys(gathered).length > 0) {
      const values = gathered;
      gathered = {};
      try {
        await transport.call(windowRemember, { values });
        isFailing = false;
      } catch (error) {
        if (!isFailing) messages.failed(`What you enter is not remembered: ${(error as Error).message}`);
        isFailing = true;
      }
    }
    isSending = false;
  };
  return (values) => {
    gathered = { ...gathered, ...values };
    if (!isSending) void send();
  };
}
