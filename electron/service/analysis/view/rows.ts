import { Problem } from "../../../contract/problem.ts";
import type { ViewRequest } from "../../../contract/view.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import { madeInSteps, type PnlMatrix } from "../../pnl-matrix.ts";
import type { Steps } from "../../turns.ts";

/** Indices of the observations that a view's regimes, confidence and zone keep, in order. */
export function selectObservations(view: ViewRequest, observations: readonly Observation[]): number[] {
  checkKnown(view, observations);
  const kept = observations.flatMap((one, t) => (keepsObservation(view, one) ? [t] : []));
  if (kept.length === 0) {
    throw new Problem("bad-request", `No row of ${view.dataset} is left to work on.`, {
      remedy: "Widen the dates, regimes, zone or confidence threshold.",
    });
  }
  checkThresholdScale(view, kept.length, observations.length);
  return kept;
}

function checkKnown(view: ViewRequest, observations: readonly Observation[]): void {
  const has = (test: (one: Observation) => boolean) => observations.some(test);
  const missing = (what: string) =>
    new Problem("bad-request", `${view.dataset} has no ${what}.`, {
      remedy: "Where nobody asked for it, it stands in the settings: tessera settings regimes.",
    });
  if ((view.minConfidence ?? 0) > 0 && !has((one) => one.confidence !== null)) {
    throw missing("regime confidence");
  }
  for (const regime of view.regimes ?? []) {
    if (!has((one) => one.marketRegime === regime)) throw missing(`market regime ${regime}`);
  }
  const { rows } = view;
  if (rows.kind === "zone" && !has((one) => one.zone === rows.zone)) throw missing(`zone ${rows.zone}`);
}

/** 0.7 against a percent column keeps every row: a silent no-op that looked like a filter in earlier systems. */
function checkThresholdScale(view: ViewRequest, kept: number, all: number): void {
  const threshold = view.minConfidence ?? 0;
  if (threshold > 0 && threshold <= 1 && kept === all) {
    throw new Problem("bad-request", `A confidence threshold of ${threshold} percent keeps every row.`, {
      remedy: `Confidence is in percent, 0 to 100: write ${threshold * 100}, or leave the threshold out.`,
    });
  }
}

/** Whether a view's regimes, confidence threshold and zone keep an observation. The threshold itself is kept. */
export function keepsObservation(view: ViewRequest, one: Observation): boolean {
  if (view.regimes?.length && !(one.marketRegime !== null && view.regimes.includes(one.marketRegime)))
    return false;
  const least = view.minConfidence ?? 0;
  if (least > 0 && !((one.confidence ?? -1) >= least)) return false;
  return view.rows.kind !== "zone" || one.zone === view.rows.zone;
}

/**
 * Scales exposure observation by observation: by the regime's confidence as a fraction, and by the transition factor
 * where the market may be between regimes. Rows with factor 1 are shared, not copied.
 */
export function* scaleRows(
  matrix: PnlMatrix,
  observations: readonly Observation[],
  view: Pick<ViewRequest, "confidenceWeighted" | "transition">,
): Steps<PnlMatrix> {
  if (!view.confidenceWeighted && !view.transition) return matrix;
  return yield* madeInSteps(matrix, matrix.observations, matrix.strategies, (t) => {
    const row = matrix.rows[t] as Float64Array;
    const factor = factorOf(observations[t], view);
    return factor === 1 ? row : row.map((value) => value * factor);
  });
}

function factorOf(
  one: Observation | undefined,
  { confidenceWeighted, transition }: Pick<ViewRequest, "confidenceWeighted" | "transition">,
): number {
  const confidence = confidenceWeighted ? (one?.confidence ?? 100) / 100 : 1;
  const isBetween = transition !== undefined && (one?.transitionThreshold ?? 0) > transition.above;
  return isBetween ? confidence * transition.factor : confidence;
}

export interface RowsWithObservations {
  readonly matrix: PnlMatrix;
  readonly observations: readonly Observation[];
}

/** Rows of each day, for as long as somebody has the observations: parts of a table that is read in pieces have the same. */
const daysKnown = new WeakMap<readonly Observation[], readonly number[][]>();

function daysOf(observations: readonly Observation[]): readonly number[][] {
  const days = daysKnown.get(observations) ?? [...groupByDate(observations).values()];
  daysKnown.set(observations, days);
  return days;
}

/** One row per date, the sum of its observations. A cell that is missing in all of them stays missing. */
export function* dayRows({ matrix, observations }: RowsWithObservations): Steps<RowsWithObservations> {
  const days = daysOf(observations);
  if (days.length === observations.length) return { matrix, observations };
  return {
    observations: days.map((rows) => mergeObservations(rows.map((t) => observations[t] as Observation))),
    matrix: yield* madeInSteps(matrix, days.length, matrix.strategies, (day) =>
      sumRows(
        (days[day] as number[]).map((t) => matrix.rows[t] as Float64Array),
        undefined,
        Number.NaN,
      ),
    ),
  };
}

/** Row indices by date, dates ascending, rows of a date in their order. */
export function groupByDate(observations: readonly Observation[]): Map<string, number[]> {
  const groups = new Map<string, number[]>();
  observations.forEach((one, t) => {
    const rows = groups.get(one.date);
    if (rows) rows.push(t);
    else groups.set(one.date, [t]);
  });
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The observation that stands for several of one date: what they agree on, null where they differ. */
export function mergeObservations(observations: readonly Observation[]): Observation {
  const [first, ...rest] = observations;
  if (!first) throw new Error("there is nothing to merge");
  const same = <Key extends keyof Observation>(key: Key) => rest.every((one) => one[key] === first[key]);
  return {
    ...first,
    zone: same("zone") ? first.zone : null,
    startTime: same("startTime") ? first.startTime : null,
    endTime: same("endTime") ? first.endTime : null,
    marketRegime: same("marketRegime") ? first.marketRegime : null,
    confidence: same("confidence") ? first.confidence : null,
    transitionThreshold: same("transitionThreshold") ? first.transitionThreshold : null,
    capital: same("capital") ? first.capital : null,
  };
}

/** Adds rows column by column, each times its weight; a cell that is missing in all of them is `whenMissing`. */
export function sumRows(
  rows: readonly Float64Array[],
  weights: readonly number[] | undefined,
  whenMissing: 0 | typeof Number.NaN,
): Float64Array {
  const width = rows[0]?.length ?? 0;
  const out = new Float64Array(width).fill(whenMissing);
  rows.forEach((row, r) => {
    const weight = weights?.[r] ?? 1;
    for (let i = 0; i < width; i += 1) {
      const value = row[i] as number;
      if (Number.isNaN(value)) continue;
      const sum = out[i] as number;
      out[i] = Number.isNaN(sum) ? value * weight : sum + value * weight;
    }
  });
  return out;
}
