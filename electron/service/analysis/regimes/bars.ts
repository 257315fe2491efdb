import { Problem } from "../../../contract/problem.ts";
import type { Observation } from "../../datasets/version/observations.ts";

/** One bar of a regime time series. */
export interface RegimeBar {
  /** ISO date. */
  readonly date: string;
  /** HH:MM:SS, start of the bar. */
  readonly time: string;
  readonly regime: string;
  /** As in the file; scaled later. */
  readonly confidence: number;
  readonly transition: number | null;
}

/** Header names in any case and punctuation -> field. */
const fields: Readonly<Record<string, keyof RegimeBar>> = {
  date: "date",
  time: "time",
  marketregime: "regime",
  regime: "regime",
  confidencescore: "confidence",
  confidence: "confidence",
  regimeconfidence: "confidence",
  transitionthresholdscore: "transition",
  transitionthreshold: "transition",
  marketregimetransitionthreshold: "transition",
};

/** Reads a regime series (`Date,Time,Market Regime,Confidence Score,Transition Threshold Score`). Throws Problem. */
export function parseRegimeBars(text: string, file: string): RegimeBar[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const header = (lines[0] ?? "").split(",").map((name) => fields[name.toLowerCase().replace(/[^a-z]/g, "")]);
  for (const needed of ["date", "time", "regime", "confidence"] as const) {
    if (!header.includes(needed)) {
      throw new Problem("bad-input", `The regime series has no column for the ${needed}.`, { file, line: 1 });
    }
  }
  const bars: RegimeBar[] = [];
  lines.slice(1).forEach((line, index) => {
    if (line.trim() === "") return;
    const cells = line.split(",");
    const cell = (field: keyof RegimeBar) => (cells[header.indexOf(field)] ?? "").trim();
    const bad = (column: string, value: string) =>
      new Problem("bad-input", `"${value}" is no ${column}.`, { file, line: index + 2, column });
    const date = isoDate(cell("date"));
    if (!date) throw bad("date", cell("date"));
    const time = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(cell("time"));
    if (!time) throw bad("time", cell("time"));
    const confidence = Number(cell("confidence") || Number.NaN);
    if (!Number.isFinite(confidence)) throw bad("confidence", cell("confidence"));
    const transition = header.includes("transition") ? Number(cell("transition") || Number.NaN) : Number.NaN;
    bars.push({
      date,
      time: `${(time[1] ?? "").padStart(2, "0")}:${time[2]}:${time[3] ?? "00"}`,
      regime: cell("regime"),
      confidence,
      transition: Number.isFinite(transition) ? transition : null,
    });
  });
  if (bars.length === 0) throw new Problem("bad-input", "The regime series has no bars.", { file });
  return bars;
}

/** ISO, or DD-MM-YYYY / DD/MM/YYYY as the enhanced files write dates. */
function isoDate(text: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return text;
  const match = /^(\d{2})[-/](\d{2})[-/](\d{4})$/.exec(text);
  return match ? `${match[3]}-${match[2]}-${match[1]}` : null;
}

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
