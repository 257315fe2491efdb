import type { RequestOf, ResultOf } from "../../contract/method.ts";
import type { zoneSearch } from "../../contract/methods/zone.ts";
import { Problem } from "../../contract/problem.ts";
import { searchRequest } from "../../contract/search.ts";
import { refuseLarger } from "../analysis/view/table-memory.ts";
import type { OpenedView } from "../analysis/view/view-cache.ts";
import { withView } from "../analysis/view/with-view.ts";
import { normaliseWeights, type ZoneCube, zoneCube } from "../analysis/zones/cube.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import { runFiles, tryRunFolder } from "../exporting/run-folder.ts";
import type { KnownParts } from "../search/execute.ts";
import { excludesConstant } from "../search/resolve.ts";
import { combineZones, zoneCorrelation } from "./combine.ts";
import { writeZoneFiles } from "./files.ts";
import {
  ofOneZone,
  overAllZones,
  partOfCall,
  searchOneZone,
  searchOverZones,
  type ZonePortfolio,
} from "./searches.ts";

type Asked = RequestOf<typeof zoneSearch>;

/** The zones of a dataset, and what is searched for in each and over all. */
function withZones<Result>(
  { zoneWeights, zoneMinSize, zoneMaxSize, overallAlgorithms, out: _, ...rest }: Asked,
  context: ServiceContext,
  call: CallContext,
  work: (zones: {
    readonly cube: ZoneCube;
    readonly weights: Float64Array;
    readonly ofZones: ReturnType<typeof searchRequest.parse>;
    readonly request: ReturnType<typeof searchRequest.parse>;
  }) => Promise<Result>,
): Promise<Result> {
  const plain = {
    ...rest,
    excludeConstant: false,
    rows: { kind: "observations" as const },
    ulta: { kind: "off" as const },
  };
  const plan = ({ view }: OpenedView) => {
    const cube = zoneCube(view.matrix, view.observations);
    // One version for all parts, whatever is imported meanwhile.
    const whole = searchRequest.parse({ ...rest, version: view.manifest.version });
    const request = { ...whole, excludeConstant: excludesConstant(whole, context.settings) };
    const sizes = { minSize: zoneMinSize ?? request.minSize, maxSize: zoneMaxSize ?? request.maxSize };
    return work({
      cube,
      weights: normaliseWeights(cube.zones, zoneWeights),
      ofZones: { ...request, ...sizes },
      request: { ...request, algorithms: overallAlgorithms },
    });
  };
  // Only looked at: as the searches have theirs, so that no device gets a table that it does nothing with.
  return withView(plain, context, call, plan, "small-batches");
}

/** The searches of a zone search, in their order: of each zone, and that over all (null). */
export const searchesOf = (asked: Asked, context: ServiceContext, call: CallContext) =>
  withZones(asked, context, call, async ({ cube, ofZones, request }) => [
    ...cube.zones.map((zone) => ({ zone, request: ofOneZone(zone, ofZones) })),
    ...(asked.overallAlgorithms.length === 0
      ? []
      : [{ zone: null, request: overAllZones(asked.zoneWeights, request) }]),
  ]);

/**
 * Searches every zone and the weighted ones, and combines what they found. `known`: what was computed elsewhere of the search
 * of a zone, or of that over all (null).
 */
export async function searchZones(
  asked: Asked,
  context: ServiceContext,
  call: CallContext,
  known: (zone: string | null) => Promise<KnownParts | undefined> = async () => undefined,
): Promise<ResultOf<typeof zoneSearch>> {
  await refuseLarger(asked, context, "A search in zones");
  if (asked.out) await tryRunFolder(asked.out);
  const { zoneWeights, overallAlgorithms, out } = asked;
  const startedAt = new Date();
  return withZones(asked, context, call, async ({ cube, weights, ofZones, request }) => {
    const steps = cube.zones.length + 1;

    const portfolios: ZonePortfolio[] = [];
    const skipped: { name: string; reason: string }[] = [];
    for (const [k, zone] of cube.zones.entries()) {
      const step = partOfCall(call, zone, k, steps);
      try {
        portfolios.push(await searchOneZone(zone, ofZones, context, step, await known(zone)));
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
            request,
            context,
            partOfCall(call, "All zones", steps - 1, steps),
            await known(null),
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
    const finished = { cube, startedAt, portfolios, overall, result };
    return { ...result, ...(await runFiles(() => writeZoneFiles(out, finished, context))) };
  });
}
