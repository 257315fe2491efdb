import type { RequestOf, ResultOf } from "../../contract/method.ts";
import type { searchRun } from "../../contract/methods/search.ts";
import type { OpenedView } from "../analysis/view/view-cache.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import { removeQuietly } from "../disk/durable.ts";
import { RunPictures } from "../exporting/entire-day/run-pictures.ts";
import { legacyRunOptions, runFiles, tryRunFolder } from "../exporting/run-folder.ts";
import { weighFound } from "../sizing/weights.ts";
import { executeSearch, type KnownParts, type ResultWatcher } from "./execute.ts";
import { legacyPortfolio, legacyTable, writeSearchFiles } from "./files.ts";
import { type SearchPool, withSearched } from "./pool.ts";
import { algorithmsOf, excludesConstant, objectiveOf } from "./resolve.ts";

/** A search of a dataset with its result files. `known`: parts of it that were computed elsewhere. */
export async function runSearch(
  request: RequestOf<typeof searchRun>,
  context: ServiceContext,
  call: CallContext,
  known?: KnownParts,
): Promise<ResultOf<typeof searchRun>> {
  const { out, checkpoint, weighting, ...asked } = request;
  const search = { ...asked, excludeConstant: excludesConstant(asked, context.settings) };
  if (out) await tryRunFolder(out);
  // Its threads load what they need while the dataset is read.
  const pictures = out ? runPictures(search, context) : undefined;
  const work = async (opened: OpenedView, pool?: SearchPool) => {
    const surroundings = { context, ...opened, checkpoint, known, pool };
    const startedAt = new Date();
    const watch = pictures && watchFor(pictures, opened);
    const found = await executeSearch(search, { ...surroundings, ...(watch ? { watch } : {}) }, call);
    const weights = weighting ? await weighFound(opened, found, weighting, context, call) : null;
    const result = { ...found, weights };
    const { view, session } = opened;
    const written = await runFiles(async () => {
      if (!out || !pictures) return [];
      call.progress({ stage: "Writing the result files" });
      return writeSearchFiles(out, { result, view, startedAt }, { context, session, pictures });
    });
    // With it, the same search writes its files in another place at once.
    if (checkpoint && !written.notWritten) await removeQuietly(checkpoint);
    return { ...result, ...written };
  };
  try {
    const uses = algorithmsOf(search, context.settings);
    return await withSearched(search, objectiveOf(search, context.settings), context, call, work, uses);
  } finally {
    await pictures?.close();
  }
}

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
