import type { RequestOf, ResultOf } from "../../../contract/method.ts";
import type { validateDatasets } from "../../../contract/methods/validate.ts";
import { type MetricName, metricName, metricTable } from "../../../contract/metrics.ts";
import type { CallContext } from "../../context.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import type { NativeMetricConfig } from "../../engine/addon/figures.ts";
import { metricValues } from "../metrics/values.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { meanAbsoluteRow, relativeDifference } from "./comparison.ts";

type Findings = Omit<ResultOf<typeof validateDatasets>, "report">;

type Part = Findings["parts"][number];

/** A part whose figures are compared one by one. */
type JudgedPart = Part & { readonly part: Difference["part"] };

/** Rounding of a cell is judged on this part of its strategy's mean |x|: 1e-13 beside 0 is no difference. */
const cellScale = 1e-6;

const keyOf = (one: Observation) =>
  [one.date, one.zone, one.startTime].filter((part) => part !== null).join(" ");

/** Compares two opened views cell by cell and metric by metric. Memory: two columns of figures per metric. */
export async function compareViews(
  ours: OpenedView,
  theirs: OpenedView,
  request: RequestOf<typeof validateDatasets>,
  config: NativeMetricConfig,
  call: CallContext,
): Promise<Findings> {
  const { limit } = request;
  const rows = matchKeys(ours.view.observations.map(keyOf), theirs.view.observations.map(keyOf));
  const columns = matchKeys(ours.view.strategies, theirs.view.strategies);
  const list = new DifferenceList(limit);
  const both: Matched = {
    ours,
    theirs,
    rows: rows.pairs,
    columns: columns.pairs,
    size: meanAbsoluteRow(ours.view),
    tolerance: request.tolerance,
    list,
  };
  const cells = await compareCells(both, call);
  const metrics = await compareMetrics(both, request.metrics ?? metricName.options, config, call);
  const parts = [listed("observations", rows), listed("strategies", columns), cells, metrics];
  return {
    agrees: cells.compared > 0 && parts.every((part) => part.agreeing === part.compared),
    parts,
    differences: list.largest(),
    differenceCount: list.count,
    onlyHere: { strategies: columns.onlyHere.slice(0, limit), observations: rows.onlyHere.slice(0, limit) },
    onlyThere: {
      strategies: columns.onlyThere.slice(0, limit),
      observations: rows.onlyThere.slice(0, limit),
    },
  };
}

/** Two views and what of them is compared. */
interface Matched {
  readonly ours: OpenedView;
  readonly theirs: OpenedView;
  readonly rows: MatchedKeys["pairs"];
  readonly columns: MatchedKeys["pairs"];
  /** Mean |x| of each of our columns, currency. */
  readonly size: Float64Array;
  readonly tolerance: number;
  readonly list: DifferenceList;
}

async function compareCells(both: Matched, call: CallContext): Promise<JudgedPart> {
  const { ours, theirs, rows, columns, size } = both;
  const part: JudgedPart = { part: "cells", compared: rows.length * columns.length, agreeing: 0, largest: 0 };
  for (const [k, [t, u]] of rows.entries()) {
    call.signal.throwIfAborted();
    call.progress({ stage: "Comparing cells", fraction: k / rows.length });
    if (k % 64 === 63) await new Promise(setImmediate);
    const own = ours.view.matrix.rows[t] as Float64Array;
    const other = theirs.view.matrix.rows[u] as Float64Array;
    for (const [i, j] of columns) {
      const our = own[i] as number;
      const their = other[j] as number;
      // Nearly all are equal, and a call for each of them would cost more than reading them.
      if (our === their) part.agreeing += 1;
      else {
        const at = keyOf(ours.view.observations[t] as Observation);
        judge(both, part, { column: i, at, theirs: their, ours: our }, cellScale * (size[i] as number));
      }
    }
  }
  return part;
}

async function compareMetrics(
  both: Matched,
  names: readonly MetricName[],
  config: NativeMetricConfig,
  call: CallContext,
): Promise<JudgedPart> {
  const { ours, theirs, columns, size } = both;
  const part: JudgedPart = { part: "metrics", compared: 0, agreeing: 0, largest: 0 };
  if (names.length === 0 || columns.length === 0) return part;
  const here = Uint32Array.from(columns, ([i]) => i);
  const there = Uint32Array.from(columns, ([, j]) => j);
  const our = await metricValues(ours.session, names, config, here, call);
  const their = await metricValues(theirs.session, names, config, there, call);
  for (const name of names) {
    for (const [k, i] of here.entries()) {
      const scale = metricTable[name].unit === "currency" ? (size[i] as number) : 1e-3;
      const pair = { theirs: their[name][k] as number, ours: our[name][k] as number };
      judge(both, part, { column: i, at: name, ...pair }, scale);
    }
  }
  part.compared = names.length * here.length;
  return part;
}

interface Pair {
  readonly column: number;
  /** The observation, or the metric. */
  readonly at: string;
  readonly theirs: number;
  readonly ours: number;
}

/** Counts a pair of figures as agreeing, or lists it. */
function judge(both: Matched, part: JudgedPart, { column, at, theirs, ours }: Pair, scale: number): void {
  const relative = relativeDifference(theirs, ours, scale);
  part.largest = Math.max(part.largest, relative);
  if (relative <= both.tolerance) part.agreeing += 1;
  else {
    const strategy = both.ours.view.strategies[column] as string;
    both.list.add({ part: part.part, strategy, at, theirs, ours, relative });
  }
}

function listed(part: "observations" | "strategies", keys: MatchedKeys): Part {
  const { pairs, onlyHere, onlyThere } = keys;
  const compared = pairs.length + onlyHere.length + onlyThere.length;
  return { part, compared, agreeing: pairs.length, largest: 0 };
}

/** Places of equal keys on both sides, in our order, and what each side has alone. */
export interface MatchedKeys {
  readonly pairs: readonly (readonly [ours: number, theirs: number])[];
  readonly onlyHere: readonly string[];
  readonly onlyThere: readonly string[];
}

/** Matches keys one to one: the second of a key that comes twice goes with the other side's second. */
export function matchKeys(ours: readonly string[], theirs: readonly string[]): MatchedKeys {
  const places = new Map<string, number[]>();
  theirs.forEach((key, at) => {
    const found = places.get(key);
    if (found) found.push(at);
    else places.set(key, [at]);
  });
  const taken = new Map<string, number>();
  const pairs: [number, number][] = [];
  const onlyHere: string[] = [];
  ours.forEach((key, at) => {
    const next = taken.get(key) ?? 0;
    const other = places.get(key)?.[next];
    taken.set(key, next + 1);
    if (other === undefined) onlyHere.push(key);
    else pairs.push([at, other]);
  });
  const onlyThere = [...places].flatMap(([key, all]) => all.slice(taken.get(key) ?? 0).map(() => key));
  return { pairs, onlyHere, onlyThere };
}

/** One figure of two datasets. */
export interface Difference {
  readonly part: "cells" | "metrics";
  readonly strategy: string;
  readonly at: string;
  readonly theirs: number;
  readonly ours: number;
  readonly relative: number;
}

/** Counts every difference and keeps the largest ones, however many there are. */
class DifferenceList {
  readonly #limit: number;
  #kept: Difference[] = [];
  count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(one: Difference): void {
    this.count += 1;
    this.#kept.push(one);
    if (this.#kept.length > 4 * this.#limit + 1000) this.#kept = this.largest();
  }

  largest(): Difference[] {
    return [...this.#kept].sort((a, b) => b.relative - a.relative).slice(0, this.#limit);
  }
}
