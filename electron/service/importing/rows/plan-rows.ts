import type { Finding } from "../../datasets/version/manifest.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import type { ColumnPlan, SingleRole } from "../columns/column-plan.ts";
import { counted } from "../counted.ts";
import { weekdayName } from "../dates/weekday-name.ts";
import type { ImportSettings } from "../import-settings.ts";
import { parseNumber } from "../parse-number.ts";
import type { Reject } from "../reject.ts";
import type { CsvFile } from "../source/csv-file.ts";
import { mergeDuplicates } from "./merge-duplicates.ts";
import { readConfidence } from "./read-confidence.ts";
import { readDates } from "./read-dates.ts";
import type { RowPlan } from "./row-plan.ts";
import type { TextColumns } from "./text-columns.ts";
import { trailingBlanksFinding } from "./trailing-blanks-finding.ts";

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
  const numbers = (role: SingleRole): (number | null)[] =>
    (texts.get(role) ?? []).map((cell, row) => {
      const value = parseNumber(cell, file.dialect);
      if (value === null) reject(row, role, cell, cell.trim() === "" ? "blank" : "text");
      return value;
    });
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
