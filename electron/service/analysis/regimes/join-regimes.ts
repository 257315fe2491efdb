import type { Observation } from "../../datasets/observation.ts";
import type { RegimeBar } from "./regime-bar.ts";

/** What the bars of an observation's window say: the regime with most bars, mean confidence and transition. */
export interface JoinedRegime {
  readonly regime: string;
  /** Percent. */
  readonly confidence: number;
  readonly transition: number | null;
}

/**
 * Finds the regime of observations from bars by date and time. The window is start to end time (both optional: then
 * from the first, to the last bar of the day); a bar belongs to it when it starts inside, the end excluded. Ties go to
 * the regime of higher mean confidence.
 */
export function joinRegimes(
  bars: readonly RegimeBar[],
  percentPerUnit: number,
): (one: Observation) => JoinedRegime | null {
  const byDate = Map.groupBy(bars, (bar) => bar.date);
  return (one) => {
    const inWindow = (byDate.get(one.date) ?? []).filter(
      (bar) => bar.time >= (one.startTime ?? "") && (one.endTime === null || bar.time < one.endTime),
    );
    if (inWindow.length === 0) return null;
    const ranked = [...Map.groupBy(inWindow, (bar) => bar.regime)].map(([regime, own]) => ({
      regime,
      count: own.length,
      confidence: mean(own.map((bar) => bar.confidence)),
    }));
    const best = ranked.reduce((a, b) =>
      b.count > a.count || (b.count === a.count && b.confidence > a.confidence) ? b : a,
    );
    const transitions = inWindow.flatMap((bar) => bar.transition ?? []);
    return {
      regime: best.regime,
      confidence: best.confidence * percentPerUnit,
      transition: transitions.length > 0 ? mean(transitions) : null,
    };
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0) / values.length;
}
