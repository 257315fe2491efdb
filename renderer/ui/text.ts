import { formatFigure } from "../../electron/contract/figures/format.ts";

/** A reason that was written to stand behind a name, as a sentence of its own. Names of settings keep their small letter. */
export function asSentence(reason: string): string {
  const beginsWithWord = /^[a-z]+[ ,]/.test(reason);
  const begun = beginsWithWord ? `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}` : reason;
  return /[.!?]$/.test(begun) || begun === "" ? begun : `${begun}.`;
}

/** A sentence of the service as the window writes figures: with a true minus. */
export const withMinus = (sentence: string): string => sentence.replaceAll(/(^|[\s(])-(?=\d)/g, "$1−");

/** On which rows figures stand: "on all 82 rows", "on 41 of 82 rows". */
export const onRows = (rows: number, of = rows): string =>
  rows === of ? `on all ${formatFigure(rows)} rows` : `on ${formatFigure(rows)} of ${formatFigure(of)} rows`;

/** A relative difference for people: 0, 0.4 %, 1.2e-7; infinite where one side has a value and the other none. */
export function formatDifference(relative: number): string {
  if (relative === 0) return "0";
  if (!Number.isFinite(relative)) return "a value on one side only";
  if (relative > 10) return "over 1,000 %";
  return relative >= 1e-4
    ? `${formatFigure(relative * 100, relative >= 0.1 ? 0 : 2)} %`
    : relative.toExponential(1);
}

/** A moment as the user's own clock has it: "22 Nov 2026, 17:04"; today without the date. */
export function formatMoment(iso: string, now: Date = new Date()): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const time = at.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  if (at.toDateString() === now.toDateString()) return time;
  return `${at.toLocaleDateString("en-GB", { day: "numeric", month: "short", year: "numeric" })}, ${time}`;
}

/** A message for people: uploaded files by their names, without the folder that they were staged in. */
export function plainPaths(text: string): string {
  return text.replaceAll(/\S*[\\/]staging[\\/](\.tmp-\d+-[0-9a-f]+[\\/])?[0-9a-f]{24}[\\/]/g, "");
}

/**
 * A remedy for the window: what is said in parentheses for the command line, as in "Choose another name (--replace)", is left
 * out.
 */
export function withoutFlags(remedy: string): string {
  return remedy.replaceAll(/ \(--[a-z][^)]*\)/g, "");
}

/** Backends as people know them. */
export const backendName = (name: string): string => ({ cpu: "CPU", cuda: "CUDA" })[name] ?? name;

const operations: Readonly<Record<string, string>> = {
  metrics: "Metrics",
  "correlation-reduce": "Correlation of all pairs",
  "correlation-matrix": "Correlation matrix",
  "score-portfolios": "Scores of portfolios",
  "portfolio-sums": "P&L of portfolios",
  "score-swaps": "Scores of swaps",
  "device-block": "P&L for other libraries",
};

/** Operations of a backend as people know them; a name without words of its own is written out. */
export function operationWords(name: string): string {
  const plain = name.replaceAll("-", " ");
  return operations[name] ?? `${plain.slice(0, 1).toUpperCase()}${plain.slice(1)}`;
}

/** Why a cell was not taken as written: in a word or two, and behind "… is". */
const rejectReasons: Readonly<Record<string, { readonly short: string; readonly said: string }>> = {
  blank: { short: "blank", said: "blank" },
  "na-token": { short: "no value", said: "a word for no value" },
  text: { short: "no number", said: "no number" },
  infinite: { short: "infinite", said: "infinite" },
  thousands: { short: "separators", said: "a number with separators that were not declared" },
  "missing-cell": { short: "row too short", said: "beyond the end of its row" },
  "extra-cell": { short: "row too long", said: "beyond the last column" },
  "bad-date": { short: "no date", said: "no date" },
  "out-of-range": { short: "out of range", said: "no confidence, which is 0 to 100 %" },
  sentinel: { short: "largest value", said: "the largest value of a number type, which stands for none" },
};

export const rejectReason = (code: string): string => rejectReasons[code]?.short ?? code;
export const rejectSaid = (code: string): string => rejectReasons[code]?.said ?? code;
