import type { SearchOutcome } from "../../contract/search-result.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { FoundPortfolio, LegacyRun } from "../exporting/legacy-run.ts";

/** The table that was searched, as the replaced system's files have it. */
export function legacyTable({ strategies, matrix, observations }: AnalysisView): LegacyRun["table"] {
  return { strategies, matrix, dates: observations.map((one) => one.date) };
}

type Found = Pick<SearchOutcome, "algorithm" | "fitness" | "violation" | "columns">;

/** A portfolio as those files have it. */
export function legacyPortfolio({ algorithm, fitness, violation, columns }: Found): FoundPortfolio {
  return { algorithm, fitness, violation, members: columns };
}
