import { Problem } from "../../../contract/problem.ts";
import type { SearchConstraints, StrategyGrouping } from "../../../contract/search.ts";
import type { AnalysisView } from "../../analysis/view/analysis-view.ts";
import { findMembers, ownNames } from "../../analysis/view/members.ts";
import type { Sample } from "../../verdict/resampling.ts";
import { groupLabels, nameMatcher } from "./groupings.ts";

/** Constraints in terms of columns; groupings still need the size of the portfolio. */
export interface ResolvedConstraints {
  /** Ascending; absent = all columns. */
  readonly candidates?: Uint32Array;
  readonly mustInclude?: Uint32Array;
  readonly groupings: readonly {
    readonly labels: readonly (string | null)[];
    readonly grouping: StrategyGrouping;
  }[];
  readonly maxPairCorrelation: number;
  readonly maxDrawdown: number;
}

/**
 * Finds the strategies that constraints name; which of them are constant is asked of a sample of the view's rows where there is
 * one. Throws Problem for a name or pattern that meets none.
 */
export function resolveConstraints(
  view: AnalysisView,
  constraints: SearchConstraints,
  sample?: Sample,
): ResolvedConstraints {
  const { candidates, exclude, include, excludeConstant } = constraints;
  const limited = candidates !== undefined || exclude.length > 0 || excludeConstant;
  const named = namedColumns(view, constraints);
  const kept = excludeConstant ? named.filter((i) => !isConstant(view, i, sample)) : named;
  if (limited && kept.length === 0) {
    throw new Problem("bad-request", "The constraints leave no strategy to choose from.");
  }
  return {
    ...(limited ? { candidates: kept } : {}),
    ...(include.length > 0 ? { mustInclude: findMembers(view, include).sort() } : {}),
    groupings: constraints.groupings.map((grouping) => ({ labels: groupLabels(view, grouping), grouping })),
    maxPairCorrelation: constraints.maxPairCorrelation ?? 1,
    maxDrawdown: constraints.maxDrawdown ?? 0,
  };
}

/** What constraints come to among the same strategies does not change, and a verdict asks for it with every sample. */
const known = new WeakMap<AnalysisView["strategies"], WeakMap<SearchConstraints, Uint32Array>>();

/** Columns whose names are wanted, ascending. */
function namedColumns(view: AnalysisView, constraints: SearchConstraints): Uint32Array {
  const ofView = known.get(view.strategies) ?? new WeakMap<SearchConstraints, Uint32Array>();
  known.set(view.strategies, ofView);
  const found = ofView.get(constraints) ?? findNamed(view, constraints);
  ofView.set(constraints, found);
  return found;
}

function findNamed(view: AnalysisView, { candidates, exclude }: SearchConstraints): Uint32Array {
  for (const pattern of [...(candidates ?? []), ...exclude]) requireMatch(view, pattern);
  const wanted = candidates ? nameMatcher(candidates) : () => true;
  const unwanted = nameMatcher(exclude);
  const own = ownNames(view);
  const kept = view.strategies.flatMap((name, i) => {
    const names = [name, own[i] ?? name];
    return names.some(wanted) && !names.some(unwanted) ? [i] : [];
  });
  return Uint32Array.from(kept);
}

function requireMatch(view: AnalysisView, pattern: string): void {
  const matches = nameMatcher([pattern]);
  if (view.strategies.some(matches) || ownNames(view).some(matches)) return;
  throw new Problem("not-found", `${view.manifest.name} has no strategy ${pattern}.`, {
    remedy: "Names must be written as in the file; * stands for any text.",
  });
}

/** What is taken off or added to all rows of a column does not make it vary: only rows and signs of a sample matter. */
function isConstant({ matrix: { rows } }: AnalysisView, column: number, sample?: Sample): boolean {
  const cell = (k: number) => rows[k]?.[column] as number;
  if (!sample) return rows.every((row) => row[column] === cell(0));
  const at = (k: number) => (sample.signs?.[k] ?? 1) * cell(sample.rows[k] as number);
  return sample.rows.every((_, k) => at(k) === at(0));
}
