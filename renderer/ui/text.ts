import { formatFigure } from "../../electron/charts/parts/format.ts";

/** A reason that was written to stand behind a name, as a sentence of its own. Names of settings keep their small letter. */
export function asSentence(reason: string): string {
  const beginsWithWord = /^[a-z]+[ ,]/.test(reason);
  const begun = beginsWithWord ? `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}` : reason;
  return /[.!?]$/.test(begun) || begun === "" ? begun : `${begun}.`;
}

const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** Bytes in the unit that gives one to three digits before the point: 412 kB, 1.4 GB. In powers of 1000, as file managers and the command line. */
export function formatBytes(bytes: number): { readonly text: string; readonly unit: string } {
  let value = bytes;
  let step = 0;
  while (Math.abs(value) >= 999.5 && step < units.length - 1) {
    value /= 1000;
    step++;
  }
  const digits = step === 0 || Math.abs(value) >= 99.95 ? 0 : 1;
  return { text: formatFigure(value, digits), unit: units[step] ?? "B" };
}

/** The same in one piece: "1.4 GB". */
export function sizeText(bytes: number): string {
  const { text, unit } = formatBytes(bytes);
  return `${text} ${unit}`;
}

/** A relative difference for people: 0, 0.4 %, 1.2e-7; infinite where one side has a value and the other none. */
export function formatDifference(relative: number): string {
  if (relative === 0) return "0";
  if (!Number.isFinite(relative)) return "a value on one side only";
  if (relative > 10) return "over 1,000 %";
  return relative >= 1e-4
    ? `${formatFigure(relative * 100, relative >= 0.1 ? 0 : 2)} %`
    : relative.toExponential(1);
}

/** A time span for people: 0.8 s, 12 s, 3 min 05 s, 2 h 14 min. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return "–";
  if (seconds < 0.9995) return `${Math.round(seconds * 1_000)} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3_600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, "0")} min`;
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
  return text.replaceAll(/\S*[\\/]staging[\\/][0-9a-f]{24}[\\/]/g, "");
}

/** A remedy for the window: what is said in parentheses for the command line, as in "Choose another name (--replace)", is left out. */
export function withoutFlags(remedy: string): string {
  return remedy.replaceAll(/ \(--[a-z][^)]*\)/g, "");
}

const field = (value: string | number): string => {
  const text = String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Rows as CSV text: comma, point, full precision, LF. */
export function toCsv(head: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  const lines = [head.map(field).join(",")];
  for (const row of rows) lines.push(row.map(field).join(","));
  return `${lines.join("\n")}\n`;
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
};

/** Operations of a backend as people know them; a name without words of its own is written out. */
export function operationWords(name: string): string {
  const plain = name.replaceAll("-", " ");
  return operations[name] ?? `${plain.slice(0, 1).toUpperCase()}${plain.slice(1)}`;
}
