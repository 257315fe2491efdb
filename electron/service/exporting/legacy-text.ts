import { markdownText } from "../../contract/text.ts";
import type { FigureDefinitions } from "../analysis/metrics/basis.ts";
import type { LegacyReportMetrics } from "../analysis/metrics/legacy-report.ts";
import type { Inversion } from "../analysis/ulta/decide.ts";
import { pythonFixed, pythonFloat } from "./python-text.ts";

/** Run id: YYYYMMDD_HHMMSS in local time. */
export function runIdOf(time: Date): string {
  const { year, month, day, hour, minute, second } = parts(time);
  return `${year}${month}${day}_${hour}${minute}${second}`;
}

/** YYYY-MM-DD HH:MM:SS in local time. */
export function localTimeText(time: Date): string {
  const { year, month, day, hour, minute, second } = parts(time);
  return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}

function parts(time: Date) {
  const two = (value: number) => String(value).padStart(2, "0");
  return {
    year: String(time.getFullYear()),
    month: two(time.getMonth() + 1),
    day: two(time.getDate()),
    hour: two(time.getHours()),
    minute: two(time.getMinutes()),
    second: two(time.getSeconds()),
  };
}

/** "1. name" lines. */
export function numbered(strategies: readonly string[]): string[] {
  return strategies.map((name, index) => `${index + 1}. ${name}`);
}

/** Whose definitions figures follow; absent = those of the replaced system, whose files do not name them. */
export type OtherDefinitions = FigureDefinitions | undefined;

/** The eight `key: value` lines, in the order of the file, and by which definitions they are. */
export function metricLines(metrics: LegacyReportMetrics, other?: OtherDefinitions): string[] {
  return [
    `total_roi: ${pythonFloat(metrics.totalRoi)}`,
    `max_drawdown: ${pythonFloat(metrics.maxDrawdown)}`,
    `win_percentage: ${pythonFloat(metrics.winPercentage)}`,
    `profit_factor: ${pythonFloat(metrics.profitFactor)}`,
    `expectancy: ${pythonFloat(metrics.expectancy)}`,
    `sharpe_ratio: ${pythonFloat(metrics.sharpeRatio)}`,
    `sortino_ratio: ${pythonFloat(metrics.sortinoRatio)}`,
    `annualized_return: ${pythonFloat(metrics.annualizedReturn)}`,
    ...(other ? definitionLines(other) : []),
  ];
}

/** All that figures depend on: rate and minimum in currency a row, capital in currency, 0 where none is declared. */
export const definitionLines = (other: FigureDefinitions): string[] => [
  `profile: ${other.profile}`,
  `rows_a_year: ${pythonFloat(other.annualisation)}`,
  `capital: ${pythonFloat(other.capital)}`,
  `risk_free_a_row: ${pythonFloat(other.riskFree)}`,
  `minimum_a_row: ${pythonFloat(other.mar)}`,
];

/** The best portfolio of one size. */
export interface LegacyPortfolio {
  /** Algorithm code in capitals: "SA". */
  readonly method: string;
  readonly fitness: number;
  readonly metrics: LegacyReportMetrics;
  readonly definitions?: OtherDefinitions;
  /** Names as they are printed, file prefix included, in the order of selection. */
  readonly strategies: readonly string[];
}

/** One failure of a run. */
export interface ErrorLogEntry {
  /** YYYY-MM-DD HH:MM:SS,mmm, local time. */
  readonly time: string;
  readonly message: string;
}

/** The failure of a moment. */
export function errorLogEntry(at: Date, message: string): ErrorLogEntry {
  return { time: `${localTimeText(at)},000`, message };
}

/** error_log.txt: one line per error, normally empty. */
export function legacyErrorLog(entries: readonly ErrorLogEntry[]): string {
  return entries
    .map((entry) => `${entry.time} - ERROR - ${entry.message.replace(/\s*\n\s*/g, " ")}\n`)
    .join("");
}

/** inversion_report.md. "Drawdown" is the smallest single row, as the legacy program called it. */
export function legacyInversionReport(
  inversions: readonly Inversion[],
  prefixOf: (place: number) => string = () => "",
): string {
  const blocks = inversions.flatMap((one) => [
    `## ${markdownText(prefixOf(one.index) + one.name)}`,
    `- **Original ROI:** ${pythonFixed(one.originalRoi, 2)}`,
    `- **Inverted ROI:** ${pythonFixed(one.invertedRoi, 2)}`,
    `- **Original Drawdown:** ${pythonFixed(one.originalWorst, 2)}`,
    `- **Inverted Drawdown:** ${pythonFixed(one.invertedWorst, 2)}`,
    `- **Original Ratio:** ${pythonFixed(one.originalRatio, 2)}`,
    `- **Inverted Ratio:** ${pythonFixed(one.invertedRatio, 2)}`,
    "",
  ]);
  return [
    "# Inversion Report",
    "",
    "The following strategies had their returns inverted based on ULTA logic:",
    ...blocks,
  ].join("\n");
}
