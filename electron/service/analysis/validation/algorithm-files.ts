/**
 * Files that hold what every algorithm of a run came to: execution_summary_{ts}.json of the replaced system, search.json of
 * ours.
 */
import { z } from "zod";
import { plainMetric } from "../../../contract/objectives.ts";
import { searchCapsule, searchResult } from "../../../contract/search-result.ts";
import type { CallContext } from "../../context.ts";
import type { NativeObjective } from "../../engine/addon/figures.ts";
import { nativeIds } from "../../engine/native-ids.ts";
import type { EngineSession } from "../../engine/session.ts";
import { metricObjective } from "../metrics/objective.ts";
import { portfolioPnl } from "../series/portfolio.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { type Comparison, compareFigures, type FileValidation } from "./comparison.ts";
import type { PortfolioFileOptions } from "./portfolio-files.ts";

/** Keys that are read of an execution summary; index lists are 0-based among the strategies of the source. */
const executionSummary = z.object({
  best_result: z.object({ algorithm: z.string(), fitness: z.number(), portfolio: z.array(z.number().int()) }),
  individual_results: z.record(
    z.string(),
    z.object({ best_fitness: z.number(), best_portfolio: z.array(z.number().int()) }),
  ),
});

/** A portfolio with the fitness that a file gives it. */
export interface ListedPortfolio {
  readonly item: string;
  readonly fitness: number;
  /** Among the strategies of the source. */
  readonly indices: readonly number[];
}

/** Of an execution summary, the best one last; null for anything else. */
export function executionSummaryOf(json: unknown): ListedPortfolio[] | null {
  const read = executionSummary.safeParse(json).data;
  if (!read) return null;
  const { individual_results: all, best_result: best } = read;
  return [
    ...Object.entries(all).map(([item, { best_fitness: fitness, best_portfolio: indices }]) => ({
      item,
      fitness,
      indices,
    })),
    { item: `best (${best.algorithm})`, fitness: best.fitness, indices: best.portfolio },
  ];
}

/** Fitness of columns with its parts; `scale` is what its digits are of. */
async function scoreColumns(
  session: Pick<EngineSession, "scorePortfolios">,
  columns: Uint32Array,
  objective: NativeObjective,
  call: CallContext,
) {
  const { components } = await session.scorePortfolios(
    columns.slice().sort(),
    columns.length,
    objective,
    call,
  );
  const part = (name: keyof typeof nativeIds.component) => components[nativeIds.component[name]] as number;
  return {
    fitness: part("fitness"),
    roi: part("roi"),
    max_drawdown: part("max_drawdown"),
    mean_correlation: part("mean_correlation"),
    scale: Math.max(Math.abs(part("base")), 10 * Math.abs(part("mean_correlation")), 1e-3),
  };
}

/** How the generations of the replaced system judged portfolios, by whichever a file was made. F of members, or NaN. */
type Judge = (columns: Uint32Array, opened: OpenedView, call: CallContext) => Promise<number>;

function judges({ metric, drawdownThreshold }: PortfolioFileOptions): Readonly<Record<string, Judge>> {
  const options = { metric, drawdownThreshold, drawdownFloor: 0, overZones: false, annualisation: 252 };
  const byMetric =
    (own: { readonly penaltyWeight?: number; readonly peakFromZero: boolean }): Judge =>
    async (columns, { session }, call) =>
      (await scoreColumns(session, columns, metricObjective({ ...options, ...own }), call)).fitness;
  return {
    [`${metric} less 10 x mean correlation`]: byMetric({ peakFromZero: false }),
    [`${metric} alone`]: byMetric({ penaltyWeight: 0, peakFromZero: false }),
    [`${metric} alone, drawdown from 0`]: byMetric({ penaltyWeight: 0, peakFromZero: true }),
    "mean over deviation of the sum": async (columns, { view }) => {
      const sum = portfolioPnl(view.matrix, columns).map((value) => value * columns.length);
      const mean = sum.reduce((a, b) => a + b, 0) / sum.length;
      const variance = sum.reduce((a, value) => a + (value - mean) ** 2, 0) / sum.length;
      return mean / (Math.sqrt(variance) + 1e-6);
    },
  };
}

/** Rescores every algorithm's portfolio, by the one definition of fitness that fits the whole file best. */
export async function validateExecutionSummary(
  file: string,
  listed: readonly ListedPortfolio[],
  opened: OpenedView,
  options: PortfolioFileOptions,
  call: CallContext,
): Promise<FileValidation> {
  const { found, unknown } = locate(listed, opened.view);
  const mentioned = new Set(found.flatMap(({ columns }) => Array.from(columns)));
  let best: { name: string; comparisons: Comparison[]; largest: number } | undefined;
  for (const [name, judge] of Object.entries(judges(options))) {
    const comparisons: Comparison[] = [];
    for (const { item, fitness, columns } of found) {
      const ours = await judge(columns, opened, call);
      comparisons.push(compareFigures(item, "fitness", fitness, ours, 1e-3));
    }
    const largest = comparisons.reduce((most, { relative }) => Math.max(most, relative), 0);
    if (!best || largest < best.largest) best = { name, comparisons, largest };
  }
  const comparisons = best?.comparisons ?? [];
  const note = found.length > 0 ? `fitness: ${best?.name}` : "its members are not in the dataset";
  return { file, kind: "algorithms", comparisons, unknown, mentioned, note };
}

/** Columns of the view for indices of the source. */
function locate(listed: readonly ListedPortfolio[], view: Pick<AnalysisView, "source">) {
  const columnOf = new Map(Array.from(view.source, (index, column) => [index, column]));
  const unknown: string[] = [];
  const found = listed.flatMap(({ item, fitness, indices }) => {
    const columns = indices.map((index) => columnOf.get(index));
    const missing = indices.filter((_, k) => columns[k] === undefined);
    unknown.push(...missing.map((index) => `strategy ${index} of ${item}`));
    if (missing.length > 0 || indices.length === 0) return [];
    return [{ item, fitness, columns: Uint32Array.from(columns as number[]).sort() }];
  });
  return { found, unknown };
}

/** What is checked of search.json. */
const searchFile = searchResult.pick({ portfolios: true, runs: true, objective: true });
export type SearchFile = z.infer<typeof searchFile>;

export const searchFileOf = (json: unknown): SearchFile | null => searchFile.safeParse(json).data ?? null;
export const capsuleOf = (json: unknown): z.infer<typeof searchCapsule> | null =>
  searchCapsule.safeParse(json).data ?? null;

/** Rescores every run of a search of ours on the rows that its capsule names (`opened`). */
export async function validateSearchFile(
  file: string,
  { portfolios, runs, objective }: SearchFile,
  { request, dataset }: z.infer<typeof searchCapsule>,
  { view, session }: OpenedView,
  call: CallContext,
): Promise<FileValidation> {
  const mentioned = new Set(runs.flatMap(({ columns }) => columns));
  const empty = { file, kind: "algorithms" as const, unknown: [], mentioned };
  const { strategies, observations } = view.manifest;
  if (strategies !== dataset.strategies || observations !== dataset.observations)
    return { ...empty, comparisons: [], note: "it was made on another version of the dataset" };
  const metric = plainMetric.safeParse(objective).data;
  const score = (columns: readonly number[]) =>
    scoreColumns(
      session,
      Uint32Array.from(columns),
      metricObjective({
        metric: metric ?? "ratio",
        penaltyWeight: metric ? request.penaltyWeight : 0,
        drawdownThreshold: request.drawdownThreshold ?? 0,
        drawdownFloor: request.drawdownFloor ?? 0,
        overZones: request.rows.kind === "weighted-zones",
        peakFromZero: request.profile !== "legacy",
        annualisation: request.annualisation ?? 252,
      }),
      call,
    );
  const comparisons: Comparison[] = [];
  for (const { algorithm, size, columns, fitness } of metric ? runs : []) {
    const ours = await score(columns);
    comparisons.push(compareFigures(`${algorithm}, ${size}`, "fitness", fitness, ours.fitness, ours.scale));
  }
  for (const one of portfolios) {
    const ours = await score(one.columns);
    for (const figure of ["roi", "max_drawdown", "mean_correlation"] as const) {
      const scale = figure === "mean_correlation" ? 1e-3 : Math.abs(ours.roi);
      comparisons.push(compareFigures(`best of ${one.size}`, figure, one[figure], ours[figure], scale));
    }
  }
  const note = metric
    ? `fitness of ${runs.length} runs`
    : `the objective ${objective} is of the whole table: tessera replay runs it again; figures of the portfolios are compared`;
  return { ...empty, comparisons, note };
}
