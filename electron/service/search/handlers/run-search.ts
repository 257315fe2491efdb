import type { searchRun } from "../../../contract/methods/search-run.ts";
import { withView } from "../../analysis/view/with-view.ts";
import type { Handler } from "../../handler.ts";
import { checkOutFolder } from "../check-out-folder.ts";
import { excludesConstant } from "../excludes-constant.ts";
import { executeSearch } from "../execute-search.ts";
import { writeSearchFiles } from "../write-search-files.ts";

/** search.run */
export const runSearch: Handler<typeof searchRun> = async (request, context, call) => {
  const { out, checkpoint, ...asked } = request;
  const search = { ...asked, excludeConstant: excludesConstant(asked, context.settings) };
  if (out) await checkOutFolder(out);
  return withView(search, context, call, async ({ view, session }) => {
    const startedAt = new Date();
    const result = await executeSearch(search, { context, view, session, checkpoint }, call);
    if (!out) return result;
    call.progress({ stage: "Writing the result files" });
    const files = await writeSearchFiles(out, { result, view, startedAt }, { context, session });
    return { ...result, files };
  });
};
