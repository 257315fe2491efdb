// How sizes, times and tables are written wherever a person or another program reads them: window, command line, files.

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

/** One cell of a CSV file, in quotes only where it must be (RFC 4180, which is also the rule of pandas' writer). */
export function csvField(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV text: comma, point, full precision, LF. */
export function csvText(head: readonly string[], rows: Iterable<readonly (string | number)[]>): string {
  const line = (cells: readonly (string | number)[]) => cells.map((cell) => csvField(String(cell))).join(",");
  return `${[line(head), ...Array.from(rows, line)].join("\n")}\n`;
}
