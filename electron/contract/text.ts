// How sizes, times and tables are written wherever a person or another program reads them: window, command line, files.

/** A name out of a file or of a setting as words: "Upward_Calm" as "Upward Calm". */
export const asWords = (name: string): string => name.replaceAll("_", " ");

const byteUnits = ["bytes", "kB", "MB", "GB", "TB"] as const;

/** Bytes in powers of 1000, as file managers have them, with three significant digits: 412 kB, 39.2 MB, 1.40 GB. */
export function bytesParts(bytes: number): { readonly text: string; readonly unit: string } {
  let value = bytes;
  let step = 0;
  while (value >= 999.5 && step < byteUnits.length - 1) {
    value /= 1000;
    step++;
  }
  const digits = step === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return { text: value.toFixed(digits), unit: byteUnits[step] as string };
}

/** The same in one piece: "39.2 MB". */
export function formatBytes(bytes: number): string {
  const { text, unit } = bytesParts(bytes);
  return `${text} ${unit}`;
}

/** Seconds for people: 84 ms, 3.21 s, 12.3 s, 3 min 05 s, 2 h 14 min. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) return "–";
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 59.95) return `${seconds.toFixed(seconds < 9.995 ? 2 : 1)} s`;
  const two = (value: number) => String(value).padStart(2, "0");
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  const minutes = Math.round(whole / 60);
  return `${Math.floor(minutes / 60)} h ${two(minutes % 60)} min`;
}

/**
 * A name or cell in a Markdown text, letter for letter: what Markdown or HTML would read as markup is escaped, a line break
 * becomes a space. Underscores stay: inside of a word they mean nothing, and names have many.
 */
export function markdownText(text: string): string {
  return text
    .replace(/[\r\n\u2028\u2029]+/g, " ")
    .replace(/[\\`*[\]|]/g, "\\$&")
    .replaceAll("<", "&lt;");
}

// Control characters but tab and line feed, and the marks that turn the direction of what follows.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/** A text as a terminal may show it: escape sequences in names of a file are seen, not obeyed. */
export function terminalText(text: string): string {
  return text.replace(unprintable, (letter) => {
    const code = letter.charCodeAt(0);
    return code < 0x20 ? String.fromCharCode(0x2400 + code) : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

/**
 * A text for a cell that spreadsheets open: what they would take as a formula ("=", "+", "-", "@", a tab first) gets an
 * apostrophe before it, which they read as "this is text". Numbers are no texts and stay.
 */
export function spreadsheetText(text: string): string {
  return /^'*[=+\-@\t\r]/.test(text) && !/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)
    ? `'${text}`
    : text;
}

/** The text that spreadsheetText made a cell of. */
export function textOfCell(cell: string): string {
  return /^'+[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/** One cell of a CSV file, in quotes only where it must be (RFC 4180, which is also the rule of pandas' writer). */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A name in a CSV file: as it is, or so that spreadsheets take it for a text (setting export.formulas_as_text). */
export function csvName(name: string, formulasAsText: boolean): string {
  return csvField(formulasAsText ? spreadsheetText(name) : name);
}

/** "1 row", "2,000 strategies": a number of things, with the thousands grouped. */
export function countOf(count: number, thing: string): string {
  const things = /[^aeiou]y$/.test(thing) ? `${thing.slice(0, -1)}ies` : `${thing}s`;
  // Not by toLocaleString: its first call of a process takes longer than reading a small table.
  const grouped = String(count).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${grouped} ${count === 1 ? thing : things}`;
}

/** Rows as CSV text for spreadsheets: comma, point, full precision, LF; no text in it is a formula, unless they are wanted. */
export function csvText(
  head: readonly string[],
  rows: Iterable<readonly (string | number)[]>,
  formulasAsText = true,
): string {
  const written = (cell: string | number) =>
    typeof cell === "number" ? String(cell) : csvName(cell, formulasAsText);
  const line = (cells: readonly (string | number)[]) => cells.map(written).join(",");
  return `${[line(head), ...Array.from(rows, line)].join("\n")}\n`;
}
