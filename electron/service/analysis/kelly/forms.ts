/** A Kelly form applied to one strategy, from its rows to the fraction of capital that it may have at risk. */
import type { KellyForm, KellyOptions } from "../../../contract/kelly.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import { kellyAtRisk, rawKelly, sizeKelly, type WinLoss, winLoss } from "./fraction.ts";

/** Least regime confidence of the specification's selection, percent. */
const specifiedConfidence = 70;

/** Forms that the specification states to the letter: options do not change them, and they see recorded rows alone. */
export const isSpecified = (form: KellyForm): boolean =>
  form === "specification" || form === "regime_weighted";

export interface StrategyKelly {
  /** Of the recorded rows that the form looks at, currency. */
  readonly facts: WinLoss;
  /** The form's own figure; see rawKelly. */
  readonly raw: number;
  /** Of the capital, at risk. */
  readonly fraction: number;
}

type FormOptions = Pick<KellyOptions, "form" | "zeroDays" | "multiplier" | "cap" | "floor">;

/** `pnl` in currency, `returns` the same on capital; `confidence` a fraction that the result is multiplied by. */
export function strategyKelly(
  pnl: Float64Array,
  returns: Float64Array,
  observations: readonly Pick<Observation, "confidence">[],
  options: FormOptions,
  confidence: number,
): StrategyKelly {
  const { form } = options;
  const isWeighted = form === "regime_weighted";
  const facts = winLoss(isWeighted ? regimeWeighted(pnl, observations) : pnl);
  const plain = isWeighted ? ("specification" as const) : form;
  const raw = rawKelly(facts, returns, { form: plain, zeroDays: options.zeroDays });
  if (isSpecified(form)) return { facts, raw, fraction: raw };
  return { facts, raw, fraction: sizeKelly(kellyAtRisk(raw, returns, plain), options, confidence) };
}

/** Rows of at least 70 % regime confidence, each times its confidence; a row without one counts as certain. */
function regimeWeighted(
  pnl: Float64Array,
  observations: readonly Pick<Observation, "confidence">[],
): Float64Array {
  const confidence = (t: number) => observations[t]?.confidence ?? 100;
  return pnl
    .map((value, t) => (value * confidence(t)) / 100)
    .filter((_, t) => confidence(t) >= specifiedConfidence);
}

/**
 * A strategy's rows with another mean: what is to be expected in place of what was recorded. Rows of exactly 0 are days without
 * a trade and stay so; the others are moved alike.
 */
export function withMean(pnl: Float64Array, mean: number): Float64Array {
  const traded = pnl.reduce((count, value) => count + (value === 0 ? 0 : 1), 0);
  if (traded === 0) return pnl;
  const recorded = pnl.reduce((sum, value) => sum + value, 0) / pnl.length;
  const shift = ((mean - recorded) * pnl.length) / traded;
  return pnl.map((value) => (value === 0 ? 0 : value + shift));
}
