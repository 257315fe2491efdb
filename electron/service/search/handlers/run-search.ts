import type { searchRun } from "../../../contract/methods/search-run.ts";
import { withView } from "../../analysis/view/with-view.ts";
import type { Handler } from "../../handler.ts";
import { executeSearch } from "../execute-search.ts";
import { writeSearchFiles } from "../write-search-files.ts";

/** search.run */
export const runSearch: Handler<typeof searchRun> = (request, context, call) =>
  withView(request, context, call, async ({ view, session }) => {
    const { out, checkpoint, ...search } = request;
    const startedAt = new Date();
    const result = await executeSearch(search, { context, view, session, checkpoint }, call);
    if (!out) return result;
    call.progress({ stage: "Writing the result files" });
    const files = await writeSearchFiles(out, { result, view, startedAt }, { context, session });
    return { ...result, files };
  });
