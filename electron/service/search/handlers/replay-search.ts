import type { searchReplay } from "../../../contract/methods/search.ts";
import { Problem } from "../../../contract/problem.ts";
import { withView } from "../../analysis/view/with-view.ts";
import type { Handler } from "../../handler.ts";
import { compareCapsules, tableFingerprint } from "../capsule.ts";
import { executeSearch } from "../execute.ts";

/** search.replay */
export const replaySearch: Handler<typeof searchReplay> = async ({ capsule }, context, call) => {
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
};
