/** A search in zones: the units of each zone's search and of that over all, in one set of shards. */
import { z } from "zod";
import { Problem } from "../../../contract/problem.ts";
import { searchRequest } from "../../../contract/search.ts";
import { searchesOf, searchZones } from "../../zoning/search-zones.ts";
import { packUnits } from "../pack-units.ts";
import { held } from "../turns.ts";
import { checkedPart, type ShardKind, usualShards } from "./kind.ts";
import { runUnits } from "./run-units.ts";
import { doesSearch, hasTwins, knownOf, searchPart } from "./search-part.ts";
import { doesOf, type Unit, unitsOf } from "./search-units.ts";

/** null: the search over all zones. */
const zone = z.string().nullable();
/** With the request of the search, which is made from the whole table: no shard reads that for it. */
const doesZones = z.array(doesSearch.extend({ zone, request: searchRequest }));
const zonesPart = z.array(searchPart.extend({ zone }));

export const zoneSearchKind: ShardKind<"zone-search"> = {
  async cut(request, context, count, call) {
    const units: (Unit & { readonly zone: string | null })[] = [];
    const searches = await searchesOf(request, context, call);
    const resolved: Record<string, unknown> = {};
    let backend = "cpu";
    for (const one of searches) {
      try {
        const found = await unitsOf(one.request, context, call);
        units.push(...found.units.map((unit) => ({ ...unit, zone: one.zone })));
        resolved[one.zone ?? "all zones"] = found.resolved;
        backend = found.backend;
      } catch (error) {
        // A zone that cannot be searched is left out by the merge, too.
        if (!(error instanceof Problem) || error.report.code !== "bad-request" || one.zone === null)
          throw error;
      }
    }
    const seconds = units.reduce((sum, unit) => sum + unit.seconds, 0);
    const shards = packUnits(units, count ?? usualShards(seconds));
    return {
      backend,
      resolved,
      shards: shards.map(({ expectedSeconds, units: own }) => ({
        expectedSeconds,
        does: [...Map.groupBy(own, (unit) => unit.zone)].map(([of, some]) => ({
          zone: of,
          request: searches.find((one) => one.zone === of)?.request,
          ...doesOf(some),
        })),
      })),
    };
  },

  async run(_, does, { context, attempt, others, turn }, call) {
    const part: z.infer<typeof zonesPart> = [];
    let backend = "cpu";
    const searches = doesZones.parse(does);
    for (const [k, { zone: of, request, ...own }] of searches.entries()) {
      const isSame = (one: { readonly zone: string | null }) => one.zone === of;
      const ended = others((other) => doesZones.parse(other).some((one) => isSame(one) && hasTwins(one)));
      const parts = async () =>
        checkedPart(z.array(zonesPart), await ended())
          .flat()
          .filter(isSame);
      const found = await runUnits(
        request,
        own,
        { context, attempt, k, others: parts, turn: k === searches.length - 1 ? turn : held(turn) },
        call,
      );
      part.push({ zone: of, ...found.part });
      backend = found.backend;
    }
    return { backend, part };
  },

  async merge(request, parts, { context, out }, call) {
    const found = checkedPart(z.array(zonesPart), parts).flat();
    const searches = await searchesOf(request, context, call);
    const known = async (of: string | null) => {
      const search = searches.find((one) => one.zone === of);
      const own = found.filter((part) => part.zone === of);
      return search && own.length > 0 ? knownOf(search.request, own, context, call) : undefined;
    };
    const result = await searchZones({ ...request, out: out as never }, context, call, known);
    if (result.notWritten) throw Problem.from(result.notWritten);
    return { files: result.files, result };
  },
};
