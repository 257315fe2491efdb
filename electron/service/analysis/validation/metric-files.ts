import { type MetricName, metricName, metricTable } from "../../../contract/metrics.ts";
import type { NativeMetricConfig } from "../../engine/addon/figures.ts";
import type { EngineSession } from "../../engine/session.ts";
import { legacyMetricConfig } from "../metrics/basis.ts";
import { metricValues } from "../metrics/values.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { compareFigures, type FileValidation, meanAbsoluteRow, nameFinder } from "./comparison.ts";
import { legacyNumber, type NamedRow, splitNamedRow } from "./result-files.ts";

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
  const [, ...names] = header.split(",");
  if (!Object.keys(figures).every((name) => names.includes(name))) {
    const note = `its columns are ${header.split(",").join(", ")}: not the metrics of strategies`;
    return { file, kind: "not-compared", comparisons: [], unknown: [], mentioned: new Set(), note };
  }
  const columns = Object.entries(figures).map(([figure, metric]) => ({
    figure,
    metric,
    place: names.indexOf(figure),
  }));
  const rows = lines.map((line) => splitNamedRow(line, names.length));
  return { file, ...(await compareRows(rows, columns, view, session, legacyMetricConfig)) };
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
  const columns = names.map((metric, place) => ({ figure: metric, metric, place }));
  const rows = lines.map((line) => splitNamedRow(line, names.length));
  return { file, ...(await compareRows(rows, columns, view, session, config)) };
}

/** A column of figures in a file. */
interface FigureColumn {
  readonly figure: string;
  readonly metric: MetricName;
  /** Among the cells of a row. */
  readonly place: number;
}

/** Compares rows that are a strategy's each with our metrics of that strategy. */
async function compareRows(
  rows: readonly NamedRow[],
  columns: readonly FigureColumn[],
  view: AnalysisView,
  session: EngineSession,
  config: NativeMetricConfig,
): Promise<Omit<FileValidation, "file">> {
  const metrics = columns.map((one) => one.metric);
  const values = await metricValues(session, metrics, config);
  const meanSize = meanAbsoluteRow(view);
  const find = nameFinder(view);
  const mentioned = new Set<number>();
  const unknown: string[] = [];
  const comparisons = rows.flatMap(({ name, cells }) => {
    const strategy = find(name);
    if (strategy === undefined) {
      unknown.push(name);
      return [];
    }
    mentioned.add(strategy);
    return columns.map(({ figure, metric, place }) => {
      const theirs = legacyNumber(cells[place] ?? "");
      const ours = values[metric][strategy] as number;
      const scale = metricTable[metric].unit === "currency" ? (meanSize[strategy] as number) : 1e-3;
      return compareFigures(name, figure, theirs, ours, scale);
    });
  });
  return { kind: "strategy-metrics", comparisons, unknown, mentioned, note: "" };
}
