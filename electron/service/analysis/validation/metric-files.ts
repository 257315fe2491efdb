import { type MetricName, metricName, metricTable } from "../../../contract/metrics.ts";
import type { NativeMetricConfig } from "../../engine/addon/figures.ts";
import type { EngineSession } from "../../engine/session.ts";
import { legacyMetricConfig } from "../metrics/basis.ts";
import { metricValues } from "../metrics/values.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { compareFigures, type FileValidation, meanAbsoluteRow, nameFinder } from "./comparison.ts";
import { legacyNumber, splitNamedRow } from "./result-files.ts";

/** Header of their column -> our metric. */
const figures = {
  ROI: "roi",
  "Max Drawdown": "max_drawdown",
  "Win Percentage": "win_rate",
  "Profit Factor": "profit_factor",
  Expectancy: "expectancy",
} as const;

/** Compares strategy_metrics.csv. Another file of that name (per algorithm, per day) is said to be another. */
export async function validateMetricsFile(
  file: string,
  text: string,
  view: AnalysisView,
  session: EngineSession,
): Promise<FileValidation> {
  const [header = "", ...lines] = text.trim().split(/\r?\n/);
  const names = header.split(",");
  if (!Object.keys(figures).every((name) => names.includes(name))) {
    const note = `its columns are ${names.join(", ")}: not the metrics of strategies`;
    return { file, kind: "not-compared", comparisons: [], unknown: [], mentioned: new Set(), note };
  }
  const values = await metricValues(session, Object.values(figures), legacyMetricConfig);
  const meanSize = meanAbsoluteRow(view);
  const find = nameFinder(view);
  const mentioned = new Set<number>();
  const unknown: string[] = [];
  const comparisons = lines.flatMap((line) => {
    const { name, cells } = splitNamedRow(line, names.length - 1);
    const column = find(name);
    if (column === undefined) {
      unknown.push(name);
      return [];
    }
    mentioned.add(column);
    return Object.entries(figures).map(([figure, metric]) => {
      const theirs = legacyNumber(cells[names.indexOf(figure) - 1] ?? "");
      const scale = metricTable[metric].unit === "currency" ? (meanSize[column] as number) : 1e-3;
      return compareFigures(name, figure, theirs, values[metric][column] as number, scale);
    });
  });
  return { file, kind: "strategy-metrics", comparisons, unknown, mentioned, note: "" };
}

const isMetric = (name: string): name is MetricName => metricName.safeParse(name).success;

/** Whether a CSV header is that of a table of our metrics: "strategy,roi,...". */
export function isMetricTable(header: string): boolean {
  const [first, ...names] = header.split(",");
  return first === "strategy" && names.length > 0 && names.every(isMetric);
}

/** Compares a table of metrics, as `tessera metrics --out` writes it, under the definitions of `config`. */
export async function validateMetricTable(
  file: string,
  text: string,
  view: AnalysisView,
  session: EngineSession,
  config: NativeMetricConfig,
): Promise<FileValidation> {
  const [header = "", ...lines] = text.trim().split(/\r?\n/);
  const names = header.split(",").slice(1).filter(isMetric);
  const values = await metricValues(session, names, config);
  const meanSize = meanAbsoluteRow(view);
  const find = nameFinder(view);
  const mentioned = new Set<number>();
  const unknown: string[] = [];
  const comparisons = lines.flatMap((line) => {
    const { name, cells } = splitNamedRow(line, names.length);
    const column = find(name);
    if (column === undefined) {
      unknown.push(name);
      return [];
    }
    mentioned.add(column);
    return names.map((metric, m) => {
      const scale = metricTable[metric].unit === "currency" ? (meanSize[column] as number) : 1e-3;
      return compareFigures(
        name,
        metric,
        legacyNumber(cells[m] ?? ""),
        values[metric][column] as number,
        scale,
      );
    });
  });
  return { file, kind: "strategy-metrics", comparisons, unknown, mentioned, note: "" };
}
