import type { validateLegacy } from "../../../contract/methods/validate-legacy.ts";
import type { ObjectiveMetric } from "../../../contract/objective-metric.ts";
import type { Handler } from "../../handler.ts";
import type { FileValidation } from "../validation/file-validation.ts";
import { parseBestPortfolio } from "../validation/parse-best-portfolio.ts";
import { readResultFiles } from "../validation/read-result-files.ts";
import { validateComposition } from "../validation/validate-composition.ts";
import { validateMetricsFile } from "../validation/validate-metrics-file.ts";
import { validatePortfolioFile } from "../validation/validate-portfolio-file.ts";
import { validationReport } from "../validation/validation-report.ts";
import { withView } from "../view/with-view.ts";

/** validate.legacy */
export const validateLegacyResults: Handler<typeof validateLegacy> = async (request, context, call) => {
  const texts = await readResultFiles(request.path);
  return withView(request, context, call, async (opened) => {
    const { view, session } = opened;
    const metric = metricOf(texts);
    const validations: FileValidation[] = [];
    for (const [file, text] of texts) {
      call.signal.throwIfAborted();
      call.progress({ stage: "Comparing", fraction: validations.length / texts.size, detail: file });
      const printed = parseBestPortfolio(text);
      if (printed) {
        const options = { metric, drawdownThreshold: request.drawdownThreshold };
        validations.push(await validatePortfolioFile(file, printed, opened, context, options, call));
      } else if (file.startsWith("portfolio_composition")) {
        validations.push(validateComposition(file, text, view));
      } else if (file.endsWith(".csv")) {
        validations.push(await validateMetricsFile(file, text, view, session));
      }
    }
    const findings = collect(validations, view.strategies, request);
    const head = {
      dataset: view.manifest.name,
      version: view.manifest.version,
      source: view.manifest.source.fileName,
      sha256: view.manifest.source.sha256,
      observations: view.matrix.observations,
      strategies: view.matrix.strategies,
      path: request.path,
      tolerance: request.tolerance,
      generated: new Date().toISOString(),
      product: `Tessera ${context.version}`,
    };
    return { ...findings, report: validationReport(head, findings) };
  });
};

function collect(
  validations: readonly FileValidation[],
  strategies: readonly string[],
  { tolerance, limit }: { readonly tolerance: number; readonly limit: number },
) {
  const differences = validations.flatMap(({ file, comparisons }) =>
    comparisons.filter((one) => !(one.relative <= tolerance)).map((one) => ({ file, ...one })),
  );
  const unknown = [...new Set(validations.flatMap((one) => one.unknown))];
  const metrics = validations.find((one) => one.kind === "strategy-metrics");
  const leftOut = metrics ? strategies.filter((_, i) => !metrics.mentioned.has(i)) : [];
  const files = validations.map(({ file, kind, comparisons, note }) => ({
    file,
    kind,
    compared: comparisons.length,
    agreeing: comparisons.filter((one) => one.relative <= tolerance).length,
    largest: comparisons.reduce((most, one) => Math.max(most, one.relative), 0),
    note,
  }));
  return {
    agrees: differences.length === 0 && unknown.length === 0 && files.some((one) => one.compared > 0),
    files,
    differences: differences.sort((a, b) => b.relative - a.relative).slice(0, limit),
    differenceCount: differences.length,
    leftOut: leftOut.slice(0, limit),
    leftOutCount: leftOut.length,
    unknown: unknown.slice(0, limit),
    unknownCount: unknown.length,
  };
}

/** The metric that a run's summary names; ratio where there is no summary. */
function metricOf(texts: ReadonlyMap<string, string>): Exclude<ObjectiveMetric, "enhanced" | "hybrid"> {
  const known = {
    ratio: "ratio",
    roi: "roi",
    "less max dd": "less_max_dd",
    "win percentage": "win_percentage",
    "profit factor": "profit_factor",
    expectancy: "expectancy",
  } as const;
  const summary = [...texts].find(([file]) => file.startsWith("optimization_summary"))?.[1] ?? "";
  const named = /^- Metric: (.*?)\s*$/m.exec(summary)?.[1] ?? "ratio";
  return known[named as keyof typeof known] ?? "ratio";
}
