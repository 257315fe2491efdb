import type { Finding } from "../../datasets/version/manifest.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import type { ColumnPlan, SingleRole } from "../columns/plan-columns.ts";
import { counted } from "../counted.ts";
import { readTime, type TimeUnit } from "../dates/time-of-day.ts";
import { weekdayName } from "../dates/weekdays.ts";
import type { ImportSettings } from "../import-settings.ts";
import { Evidence } from "../numbers/evidence.ts";
import { decideStyle } from "../numbers/number-style.ts";
import { type NumberStyle, readNumber } from "../numbers/number-text.ts";
import type { CsvFile } from "../source/open-csv.ts";
import { mergeDuplicates } from "./duplicates.ts";
import { inTime } from "./in-time.ts";
import { beyondFindings, longRowRejects } from "./long-rows.ts";
import { readDates } from "./read-dates.ts";
import { isNoName, NameSpelling, readConfidence } from "./regime-columns.ts";
import { orderFinding, weekdayFinding, yearFinding } from "./row-findings.ts";
import type { TextColumns } from "./text-columns.ts";
import { readTimeUnit } from "./time-columns.ts";

/** A cell that was not taken as written. */
export interface Reject {
  /** Path of the file, where several became one table. */
  readonly file?: string;
  /** Data row of the file, from 0. */
  readonly row: number;
  /** 1-based physical line. */
  readonly line: number;
  /** Offset of the cell in the file's text; null for cells that were judged after reading. */
  readonly byte: number | null;
  /** Name in the file. */
  readonly column: string;
  /** Name in the dataset; null for a column that is no strategy. */
  readonly strategy: string | null;
  readonly text: string;
  readonly reason: string;
  /** What stands in the dataset instead; null = no value. */
  readonly value: number | null;
}

/** The observations of a file, before any cell is read. */
export interface RowPlan {
  /** In the order of the dataset. */
  readonly observations: readonly Observation[];
  /** For each data row of the file the observation that it belongs to; -1 = the row is left out. */
  readonly targets: Int32Array;
  readonly rejects: readonly Reject[];
  readonly findings: readonly Finding[];
  /** Pattern that the dates were read with, and why. */
  readonly dateFormat: string;
  readonly dateBecause: string;
  readonly confidenceScale: "percent" | "fraction" | null;
  /** What times of digits alone were taken as; null where there are none. */
  readonly timeUnit: TimeUnit | null;
  /** Data rows with more cells than the header, about which it is decided. */
  readonly long: ReadonlySet<number>;
}

/** Makes observations of the rows of a file: dates, zones, regimes; then order and duplicates. Throws Problem. */
export function planRows(
  file: CsvFile,
  plan: ColumnPlan,
  columns: TextColumns,
  settings: ImportSettings,
): RowPlan {
  const { texts, lines } = columns;
  const { policies, dialect } = settings;
  const rejects: Reject[] = longRowRejects(columns.long, file);
  const nameOf = (role: SingleRole): string => file.header[plan.single.get(role) ?? 0] ?? "";
  const reject = (row: number, role: SingleRole, text: string, reason: string): void => {
    const line = lines[row] ?? 1;
    rejects.push({ row, line, byte: null, column: nameOf(role), strategy: null, text, reason, value: null });
  };
  const dates = readDates(columns, file.source.path, settings, nameOf("date"));
  const times = readTimeUnit(texts, settings, file.source.path, nameOf);
  const { text, numbers, time, name, spellings } = cellReaders(file, texts, times.unit ?? "clock", reject);
  const confidence = readConfidence(
    numbers("confidence"),
    dialect.confidenceScale,
    { file: file.source.path, column: nameOf("confidence") },
    (row) => reject(row, "confidence", texts.get("confidence")?.[row] ?? "", "out-of-range"),
  );
  const [thresholds, capital] = [numbers("transition_threshold"), numbers("capital")];
  const hasTimes = new Set(dates.dates.map((date) => date?.time)).size > 1;
  const long = new Set(columns.long.map(({ row }) => row));

  const rows = dates.dates.flatMap((parsed, row): Observation[] => {
    if (policies.longRows === "drop" && long.has(row)) return [];
    if (parsed === null) {
      reject(row, "date", texts.get("date")?.[row] ?? "", "bad-date");
      return [];
    }
    return [
      {
        sourceRow: row,
        date: parsed.date,
        day: text("day", row) ?? weekdayName(parsed.date),
        zone: name("zone", row),
        startTime: time("start_time", row) ?? (hasTimes ? parsed.time : null),
        endTime: time("end_time", row),
        marketRegime: name("market_regime", row),
        confidence: confidence.percent[row] ?? null,
        transitionThreshold: thresholds[row] ?? null,
        capital: capital[row] ?? null,
      },
    ];
  });
  const sorted = policies.order === "date" ? inTime(rows).map((place) => rows[place] as Observation) : rows;
  const merged = mergeDuplicates(sorted, lines, file, policies.duplicateDates);
  return {
    ...merged,
    rejects,
    findings: [
      ...merged.findings,
      ...dates.findings,
      ...badDatesFinding(dates.dates),
      ...beyondFindings({ long: columns.long, blanks: columns.trailingBlanks }, policies.longRows),
      ...dayFindings(rows, sorted, dates.weekdays, lines),
      ...confidence.findings,
      ...times.findings,
      ...spellings(),
    ],
    dateFormat: dates.pattern,
    dateBecause: dates.because,
    confidenceScale: confidence.scale,
    timeUnit: times.unit,
    long,
  };
}

/** Their order, their weekdays and their years. */
const dayFindings = (
  rows: readonly Observation[],
  sorted: readonly Observation[],
  weekdays: readonly string[],
  lines: Float64Array,
): Finding[] => [
  ...orderFinding(rows, sorted),
  ...weekdayFinding(rows, weekdays, lines),
  ...yearFinding(rows),
];

/** Readers of the cells of columns that are no strategies; what cannot be read goes to `reject` and is no value. */
function cellReaders(
  file: CsvFile,
  texts: TextColumns["texts"],
  digitsAre: TimeUnit,
  reject: (row: number, role: SingleRole, text: string, reason: string) => void,
) {
  const text = (role: SingleRole, row: number): string | null => texts.get(role)?.[row]?.trim() || null;
  const spelling = { zone: new NameSpelling(), market_regime: new NameSpelling() };
  return {
    text,
    numbers(role: SingleRole): (number | null)[] {
      const column = texts.get(role) ?? [];
      const style = styleOfColumn(column, file);
      return column.map((cell, row) => {
        const value = readNumber(cell, style);
        if (value === null) reject(row, role, cell, cell.trim() === "" ? "blank" : "text");
        return value;
      });
    },
    time(role: "start_time" | "end_time", row: number): string | null {
      const written = text(role, row);
      const read = written === null ? null : readTime(written, digitsAre);
      if (written !== null && read === null)
        reject(row, role, written, isNoName(written) ? "na-token" : "text");
      return read;
    },
    name(role: "zone" | "market_regime", row: number): string | null {
      const written = text(role, row);
      if (written === null) return null;
      if (!isNoName(written)) return spelling[role].of(written);
      reject(row, role, written, "na-token");
      return null;
    },
    spellings: (): Finding[] => [
      ...spelling.zone.finding("zones"),
      ...spelling.market_regime.finding("regimes"),
    ],
  };
}

function badDatesFinding(dates: readonly (object | null)[]): Finding[] {
  const dropped = dates.filter((date) => date === null).length;
  const message = `${counted(dropped, "row", "were")} left out for want of a date`;
  return dropped === 0 ? [] : [{ kind: "bad-dates", count: dropped, message, examples: [] }];
}

/** How the numbers of a column that is no strategy are written: by its own cells; what they leave open, as the strategies'. */
function styleOfColumn(column: readonly string[], { dialect, numbers }: CsvFile): NumberStyle {
  const evidence = new Evidence();
  for (const text of column) evidence.add(text, 0);
  const auto = { decimal: "auto", thousands: "auto", numbers: "accounting" } as const;
  return decideStyle(evidence, auto, dialect.delimiter, numbers).style ?? { ...numbers, accounting: true };
}
