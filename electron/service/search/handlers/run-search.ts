import type { RequestOf } from "../../../contract/method.ts";
import type { searchRun } from "../../../contract/methods/search-run.ts";
import type { OpenedView } from "../../analysis/view/view-cache.ts";
import { withView } from "../../analysis/view/with-view.ts";
import { startPictureThreads } from "../../exporting/picture-threads.ts";
import type { Handler } from "../../handler.ts";
import type { ServiceContext } from "../../service-context.ts";
import { checkOutFolder } from "../check-out-folder.ts";
import { excludesConstant } from "../excludes-constant.ts";
import { executeSearch } from "../execute-search.ts";
import { writeSearchFiles } from "../write-search-files.ts";

/** search.run */
export const runSearch: Handler<typeof searchRun> = async (request, context, call) => {
  const { out, checkpoint, ...asked } = request;
  const search = { ...asked, excludeConstant: excludesConstant(asked, context.settings) };
  if (out) await checkOutFolder(out);
  const work = async ({ view, session }: OpenedView) => {
    if (out) prepareFiles(search, context);
    const startedAt = new Date();
    const result = await executeSearch(search, { context, view, session, checkpoint }, call);
    if (!out) return result;
    call.progress({ stage: "Writing the result files" });
    const files = await writeSearchFiles(out, { result, view, startedAt }, { context, session });
    return { ...result, files };
  };
  return withView(search, context, call, work, "small-batches");
};

/** Threads that draw the result pictures are started before the search: they are ready when it ends. */
function prepareFiles(search: RequestOf<typeof searchRun>, { settings }: ServiceContext): void {
  if (!settings.get("export.charts")) return;
  const smallest = search.minSize ?? settings.get("search.min_size");
  const sizes = 1 + Math.max(0, (search.maxSize ?? settings.get("search.max_size")) - smallest);
  const picturesOfSize = 2;
  if (sizes > picturesOfSize) startPictureThreads(picturesOfSize * sizes);
}
