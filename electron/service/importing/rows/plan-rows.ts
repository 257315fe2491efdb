import type { FileDialect } from "../../../contract/importing.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import type { ColumnPlan, SingleRole } from "../columns/plan-columns.ts";
import { counted } from "../counted.ts";
import { weekdayName } from "../dates/date-pattern.ts";
import type { ImportSettings } from "../import-settings.ts";
import { Evidence } from "../numbers/evidence.ts";
import { decideStyle } from "../numbers/number-style.ts";
import { type NumberStyle, readNumber } from "../numbers/number-text.ts";
import type { CsvFile } from "../source/open-csv.ts";
import { mergeDuplicates } from "./duplicates.ts";
import { readDates } from "./read-dates.ts";
import { type TextColumns, trailingBlanksFinding } from "./text-columns.ts";

/** A cell that was not taken as written. */
export interface Reject {
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
  const rejects: Reject[] = [];
  const nameOf = (role: SingleRole): string => file.header[plan.single.get(role) ?? 0] ?? "";
  const reject = (row: number, role: SingleRole, text: string, reason: string): void => {
    const line = lines[row] ?? 1;
    rejects.push({ row, line, byte: null, column: nameOf(role), strategy: null, text, reason, value: null });
  };
  const dates = readDates(columns, file.source.path, dialect.dateFormat, policies.badDates, nameOf("date"));
  const text = (role: SingleRole, row: number): string | null => texts.get(role)?.[row]?.trim() || null;
  const numbers = (role: SingleRole): (number | null)[] => {
    const column = texts.get(role) ?? [];
    const style = styleOfColumn(column, file);
    return column.map((cell, row) => {
      const value = readNumber(cell, style);
      if (value === null) reject(row, role, cell, cell.trim() === "" ? "blank" : "text");
      return value;
    });
  };
  const confidence = readConfidence(numbers("confidence"), dialect.confidenceScale);
  const thresholds = numbers("transition_threshold");
  const capital = numbers("capital");
  const hasTimes = new Set(dates.dates.map((date) => date?.time)).size > 1;

  const rows = dates.dates.flatMap((parsed, row): Observation[] => {
    if (parsed === null) {
      reject(row, "date", texts.get("date")?.[row] ?? "", "bad-date");
      return [];
    }
    return [
      {
        sourceRow: row,
        date: parsed.date,
        day: text("day", row) ?? weekdayName(parsed.date),
        zone: text("zone", row),
        startTime: text("start_time", row) ?? (hasTimes ? parsed.time : null),
        endTime: text("end_time", row),
        marketRegime: text("market_regime", row),
        confidence: confidence.percent[row] ?? null,
        transitionThreshold: thresholds[row] ?? null,
        capital: capital[row] ?? null,
      },
    ];
  });
  if (policies.order === "date") rows.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  const merged = mergeDuplicates(rows, lines, file, policies.duplicateDates);
  return {
    ...merged,
    rejects,
    findings: [...merged.findings, ...rowFindings(columns, dates, confidence.scale, dialect.confidenceScale)],
    dateFormat: dates.pattern,
    dateBecause: dates.because,
    confidenceScale: confidence.scale,
  };
}

function rowFindings(
  { trailingBlanks }: TextColumns,
  { dates }: { dates: readonly (object | null)[] },
  scale: string | null,
  said: string,
): Finding[] {
  const dropped = dates.filter((date) => date === null).length;
  const findings: Finding[] = [];
  const add = (kind: string, count: number, message: string): void => {
    if (count > 0) findings.push({ kind, count, message, examples: [] });
  };
  add("bad-dates", dropped, `${counted(dropped, "row", "without")} a date were left out`);
  findings.push(...trailingBlanksFinding(trailingBlanks));
  if (scale && said === "auto") {
    add(
      "confidence-scale",
      1,
      `the regime confidence was taken as ${scale === "percent" ? "0..100" : "0..1"}`,
    );
  }
  return findings;
}

/** How the numbers of a column that is no strategy are written: by its own cells; what they leave open, as the strategies'. */
function styleOfColumn(column: readonly string[], { dialect, numbers }: CsvFile): NumberStyle {
  const evidence = new Evidence();
  for (const text of column) evidence.add(text, 0);
  const auto = { decimal: "auto", thousands: "auto", numbers: "accounting" } as const;
  return decideStyle(evidence, auto, dialect.delimiter, numbers).style ?? { ...numbers, accounting: true };
}

/** Confidence in percent, whatever the scale of the column, and the scale that it was taken for. */
function readConfidence(
  values: readonly (number | null)[],
  scale: FileDialect["confidenceScale"],
): { percent: (number | null)[]; scale: "percent" | "fraction" | null } {
  if (!values.some((value) => value !== null)) return { percent: [...values], scale: null };
  const taken = scale === "auto" ? detectConfidenceScale(values) : scale;
  // To 12 digits: 0.57 * 100 would be 56.99999999999999, below a limit of 57.
  const toPercent = (value: number): number => Number((value * 100).toPrecision(12));
  const percent = values.map((value) => (value === null || taken === "percent" ? value : toPercent(value)));
  return { percent, scale: taken };
}

/**
 * Scale of a confidence column, decided from all its values: percent as soon as one is over 1. A column within 0..1
 * is a fraction; only a percent column with nothing over 1 % would be taken wrongly, so the answer is reported.
 */
function detectConfidenceScale(values: readonly (number | null)[]): "percent" | "fraction" {
  return values.some((value) => value !== null && value > 1) ? "percent" : "fraction";
}
