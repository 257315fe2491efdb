import type { KeptSearch, SearchKind } from "../../contract/kept-search.ts";
import type { ResultOf } from "../../contract/method.ts";
import type { searchRun } from "../../contract/methods/search.ts";
import type { zoneSearch } from "../../contract/methods/zone.ts";
import { expectedOf } from "../../contract/search-result.ts";
import { countOf } from "../../contract/text.ts";

/** What a search of each kind comes to. */
export interface ResultsByKind {
  readonly rows: ResultOf<typeof searchRun>;
  readonly zones: ResultOf<typeof zoneSearch>;
}

/** What a search came to, by its kind. */
export type Outcome = {
  [K in SearchKind]: { readonly kind: K; readonly result: ResultsByKind[K] };
}[SearchKind];

/** The method of each kind. */
export const methodOf: Readonly<Record<SearchKind, string>> = { rows: "search.run", zones: "zone.search" };

/** What a list says of a search that has ended. */
export function headlineOf(outcome: Outcome): NonNullable<KeptSearch["headline"]> {
  if (outcome.kind === "rows") {
    const { best, luck, files, seconds } = outcome.result;
    const { sharpe, low, high, rows } = outcome.result.expected;
    return {
      size: best.size,
      verdict: luck.verdict,
      sentence: luck.sentence,
      expected: expectedOf(outcome.result) && { sharpe, low, high },
      roi: best.roi,
      max_drawdown: best.max_drawdown,
      rows,
      files: files.length,
      seconds,
    };
  }
  const { zones, combinations, files, seconds } = outcome.result;
  const together = combinations.find(({ kind }) => kind === "weighted");
  const words = Map.groupBy(zones, ({ luck }) => luck.verdict);
  return {
    size: Math.max(0, ...zones.map(({ best }) => best.size)),
    verdict: null,
    sentence: `${countOf(zones.length, "zone")}: ${[...words].map(([word, own]) => `${own.length} ${word}`).join(", ")}.`,
    expected: null,
    roi: together?.roi ?? null,
    max_drawdown: together?.maxDrawdown ?? null,
    rows: null,
    files: files.length,
    seconds,
  };
}

/** Version of the dataset that was searched; null where the result does not say it. */
export const versionOf = (outcome: Outcome): number | null =>
  outcome.kind === "rows" ? outcome.result.capsule.dataset.version : null;
