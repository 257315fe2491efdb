/** What is said of the table whatever a search finds there: begun beside its runs, so that the answer need not wait for it. */
import type { CallContext } from "../context.ts";
import type { KeptResults } from "../datasets/store/kept.ts";
import type { NativeJudgement, NativeMeasured } from "../engine/addon/believable.ts";
import { judgeAndMeasure } from "../sizing/judged.ts";
import { universeOf } from "../verdict/universe-of.ts";
import type { FinishedSearch, OpenSearch } from "./verdict-of.ts";

/** Of all rows under the search's seed. */
export interface TableFacts {
  readonly judgement: NativeJudgement | undefined;
  /** The error of figures. */
  readonly measured: NativeMeasured | undefined;
}

export interface FactsAhead {
  /** Whether there is anything to find; undefined: not asked here. */
  readonly universe: ReturnType<typeof universeOf> | undefined;
  readonly table: () => Promise<TableFacts>;
  /** Ends what still goes on and closes what was made here. */
  readonly end: () => Promise<void>;
}

/**
 * Begins what is not `known`. A search that ends by the clock has the processors for itself, and one beyond memory has no room
 * for anything beside it.
 */
export function beginFacts(
  { search, view, session, threads }: Pick<OpenSearch, "search" | "view" | "session" | "threads">,
  known: TableFacts & Pick<FinishedSearch, "universe">,
  kept: KeptResults | undefined,
  call: CallContext,
): FactsAhead {
  const { seed } = search;
  const stop = new AbortController();
  const signal = AbortSignal.any([call.signal, stop.signal]);
  const quiet: CallContext = { signal, progress: () => undefined };
  const isBeside = !search.seconds && !view.matrix.stored;
  // By what is believed the runs themselves rest on the judgement.
  const isMeasured = isBeside && !known.measured && search.objective !== "believable";
  const asked = { seed, threads, judged: known.judgement };
  const measuring = isMeasured ? judgeAndMeasure(view, session.judgements, asked, quiet) : undefined;
  const isAsked = isBeside && !known.universe;
  const universe = isAsked ? universeOf(view, { size: search.maxSize, seed, kept }, quiet) : undefined;
  // Who waits for one hears what became of it; a search that has failed by then does not.
  const settled = Promise.allSettled([measuring, universe]);
  return {
    universe,
    table: async () => ({ ...known, ...(await measuring) }),
    async end() {
      stop.abort();
      const [table] = await settled;
      const made = table.status === "fulfilled" ? table.value?.judgement : undefined;
      if (made && made !== known.judgement) session.judgements.close(made.handle);
    },
  };
}
