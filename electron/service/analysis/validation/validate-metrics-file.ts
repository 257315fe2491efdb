import type { EngineSession } from "../../engine/engine-session.ts";
import { legacyMetricConfig } from "../metrics/legacy-metric-config.ts";
import { metricValues } from "../metrics/metric-values.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { compareFigures } from "./comparison.ts";
import type { FileValidation } from "./file-validation.ts";
import { legacyNumber } from "./legacy-number.ts";
import { nameFinder } from "./name-finder.ts";

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
    const { name, cells } = splitRow(line, names.length - 1);
    const column = find(name);
    if (column === undefined) {
      unknown.push(name);
      return [];
    }
    mentioned.add(column);
    return Object.entries(figures).map(([figure, metric]) => {
      const theirs = legacyNumber(cells[names.indexOf(figure) - 1] ?? "");
      const isCurrency = metric === "roi" || metric === "max_drawdown" || metric === "expectancy";
      const scale = isCurrency ? (meanSize[column] as number) : 1e-3;
      return compareFigures(name, figure, theirs, values[metric][column] as number, scale);
    });
  });
  return { file, kind: "strategy-metrics", comparisons, unknown, mentioned, note: "" };
}

/** Name and figures of a row; a quoted name may hold commas. */
function splitRow(line: string, figureCount: number): { name: string; cells: string[] } {
  const cells = line.split(",");
  const name = cells.slice(0, cells.length - figureCount).join(",");
  const plain = name.startsWith('"') ? name.slice(1, -1).replaceAll('""', '"') : name;
  return { name: plain, cells: cells.slice(-figureCount) };
}

/** Mean |x| of every column, currency: the scale on which its sums are rounded. */
function meanAbsoluteRow(view: AnalysisView): Float64Array {
  const size = new Float64Array(view.matrix.strategies);
  for (const row of view.matrix.rows) {
    for (let i = 0; i < size.length; i += 1) (size[i] as number) += Math.abs(row[i] || 0);
  }
  return size.map((sum) => sum / view.matrix.observations);
}
