import type { PairMethod } from "../../../contract/correlation.ts";
import { Problem } from "../../../contract/problem.ts";
import type { ViewRequest } from "../../../contract/view.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { TableReader } from "../../datasets/read/table-reader.ts";
import type { Observation } from "../../datasets/version/observations.ts";
import type { SessionWork } from "../../engine/choose-backend.ts";
import type { Engine, OpenSessionOptions } from "../../engine/engine.ts";
import { type MemoryUse, memoryLimitTexts } from "../../engine/memory-limits.ts";
import type { EngineSession } from "../../engine/session.ts";
import { cellBlock, firstOf, type PnlMatrix } from "../../pnl-matrix.ts";
import { inTurns } from "../../turns.ts";
import { ranks } from "../correlation/rank-correlation.ts";
import type { AnalysisView } from "./analysis-view.ts";
import { viewInSteps } from "./build-view.ts";
import { type Panel, refuseLarger } from "./table-memory.ts";
import type { OpenedView } from "./view-cache.ts";

/**
 * Opens the view of a dataset on the engine and runs `work` with it. Views are kept a while; a new version of the
 * dataset is a new view. `sessionWork` and `uses` say what the session is for. A call that is cancelled does not cancel others
 * that wait for the same view.
 */
export async function withView<Result>(
  request: ViewRequest & { readonly pairMethod?: PairMethod },
  context: ServiceContext,
  call: CallContext,
  work: (opened: OpenedView) => Promise<Result>,
  sessionWork: SessionWork = "passes",
  uses: readonly MemoryUse[] = ["metrics"],
): Promise<Result> {
  const view = viewOf(request, context);
  const method = request.pairMethod ?? "pearson";
  const version = view.version ?? (await context.datasets.manifest(view.dataset)).version;
  const memory = memoryLimitTexts(uses, context.settings);
  const open = async (opening: CallContext): Promise<OpenedView> => {
    const { observations, strategies } = await refuseLarger({ ...view, version }, context);
    context.engine.prepare(observations * strategies, sessionWork);
    const asked = { from: view.from, to: view.to, version, threads: context.settings.get("general.threads") };
    const dataset = await context.datasets.open(view.dataset, asked, opening);
    const built = forPairMethod(await inTurns(viewInSteps(dataset, view), opening), method);
    return { view: built, session: await openView(context.engine, built, { work: sessionWork, memory }) };
  };
  return context.views.use(viewKey({ ...view, version }, method, sessionWork, memory), call, open, work);
}

/** withView, for passes over pairs: gpu.memory.correlation limits them. */
export const onPairs: typeof withView = (request, context, call, work, sessionWork = "passes") =>
  withView(request, context, call, work, sessionWork, ["correlation"]);

/** What tells the views apart that metrics of strategies are computed on. */
export const metricsViewKey = (view: ViewRequest, context: Pick<ServiceContext, "settings">): string =>
  viewKey(view, "pearson", "passes", memoryLimitTexts(["metrics"], context.settings));

/** What tells views on the engine apart. */
function viewKey(
  view: ViewRequest,
  method: PairMethod,
  work: SessionWork,
  memory: readonly string[],
): string {
  const limits = memory.filter((text) => text !== "0");
  return JSON.stringify({ ...view, method, sessionWork: work, ...(limits.length > 0 ? { limits } : {}) });
}

/**
 * As withView, but of a panel alone: no other strategy is read, and nothing is kept. Every step of a view is made strategy by
 * strategy, so that panels hold the columns of the whole view; only that those that ULTA turned are the last of each.
 */
export async function withPanel<Result>(
  request: ViewRequest,
  panel: Panel,
  context: Pick<ServiceContext, "datasets" | "engine" | "settings">,
  call: CallContext,
  work: (opened: OpenedView) => Promise<Result>,
): Promise<Result> {
  const opened = await openPanel(viewOf(request, context), panel, context, call);
  try {
    return await work(opened);
  } finally {
    opened.session.close();
  }
}

/** Reads the cells of a view's table. */
export function readerOf(
  { dataset, from, to, version }: ViewRequest,
  { datasets, settings }: Pick<ServiceContext, "datasets" | "settings">,
): Promise<TableReader> {
  return datasets.reader(dataset, { from, to, version }, settings.get("general.threads"));
}

/** Reads a panel of a view and opens it on the engine, for metrics; the caller closes the session. */
export async function openPanel(
  view: ViewRequest,
  panel: Panel,
  context: Pick<ServiceContext, "datasets" | "engine" | "settings">,
  call?: CallContext,
): Promise<OpenedView> {
  const reader = await readerOf(view, context);
  const room = cellBlock(reader.observations.length, panel.places.length);
  await reader.read(panel.places, room, 0, call);
  return openRead(view, panel, { ...reader, matrix: firstOf(room, panel.places.length) }, context);
}

/** As openPanel, of a panel that was read. */
export async function openRead(
  view: ViewRequest,
  { strategies, isFirst, cellsOfWhole }: Panel,
  { manifest, observations, matrix }: Pick<TableReader, "manifest" | "observations"> & { matrix: PnlMatrix },
  context: Pick<ServiceContext, "engine" | "settings">,
): Promise<OpenedView> {
  const dataset = { manifest, observations, strategies, matrix };
  const own = { ...view, ultaSkipsFirst: view.ultaSkipsFirst && isFirst };
  const built = await inTurns(viewInSteps(dataset, own));
  const memory = memoryLimitTexts(["metrics"], context.settings);
  return { view: built, session: await openView(context.engine, built, { cellsOfWhole, memory }) };
}

/** Opens a view's rows on the engine; the caller closes the session. */
export function openView(
  engine: Engine,
  { matrix, correlationSource }: Pick<AnalysisView, "matrix" | "correlationSource">,
  options: Omit<OpenSessionOptions, "correlationSource">,
): Promise<EngineSession> {
  return engine.open(matrix, {
    ...options,
    ...(correlationSource ? { correlationSource } : {}),
  });
}

/** The parts of a request that make the view, with the settings' ULTA where the request says nothing. */
export function viewOf(request: ViewRequest, context: Pick<ServiceContext, "settings">): ViewRequest {
  const { dataset, version, from, to, regimes, minConfidence, confidenceWeighted, transition, rows } =
    request;
  const inSettings = context.settings.get("analysis.ulta") ? "sum" : "off";
  return {
    dataset,
    version,
    from,
    to,
    regimes,
    minConfidence,
    confidenceWeighted,
    transition,
    rows,
    excludeConstant: request.excludeConstant ?? false,
    ulta: request.ulta ?? { kind: inSettings },
    ultaSkipsFirst: request.ultaSkipsFirst,
  };
}

/** The view with the rows that make Pearson's correlation of all pairs the method's. For correlations only, P&L is lost. */
export function forPairMethod(view: AnalysisView, method: PairMethod): AnalysisView {
  if (method === "pearson") return view;
  const { correlationSource, correlationObservations, ...others } = view;
  const from = correlationSource ?? view.matrix;
  const observations = correlationObservations ?? view.observations;
  if (method === "spearman") return { ...others, matrix: ranked(from), observations };
  const kept = losing(from);
  return {
    ...others,
    matrix: { ...from, observations: kept.length, rows: kept.map((t) => from.rows[t] as Float64Array) },
    observations: kept.map((t) => observations[t] as Observation),
  };
}

function ranked(matrix: PnlMatrix): PnlMatrix {
  const { observations, strategies } = matrix;
  const rows = Array.from({ length: observations }, () => new Float64Array(strategies));
  const series = new Float64Array(observations);
  for (let strategy = 0; strategy < strategies; strategy++) {
    matrix.rows.forEach((row, t) => {
      series[t] = row[strategy] as number;
    });
    ranks(series).forEach((rank, t) => {
      (rows[t] as Float64Array)[strategy] = rank;
    });
  }
  return { observations, strategies, rows };
}

/** Rows of the matrix whose mean is a loss. */
function losing(matrix: PnlMatrix): number[] {
  const rows = Array.from(matrix.rows.keys()).filter(
    (t) => (matrix.rows[t] as Float64Array).reduce((sum, value) => sum + (value || 0), 0) < 0,
  );
  if (rows.length < 2)
    throw new Problem("bad-request", `Only ${rows.length} of the rows lose on average.`, {
      remedy: "Choose more rows, or another method.",
    });
  return rows;
}
