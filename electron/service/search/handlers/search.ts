import type { RequestOf, ResultOf } from "../../../contract/method.ts";
import {
  searchFrontier,
  searchParameters,
  searchReadConfig,
  searchReplay,
  searchRun,
} from "../../../contract/methods/search.ts";
import { Problem } from "../../../contract/problem.ts";
import type { OpenedView } from "../../analysis/view/view-cache.ts";
import { withView } from "../../analysis/view/with-view.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { removeQuietly } from "../../disk/durable.ts";
import { algorithmParameters } from "../../engine/load-addon.ts";
import { RunPictures } from "../../exporting/entire-day/run-pictures.ts";
import { legacyRunOptions, runFiles, tryRunFolder } from "../../exporting/run-folder.ts";
import { register } from "../../handler.ts";
import { weighFound } from "../../sizing/weights.ts";
import { compareCapsules, tableFingerprint } from "../capsule.ts";
import { readConfigZone } from "../config-zone.ts";
import { executeSearch, type ResultWatcher } from "../execute.ts";
import { legacyPortfolio, legacyTable, writeSearchFiles } from "../files.ts";
import { beliefFrontier } from "../frontier.ts";
import { excludesConstant } from "../resolve.ts";

/** search.run */
export const searchRunHandler = register(searchRun, (request, context, call) =>
  context.searches.keeping("rows", request, call, () => runSearch(request, context, call)),
);

async function runSearch(
  request: RequestOf<typeof searchRun>,
  context: ServiceContext,
  call: CallContext,
): Promise<ResultOf<typeof searchRun>> {
  const { out, checkpoint, weighting, ...asked } = request;
  const search = { ...asked, excludeConstant: excludesConstant(asked, context.settings) };
  if (out) await tryRunFolder(out);
  // Its threads load what they need while the dataset is read.
  const pictures = out ? runPictures(search, context) : undefined;
  const work = async (opened: OpenedView) => {
    const surroundings = { context, ...opened, checkpoint };
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
    return await withView(search, context, call, work, "small-batches");
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

/** search.frontier */
export const searchFrontierHandler = register(searchFrontier, (request, context, call) =>
  withView({ ...request, excludeConstant: request.excludeConstant ?? true }, context, call, (opened) =>
    beliefFrontier(opened, request, context, call),
  ),
);

/** search.replay */
export const searchReplayHandler = register(searchReplay, async ({ capsule }, context, call) => {
  const { name, fingerprint, version } = capsule.dataset;
  const latest = (await context.datasets.manifest(name)).version;
  // Version numbers count imports on one machine: the same table may have another here.
  for (const candidate of new Set([latest, Math.min(version, latest)])) {
    const request = { ...capsule.request, version: candidate };
    const answer = await withView(request, context, call, async ({ view, session }) => {
      if ((await tableFingerprint(view)) !== fingerprint) return null;
      const result = await executeSearch(capsule.request, { context, view, session }, call);
      const differences = compareCapsules(capsule, result.capsule);
      return { matches: differences.length === 0, differences, result };
    });
    if (answer) return answer;
  }
  throw new Problem("bad-input", `The dataset ${name} is not the one that the capsule was made from.`, {
    remedy: "Import the file that the search was run on under this name.",
  });
});

/** search.read-config */
export const searchReadConfigHandler = register(searchReadConfig, async ({ text, file }) =>
  readConfigZone(text, file),
);

/** search.parameters */
export const searchParametersHandler = register(searchParameters, async () => ({
  parameters: algorithmParameters(),
}));
