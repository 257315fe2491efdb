import type { RequestOf } from "../../../contract/method.ts";
import type { validateLegacy } from "../../../contract/methods/validate.ts";
import type { SearchRequest } from "../../../contract/search.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { metricBasis, nativeMetricConfig } from "../metrics/basis.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { withView } from "../view/with-view.ts";
import {
  capsuleOf,
  executionSummaryOf,
  searchFileOf,
  validateExecutionSummary,
  validateSearchFile,
} from "./algorithm-files.ts";
import type { FileValidation } from "./comparison.ts";
import { isCorrelationMatrix, validateCorrelationMatrix } from "./correlation-files.ts";
import { isMetricTable, validateMetricsFile, validateMetricTable } from "./metric-files.ts";
import {
  type PortfolioFileOptions,
  validateComposition,
  validatePortfolioFile,
  validateZoneFile,
} from "./portfolio-files.ts";
import { metricOfSummary, parseBestPortfolio, parseZonePortfolio, type ResultFile } from "./result-files.ts";

/** Compares a view with the replaced system's files, by name, whatever each of them is. */
export async function validateFiles(
  files: ReadonlyMap<string, ResultFile>,
  request: RequestOf<typeof validateLegacy>,
  opened: OpenedView,
  context: ServiceContext,
  call: CallContext,
) {
  const options = { metric: metricOfSummary(files), drawdownThreshold: request.drawdownThreshold };
  const capsule = capsuleOf(files.get("capsule.json")?.json);
  const validations: FileValidation[] = [];
  for (const [name, file] of files) {
    call.signal.throwIfAborted();
    call.progress({ stage: "Comparing", fraction: validations.length / files.size, detail: name });
    const made = await validateFile(name, file, { request, options, capsule, opened, context, call });
    if (made) validations.push(made);
  }
  return collect(validations, opened.view.strategies, request);
}

interface Surroundings {
  readonly request: RequestOf<typeof validateLegacy>;
  readonly options: PortfolioFileOptions;
  /** Of the folder, where the run is one of ours. */
  readonly capsule: ReturnType<typeof capsuleOf>;
  readonly opened: OpenedView;
  readonly context: ServiceContext;
  readonly call: CallContext;
}

/** One file by what is in it; undefined for a text of no use here. Zone texts are scored on views of their own. */
async function validateFile(
  file: string,
  { text, json }: ResultFile,
  surroundings: Surroundings,
): Promise<FileValidation | undefined> {
  const { request, options, opened, context, call } = surroundings;
  if (/\.json$/i.test(file)) return validateJson(file, json, surroundings);
  const { view, session } = opened;
  const zone = parseZonePortfolio(text);
  if (zone) {
    const rows = { kind: "zone" as const, zone: zone.zone };
    return withView({ ...request, rows }, context, call, (own) =>
      validateZoneFile(file, zone, own, context, options, call),
    );
  }
  const printed = parseBestPortfolio(text);
  if (printed?.overZones) {
    const weights = request.rows.kind === "weighted-zones" ? request.rows.weights : {};
    const over = { rows: { kind: "weighted-zones" as const, weights }, ulta: { kind: "off" as const } };
    return withView({ ...request, ...over }, context, call, (own) =>
      validatePortfolioFile(file, printed, own, context, options, call),
    );
  }
  if (printed) return validatePortfolioFile(file, printed, opened, context, options, call);
  if (file.startsWith("portfolio_composition")) return validateComposition(file, text, view);
  if (!file.endsWith(".csv")) return undefined;
  if (isCorrelationMatrix(text)) return validateCorrelationMatrix(file, text, opened, call);
  if (!isMetricTable(text.slice(0, text.search(/\r?\n|$/)))) {
    return validateMetricsFile(file, text, view, session);
  }
  const basis = metricBasis(request, context.settings, view);
  return validateMetricTable(file, text, view, session, nativeMetricConfig(basis));
}

/**
 * What every algorithm came to; undefined for a file that does not say it. A run of ours is scored on the rows of its capsule.
 */
async function validateJson(
  file: string,
  json: unknown,
  { request, options, capsule, opened, context, call }: Surroundings,
): Promise<FileValidation | undefined> {
  const listed = executionSummaryOf(json);
  const ours = searchFileOf(json);
  if (!listed && !ours) return undefined;
  if (!capsule) {
    return listed
      ? validateExecutionSummary(file, listed, opened, options, call)
      : notCompared(file, "a search without the capsule.json beside it, which names its rows");
  }
  const { minSize: _, maxSize: __, ...asked } = capsule.request;
  const { dataset, version } = request;
  // Left out, it is the profile's.
  const excludeConstant = asked.excludeConstant ?? !isPlain(asked);
  return withView({ ...asked, excludeConstant, dataset, version }, context, call, (own) =>
    ours
      ? validateSearchFile(file, ours, capsule, own, call)
      : isPlain(capsule.request)
        ? validateExecutionSummary(file, listed ?? [], own, options, call)
        : Promise.resolve(notCompared(file, "search.json beside it says the same and is compared")),
  );
}

/** Judged as the replaced system's files were: without a floor on drawdowns. */
const isPlain = ({ profile }: Pick<SearchRequest, "profile">): boolean => profile === "legacy";

const notCompared = (file: string, note: string): FileValidation => ({
  file,
  kind: "not-compared",
  comparisons: [],
  unknown: [],
  mentioned: new Set(),
  note,
});

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
