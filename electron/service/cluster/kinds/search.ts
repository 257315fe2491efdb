/** A search. The merge is the search itself, which finds its parts done. */
import { z } from "zod";
import { Problem } from "../../../contract/problem.ts";
import { runSearch } from "../../search/run-search.ts";
import { packUnits } from "../pack-units.ts";
import { checkedPart, type ShardKind, usualShards } from "./kind.ts";
import { judgedOf } from "./opened-search.ts";
import { runUnits } from "./run-units.ts";
import { doesSearch, hasTwins, knownOf, searchPart } from "./search-part.ts";
import { doesOf, unitsOf } from "./search-units.ts";

export const searchKind: ShardKind<"search"> = {
  async cut(request, context, count, call) {
    const { backend, units, resolved } = await unitsOf(request, context, call);
    const seconds = units.reduce((sum, unit) => sum + unit.seconds, 0);
    const shards = packUnits(units, count ?? usualShards(seconds));
    return {
      backend,
      resolved,
      shards: shards.map(({ expectedSeconds, units: own }) => ({ expectedSeconds, does: doesOf(own) })),
    };
  },

  run(request, does, { context, attempt, others, turn }, call) {
    const ended = others((other) => hasTwins(doesSearch.parse(other)));
    return runUnits(
      request,
      doesSearch.parse(does),
      { context, attempt, k: 0, turn, others: async () => checkedPart(z.array(searchPart), await ended()) },
      call,
    );
  },

  async merge(request, parts, { context, out }, call) {
    const answers = await knownOf(request, checkedPart(z.array(searchPart), parts), context, call);
    const known = { ...answers, judged: await judgedOf(request, context, call) };
    const result = await runSearch({ ...request, out: out as never }, context, call, known);
    if (result.notWritten) throw Problem.from(result.notWritten);
    return { files: result.files, result };
  },
};
