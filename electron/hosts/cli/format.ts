export interface TableColumn<Row> {
  /** Heading, with the unit in brackets where there is one. */
  readonly title: string;
  readonly align?: "left" | "right";
  readonly text: (row: Row) => string;
}

/** A cell that is wider stands out of its column, so that a name of a million letters makes one line long and not all. */
const widest = 100;

/** A plain table: headings, a rule, one line per row, columns two blanks apart. */
export function formatTable<Row>(columns: readonly TableColumn<Row>[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map((column) => column.text(row)));
  const widths = columns.map((column, index) =>
    Math.min(widest, Math.max(column.title.length, ...cells.map((line) => line[index]?.length ?? 0))),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => {
        const width = widths[index] ?? 0;
        return columns[index]?.align === "right" ? text.padStart(width) : text.padEnd(width);
      })
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [line(columns.map((column) => column.title)), rule, ...cells.map(line)].join("\n");
}

/** Name and value lines, the values below each other. Fields that are undefined are left out. */
export function formatFields(fields: Readonly<Record<string, string | undefined>>): string {
  const present = Object.entries(fields).filter(([, value]) => value !== undefined);
  const width = Math.max(0, ...present.map(([name]) => name.length));
  return present.map(([name, value]) => `${name.padEnd(width)}  ${value}`).join("\n");
}

const blocks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const histogramWidth = 50;

/** One line of bars for counts in equal bins over -1..1, with the scale below. */
export function formatHistogram(counts: Float64Array): string {
  const bars = new Float64Array(histogramWidth);
  for (const [bin, count] of counts.entries()) {
    const bar = Math.min(histogramWidth - 1, Math.floor(((bin + 0.5) / counts.length) * histogramWidth));
    bars[bar] = (bars[bar] ?? 0) + count;
  }
  const highest = Math.max(...bars, 1);
  const line = Array.from(bars, (count) =>
    count === 0 ? " " : (blocks[Math.min(7, Math.floor((count / highest) * 8))] ?? ""),
  ).join("");
  const half = histogramWidth / 2;
  return `${line}\n${"-1".padEnd(half - 1)}${" 0".padEnd(half - 1)}+1`;
}

/** Made when the first figure is shown: each takes longer than a command's own module to load. */
const whenAsked = (options: Intl.NumberFormatOptions) => {
  let made: Intl.NumberFormat | undefined;
  return (value: number): string => {
    made ??= new Intl.NumberFormat("en-US", options);
    return made.format(value);
  };
};
const significant = whenAsked({ maximumSignificantDigits: 6 });
const currency = whenAsked({ maximumFractionDigits: 2, minimumFractionDigits: 2 });

/**
 * A figure for people: two decimals from 1,000 on, an exponent from 1e15 on, else six significant digits; "-" where it is not
 * defined.
 */
export function formatFigure(value: number): string {
  if (Number.isNaN(value)) return "-";
  if (value === 0) return "0";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  if (Math.abs(value) >= 1e15) return value.toExponential(5).replace("e+", "e");
  return Math.abs(value) >= 1000 ? currency(value) : significant(value);
}

/** A count with grouped digits: 25,544. */
export const formatCount = whenAsked({});
