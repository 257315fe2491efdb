import { viewKeep, viewList } from "../../electron/contract/methods/view.ts";
import { Problem } from "../../electron/contract/problem.ts";
import type { Transport } from "../../electron/contract/transport.ts";
import { keptView } from "../../electron/contract/view.ts";
import { type AnalysisView, analysisViews, currentDataset } from "../state/view.ts";
import { messages } from "../ui/toaster.tsx";

type Views = Readonly<Record<string, AnalysisView>>;

/** Keeps the views of the window and those of the service alike until the returned function is called. */
export function followViews(transport: Transport): () => void {
  const texts = (views: Views): Record<string, string> =>
    Object.fromEntries(Object.entries(views).map(([name, view]) => [name, JSON.stringify(view)]));
  /** As the service has them, by dataset; what differs is the window's news. */
  let known = texts(analysisViews.get());
  let sending = 0;
  let asked = 0;
  const read = async () => {
    asked += 1;
    const own = asked;
    const { views } = await transport.call(viewList, {});
    // What is being sent or was asked for later is newer; when it is kept, that is told again.
    if (sending > 0 || own !== asked) return;
    known = texts(views);
    const before = analysisViews.get();
    analysisViews.set(views);
    tellOfView(before, views);
  };
  const failed = (error: unknown) => {
    // Of a dataset that was deleted: nobody misses it.
    if (error instanceof Problem && error.report.code === "not-found") return;
    messages.failed(`The view was not kept: ${(error as Error).message}`);
  };
  /** One after the other: of two changes the later one must be kept last. */
  let sent: Promise<unknown> = Promise.resolve();
  const send = () => {
    for (const [dataset, view] of Object.entries(analysisViews.get())) {
      const text = JSON.stringify(view);
      if (text === (known[dataset] ?? "{}")) continue;
      known = { ...known, [dataset]: text };
      sending += 1;
      asked += 1;
      sent = sent
        .then(() => transport.call(viewKeep, { dataset, view }))
        .catch(failed)
        .finally(() => {
          sending -= 1;
        });
    }
  };
  const leave = [
    analysisViews.subscribe(send),
    transport.subscribe(({ kind }) => {
      if (kind === "views-changed") void read().catch(failed);
    }),
  ];
  return () => {
    for (const end of leave) end();
  };
}

/**
 * Says so where the dataset that is open is looked at in another way than before, and it was not this window that changed it.
 */
function tellOfView(before: Views, now: Views): void {
  const open = currentDataset.get();
  // As the service has it, which fills in what was left out.
  const text = (view: AnalysisView | undefined) => JSON.stringify(keptView.parse(view ?? {}));
  if (open === null || text(before[open]) === text(now[open])) return;
  // It went along with its dataset to another name.
  const isMoved = Object.keys(now).some((name) => !before[name] && text(now[name]) === text(before[open]));
  if (!isMoved) messages.done(`${open}: the view was changed elsewhere, and every screen shows it.`);
}
