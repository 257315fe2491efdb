import { Problem } from "../../../contract/problem.ts";
import type { StrategyGrouping } from "../../../contract/search.ts";
import type { AnalysisView } from "../../analysis/view/analysis-view.ts";
import { ownNames } from "../../analysis/view/members.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import { noGroup } from "../../engine/addon/figures.ts";
import type { NativeGrouping } from "../../engine/addon/search.ts";
import { type NameExpression, nameExpression } from "../../name-expression.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import type { ResolvedConstraints } from "./resolve.ts";

/** The part of the strategy names that a grouping by name takes as the group. */
const namePatterns = {
  underlying: /^(\S+)/,
  entry: /\b(\d{3,4})-\d{3,4}\b/,
  window: /\b(\d{3,4}-\d{3,4})\b/,
};

/** The group of each strategy of the view, null = none. Throws Problem "bad-request". */
export function groupLabels(
  view: Pick<AnalysisView, "strategies" | "inversions" | "matrix" | "observations">,
  grouping: StrategyGrouping,
): (string | null)[] {
  const { by } = grouping;
  if (by === "zone" || by === "regime") {
    return earnedMost(view.matrix, view.observations, by === "zone" ? "zone" : "marketRegime");
  }
  const own = ownNames(view);
  if (by === "list") {
    const groups = Object.entries(grouping.list ?? {}).map(
      ([name, patterns]) => [name, nameMatcher(patterns)] as const,
    );
    if (groups.length === 0) throw new Problem("bad-request", "A grouping by list needs a list of groups.");
    return view.strategies.map(
      (strategy, at) =>
        groups.find(([, matches]) => matches(strategy) || matches(own[at] ?? strategy))?.[0] ?? null,
    );
  }
  if (by === "pattern") {
    const expression = customPattern(grouping.pattern);
    return view.strategies.map(
      (strategy, at) => expression.group(own[at] ?? strategy) ?? expression.group(strategy) ?? null,
    );
  }
  const expression = namePatterns[by];
  return view.strategies.map((_, at) => expression.exec(own[at] ?? "")?.[1] ?? null);
}

function customPattern(pattern: string | undefined): NameExpression {
  if (!pattern) throw new Problem("bad-request", "A grouping by pattern needs a pattern.");
  try {
    return nameExpression(pattern);
  } catch (error) {
    throw new Problem("bad-request", `The pattern ${pattern} is not a regular expression.`, {
      remedy: (error as Error).message,
    });
  }
}

/**
 * The zone or regime in which each strategy's mean P&L per observation is highest; null where no observation names one.
 * Missing cells are skipped; of equal means the label that comes first wins.
 */
function earnedMost(
  matrix: PnlMatrix,
  observations: readonly Observation[],
  field: "zone" | "marketRegime",
): (string | null)[] {
  const labels = [...new Set(observations.flatMap((one) => one[field] ?? []))].sort();
  const best = new Float64Array(matrix.strategies).fill(Number.NEGATIVE_INFINITY);
  const answer: (string | null)[] = Array.from({ length: matrix.strategies }, () => null);
  for (const label of labels) {
    const sums = new Float64Array(matrix.strategies);
    const counts = new Uint32Array(matrix.strategies);
    for (const [t, one] of observations.entries())
      if (one[field] === label) addCells(matrix.rows[t] as Float64Array, sums, counts);
    for (let i = 0; i < matrix.strategies; i += 1) {
      const mean = (sums[i] as number) / (counts[i] as number);
      if (!(mean > (best[i] as number))) continue;
      best[i] = mean;
      answer[i] = label;
    }
  }
  return answer;
}

function addCells(row: Float64Array, sums: Float64Array, counts: Uint32Array): void {
  for (let i = 0; i < sums.length; i += 1) {
    const cell = row[i] as number;
    if (Number.isNaN(cell)) continue;
    sums[i] = (sums[i] as number) + cell;
    counts[i] = (counts[i] as number) + 1;
  }
}

/** Tests names against patterns in which * stands for any text and ? for one character; everything else is itself. */
export function nameMatcher(patterns: readonly string[]): (name: string) => boolean {
  const exact = new Set(patterns);
  const globs = patterns.filter((pattern) => /[*?]/.test(pattern)).map(globExpression);
  return (name) => exact.has(name) || globs.some((glob) => glob.test(name));
}

function globExpression(pattern: string): NameExpression {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return nameExpression(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`, "s");
}

/** A grouping for portfolios of one size. `labels` is the group of each strategy, null = none. */
export function nativeGrouping(
  labels: readonly (string | null)[],
  grouping: StrategyGrouping,
  size: number,
): NativeGrouping {
  const names = [...new Set(labels)].filter((label) => label !== null).sort();
  const named = [...Object.keys(grouping.groups), ...Object.keys(grouping.balance?.shares ?? {})];
  const unknown = named.find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Problem("bad-request", `No strategy belongs to the group ${unknown}.`, {
      remedy: `The groups by ${grouping.by} are ${names.slice(0, 10).join(", ")}${names.length > 10 ? ", ..." : ""}.`,
    });
  }
  const places = new Map(names.map((name, g) => [name, g]));
  const bounds = names.map((name) => ({ ...grouping.each, ...grouping.groups[name] }));
  const most = (bound: { max?: number | undefined; maxShare?: number | undefined }) =>
    Math.min(size, bound.max ?? size, Math.floor((bound.maxShare ?? 1) * size + 1e-9));
  const { balance } = grouping;
  return {
    groupOf: Uint32Array.from(labels, (label) => (label === null ? noGroup : (places.get(label) ?? noGroup))),
    minimum: Uint32Array.from(bounds, (bound) => bound.min ?? 0),
    maximum: Uint32Array.from(bounds, most),
    ...(balance
      ? {
          desired: Float64Array.from(names, (name) => (balance.shares[name] ?? 0) * size),
          balanceWeight: balance.weight,
        }
      : {}),
  };
}

/**
 * Throws Problem "bad-request", naming grouping and group, when no portfolio of `size` can keep the bounds of one
 * grouping.
 */
export function checkGroupings(constraints: ResolvedConstraints, size: number): void {
  const { candidates, mustInclude = new Uint32Array() } = constraints;
  for (const { labels, grouping } of constraints.groupings) {
    const { minimum, maximum } = nativeGrouping(labels, grouping, size);
    const refuse = (message: string): never => {
      throw new Problem("bad-request", `${message} (grouping by ${grouping.by}, portfolios of ${size}).`, {
        remedy: "Loosen that bound, or search other sizes.",
      });
    };
    const names = [...new Set(labels)].filter((label) => label !== null).sort();
    if (names.length === 0) refuse(`No strategy belongs to any ${grouping.by}, so the bounds mean nothing`);
    const included = countBy(labels, mustInclude);
    const chosen = new Set([...(candidates ?? labels.keys()), ...mustInclude]);
    const available = countBy(labels, chosen);
    let needed = 0;
    let room = available.get(null) ?? 0;
    for (const [g, name] of names.entries()) {
      const [least, most] = [minimum[g] as number, maximum[g] as number];
      const [there, held] = [available.get(name) ?? 0, included.get(name) ?? 0];
      if (least > most) refuse(`Group ${name} must have at least ${least} members and at most ${most}`);
      if (least > there) refuse(`Group ${name} must have at least ${least} members and has ${there}`);
      if (held > most)
        refuse(`Group ${name} may have ${most} members and ${held} of the included ones are of it`);
      needed += least;
      room += Math.min(most, there);
    }
    if (needed > size) refuse(`The groups must have at least ${needed} members together`);
    if (room < size) refuse(`The groups may have at most ${room} members together`);
  }
}

function countBy(labels: readonly (string | null)[], columns: Iterable<number>): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const column of columns) {
    const label = labels[column] ?? null;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}
