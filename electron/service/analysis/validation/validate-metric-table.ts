import { type MetricName, metricName } from "../../../contract/metrics.ts";
import type { NativeMetricConfig } from "../../engine/addon.ts";
import type { EngineSession } from "../../engine/engine-session.ts";
import { metricValues } from "../metrics/values.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { compareFigures } from "./comparison.ts";
import type { FileValidation } from "./file-validation.ts";
import { isCurrencyMetric } from "./is-currency-metric.ts";
import { legacyNumber } from "./legacy-number.ts";
import { meanAbsoluteRow } from "./mean-absolute-row.ts";
import { nameFinder } from "./name-finder.ts";
import { splitNamedRow } from "./split-named-row.ts";

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
      const scale = isCurrencyMetric(metric) ? (meanSize[column] as number) : 1e-3;
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
