import { formatFigure } from "../../contract/figures/format.ts";

const scales: readonly (readonly [number, string])[] = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
];

/** Short text for axes and labels: 950, 1.2k, 13.7k, 2.5M, 1.23e308; small values keep two significant digits. */
export function formatCompact(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e15) return formatFigure(value);
  for (const [scale, letter] of scales) {
    // 999,950 would round to "1000k".
    if (size >= scale * 0.99995) {
      const scaled = value / scale;
      return formatFigure(scaled, decimals(scaled)) + letter;
    }
  }
  return formatFigure(
    value,
    size >= 100 || Number.isInteger(value) ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3,
  );
}

/**
 * The same for figures from `low` to `high`: all with as many digits as tell the `steps`-th part of it apart, zero alone
 * without.
 */
export function formatWithin(low: number, high: number, steps = 5): (value: number) => string {
  const needed = high > low ? Math.min(9, Math.max(0, Math.ceil(-Math.log10((high - low) / steps)))) : null;
  // What rounding leaves of a zero among steps of 1e307 has 290 digits.
  const least = high * 1e-12 - low * 1e-12;
  return (value) => {
    const shown = Math.abs(value) < least ? 0 : value;
    return needed === null || shown === 0 || Math.abs(shown) >= 1000
      ? formatCompact(shown)
      : formatFigure(shown, needed);
  };
}

/** The same for an axis that shows these values and zero. */
export function formatAcross(values: Float64Array): (value: number) => string {
  let [low, high] = [0, 0];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return formatWithin(low, high);
}

function decimals(scaled: number): number {
  const tenth = Math.round(Math.abs(scaled) * 10);
  return tenth % 10 === 0 || tenth >= 1000 ? 0 : 1;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** "2024-03-07" -> "7 Mar 2024". Anything that is no ISO date is returned as it is. */
export function formatDate(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  const month = months[Number(match?.[2]) - 1];
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : iso;
}

/**
 * Labels for names that are told apart, `length` letters each: where they do not fit, the words that all of them begin with are
 * left out, and the middle is cut out of what is still too long only while every label stays its own.
 */
export function labelsOf(names: readonly string[], length: number): string[] {
  if (names.every((name) => name.length <= length)) return [...names];
  const start = commonStart(names);
  const rest = start === "" ? [...names] : names.map((name) => `…${name.slice(start.length)}`);
  const cut = rest.map((name) => shorten(name, length));
  return cut.map((label, at) =>
    cut.indexOf(label) === cut.lastIndexOf(label) ? label : (rest[at] as string),
  );
}

/** What all names begin with, up to the end of a word. */
export function commonStart(names: readonly string[]): string {
  const [first = ""] = names;
  let start = names.length < 2 ? "" : first;
  for (const name of names) {
    while (!name.startsWith(start)) start = start.slice(0, -1);
    if (start === "") break;
  }
  return start.replace(/[^\s_-]*$/, "");
}

/** What all names end with, from the beginning of a word. */
export function commonEnd(names: readonly string[]): string {
  const [first = ""] = names;
  let end = names.length < 2 ? "" : first;
  for (const name of names) {
    while (!name.endsWith(end)) end = end.slice(1);
    if (end === "") break;
  }
  return end.replace(/^[^\s_-]*/, "");
}

/** Cuts the middle out of a long name: both ends of a strategy name tell it apart. */
export function shorten(name: string, length: number): string {
  if (name.length <= length) return name;
  const tail = Math.floor((length - 1) * 0.6);
  return `${name.slice(0, length - 1 - tail)}…${name.slice(-tail)}`;
}
