import type { ResultOf } from "../../../contract/method.ts";
import { zoneSearch } from "../../../contract/methods/zone.ts";
import { Problem } from "../../../contract/problem.ts";
import { searchRequest } from "../../../contract/search.ts";
import { withView } from "../../analysis/view/with-view.ts";
import { normaliseWeights, zoneCube } from "../../analysis/zones/cube.ts";
import { runFiles, tryRunFolder } from "../../exporting/run-folder.ts";
import { type Handler, register } from "../../handler.ts";
import { excludesConstant } from "../../search/resolve.ts";
import { combineZones, zoneCorrelation } from "../combine.ts";
import { writeZoneFiles } from "../files.ts";
import { partOfCall, searchOneZone, searchOverZones, type ZonePortfolio } from "../searches.ts";

/** zone.search */
export const zoneSearchHandler = register(zoneSearch, (asked, context, call) =>
  context.searches.keeping("zones", asked, call, () => searchZones(asked, context, call)),
);

async function searchZones(
  ...[asked, context, call]: Parameters<Handler<typeof zoneSearch>>
): Promise<ResultOf<typeof zoneSearch>> {
  if (asked.out) await tryRunFolder(asked.out);
  const { zoneWeights, zoneMinSize, zoneMaxSize, overallAlgorithms, out, ...rest } = asked;
  const startedAt = new Date();
  const plain = {
    ...rest,
    excludeConstant: false,
    rows: { kind: "observations" as const },
    ulta: { kind: "off" as const },
  };
  return withView(plain, context, call, async ({ view }) => {
    const cube = zoneCube(view.matrix, view.observations);
    const weights = normaliseWeights(cube.zones, zoneWeights);
    // One version for all parts, whatever is imported meanwhile.
    const whole = searchRequest.parse({ ...rest, version: view.manifest.version });
    const request = { ...whole, excludeConstant: excludesConstant(whole, context.settings) };
    const steps = cube.zones.length + 1;

    const portfolios: ZonePortfolio[] = [];
    const skipped: { name: string; reason: string }[] = [];
    const sizes = { minSize: zoneMinSize ?? request.minSize, maxSize: zoneMaxSize ?? request.maxSize };
    for (const [k, zone] of cube.zones.entries()) {
      const step = partOfCall(call, zone, k, steps);
      try {
        portfolios.push(await searchOneZone(zone, { ...request, ...sizes }, context, step));
      } catch (error) {
        // A zone of too few rows must not cost the others; anything else is a fault.
        if (!(error instanceof Problem) || error.report.code !== "bad-request") throw error;
        skipped.push({ name: zone, reason: error.report.message });
      }
    }
    const overall =
      overallAlgorithms.length === 0
        ? undefined
        : await searchOverZones(
            zoneWeights,
            { ...request, algorithms: overallAlgorithms },
            context,
            partOfCall(call, "All zones", steps - 1, steps),
          );
    if (portfolios.length === 0 && !overall) {
      throw new Problem("bad-request", `No zone could be searched: ${skipped[0]?.reason ?? ""}`);
    }
    const correlation = await zoneCorrelation(context.engine, cube, portfolios);
    const result = {
      zones: portfolios.map(({ zone, dates, inversions, result: found }) => ({
        name: zone,
        observations: dates.length,
        weight: weights[cube.zones.indexOf(zone)] as number,
        inverted: inversions.length,
        best: found.best,
        portfolios: found.portfolios,
        luck: found.luck,
      })),
      skipped,
      overall: overall?.result.portfolios ?? [],
      combinations: await combineZones(context.engine, cube, weights, portfolios),
      correlation,
      files: [] as string[],
      notWritten: null,
      seconds: (Date.now() - startedAt.getTime()) / 1000,
    };
    if (!out) return result;
    call.progress({ stage: "Writing the result files" });
    const finished = { startedAt, portfolios, overall, result };
    return { ...result, ...(await runFiles(() => writeZoneFiles(out, finished, context))) };
  });
}
