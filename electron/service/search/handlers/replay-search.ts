import type { searchReplay } from "../../../contract/methods/search-replay.ts";
import { Problem } from "../../../contract/problem.ts";
import { withView } from "../../analysis/view/with-view.ts";
import type { Handler } from "../../handler.ts";
import { compareCapsules } from "../capsule/compare-capsules.ts";
import { datasetFingerprint } from "../capsule/dataset-fingerprint.ts";
import { executeSearch } from "../execute-search.ts";

/** search.replay */
export const replaySearch: Handler<typeof searchReplay> = async ({ capsule }, context, call) => {
  const { name, fingerprint } = capsule.dataset;
  // The version number counts imports on one machine; the same contents may have another here.
  const latest = await context.datasets.manifest(name);
  const version = datasetFingerprint(latest) === fingerprint ? latest.version : capsule.dataset.version;
  return withView({ ...capsule.request, version }, context, call, async ({ view, session }) => {
    if (datasetFingerprint(view.manifest) !== fingerprint) {
      throw new Problem("bad-input", `The dataset ${name} is not the one that the capsule was made from.`, {
        remedy: "Import the file that the search was run on under this name.",
      });
    }
    const result = await executeSearch(capsule.request, { context, view, session }, call);
    const differences = compareCapsules(capsule, result.capsule);
    return { matches: differences.length === 0, differences, result };
  });
};
