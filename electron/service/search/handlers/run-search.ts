import type { RequestOf } from "../../../contract/method.ts";
import type { searchRun } from "../../../contract/methods/search.ts";
import type { OpenedView } from "../../analysis/view/view-cache.ts";
import { withView } from "../../analysis/view/with-view.ts";
import { legacyRunOptions } from "../../exporting/legacy-run-options.ts";
import { RunPictures } from "../../exporting/run-pictures.ts";
import type { Handler } from "../../handler.ts";
import type { ServiceContext } from "../../service-context.ts";
import { executeSearch, type ResultWatcher } from "../execute.ts";
import { checkOutFolder, legacyPortfolio, legacyTable, writeSearchFiles } from "../files.ts";
import { excludesConstant } from "../resolve.ts";

/** search.run */
export const runSearch: Handler<typeof searchRun> = async (request, context, call) => {
  const { out, checkpoint, ...asked } = request;
  const search = { ...asked, excludeConstant: excludesConstant(asked, context.settings) };
  if (out) await checkOutFolder(out);
  // Its threads load what they need while the dataset is read.
  const pictures = out ? runPictures(search, context) : undefined;
  const work = async (opened: OpenedView) => {
    const surroundings = { context, ...opened, checkpoint };
    if (!out || !pictures) return executeSearch(search, surroundings, call);
    const startedAt = new Date();
    const watch = watchFor(pictures, opened);
    const result = await executeSearch(search, { ...surroundings, watch }, call);
    call.progress({ stage: "Writing the result files" });
    const finished = { result, view: opened.view, startedAt };
    const files = await writeSearchFiles(out, finished, { context, session: opened.session, pictures });
    return { ...result, files };
  };
  try {
    return await withView(search, context, call, work, "small-batches");
  } finally {
    await pictures?.close();
  }
};

function runPictures(search: RequestOf<typeof searchRun>, { settings }: ServiceContext): RunPictures {
  const smallest = search.minSize ?? settings.get("search.min_size");
  const sizes = 1 + Math.max(0, (search.maxSize ?? settings.get("search.max_size")) - smallest);
  return new RunPictures(legacyRunOptions(settings), sizes);
}

/** Pictures are drawn on processors that the last runs of a search leave idle. */
function watchFor(pictures: RunPictures, { view, session }: OpenedView): ResultWatcher {
  const table = legacyTable(view);
  return {
    portfolio: (best) => pictures.portfolioAhead(table, legacyPortfolio(best)),
    best: (best) => pictures.bestAhead(table, legacyPortfolio(best), session),
  };
}
