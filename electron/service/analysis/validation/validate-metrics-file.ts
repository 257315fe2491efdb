import type { EngineSession } from "../../engine/engine-session.ts";
import { legacyMetricConfig } from "../metrics/basis.ts";
import { metricValues } from "../metrics/values.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { compareFigures } from "./comparison.ts";
import type { FileValidation } from "./file-validation.ts";
import { legacyNumber } from "./legacy-number.ts";
import { meanAbsoluteRow } from "./mean-absolute-row.ts";
import { nameFinder } from "./name-finder.ts";
import { splitNamedRow } from "./split-named-row.ts";

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
      const isCurrency = metric === "roi" || metric === "max_drawdown" || metric === "expectancy";
      const scale = isCurrency ? (meanSize[column] as number) : 1e-3;
      return compareFigures(name, figure, theirs, values[metric][column] as number, scale);
    });
  });
  return { file, kind: "strategy-metrics", comparisons, unknown, mentioned, note: "" };
}
