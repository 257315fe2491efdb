import { Problem } from "../../../contract/problem.ts";
import type { StrategyGrouping } from "../../../contract/search.ts";
import type { AnalysisView } from "../../analysis/view/analysis-view.ts";
import { earnedMost } from "./earned-most.ts";
import { nameMatcher } from "./name-matcher.ts";

/** The part of the strategy names that a grouping by name takes as the group. */
const namePatterns = {
  underlying: /^(\S+)/,
  entry: /\b(\d{3,4})-\d{3,4}\b/,
  window: /\b(\d{3,4}-\d{3,4})\b/,
};

/** The group of each strategy of the view, null = none. Throws Problem "bad-request". */
export function groupLabels(
  view: Pick<AnalysisView, "strategies" | "matrix" | "observations">,
  grouping: StrategyGrouping,
): (string | null)[] {
  const { by } = grouping;
  if (by === "zone" || by === "regime") {
    return earnedMost(view.matrix, view.observations, by === "zone" ? "zone" : "marketRegime");
  }
  if (by === "list") {
    const groups = Object.entries(grouping.list ?? {}).map(
      ([name, patterns]) => [name, nameMatcher(patterns)] as const,
    );
    if (groups.length === 0) throw new Problem("bad-request", "A grouping by list needs a list of groups.");
    return view.strategies.map((strategy) => groups.find(([, matches]) => matches(strategy))?.[0] ?? null);
  }
  const expression = by === "pattern" ? customPattern(grouping.pattern) : namePatterns[by];
  return view.strategies.map((strategy) => expression.exec(strategy)?.[1] ?? null);
}

function customPattern(pattern: string | undefined): RegExp {
  if (!pattern) throw new Problem("bad-request", "A grouping by pattern needs a pattern.");
  try {
    return new RegExp(pattern, "u");
  } catch (error) {
    throw new Problem("bad-request", `The pattern ${pattern} is not a regular expression.`, {
      remedy: (error as Error).message,
    });
  }
}
