import {
  searchFrontier,
  searchParameters,
  searchReadConfig,
  searchReplay,
  searchRun,
} from "../../../contract/methods/search.ts";
import { Problem } from "../../../contract/problem.ts";
import { withView } from "../../analysis/view/with-view.ts";
import { algorithmParameters } from "../../engine/load-addon.ts";
import { register } from "../../handler.ts";
import { compareCapsules, tableFingerprint } from "../capsule.ts";
import { readConfigZone } from "../config-zone.ts";
import { executeSearch } from "../execute.ts";
import { beliefFrontier } from "../frontier.ts";
import { withSearched } from "../pool.ts";
import { objectiveOf } from "../resolve.ts";
import { runSearch } from "../run-search.ts";

/** search.run */
export const searchRunHandler = register(searchRun, (request, context, call) =>
  context.searches.keeping("rows", request, call, () => runSearch(request, context, call)),
);

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
    const objective = objectiveOf(request, context.settings);
    const answer = await withSearched(request, objective, context, call, async ({ view, session }, pool) => {
      if ((await tableFingerprint(view)) !== fingerprint) return null;
      const result = await executeSearch(capsule.request, { context, view, session, pool }, call);
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
