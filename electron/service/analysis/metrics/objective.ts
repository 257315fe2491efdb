import type { MetricBasis } from "../../../contract/metric-basis.ts";
import type { Profile } from "../../../contract/metrics.ts";
import type { PlainMetric } from "../../../contract/objectives.ts";
import type { ObjectiveOptions } from "../../../contract/search.ts";
import type { CallContext } from "../../context.ts";
import type { NativeObjective } from "../../engine/addon/figures.ts";
import type { Engine } from "../../engine/engine.ts";
import { nativeIds, termCount } from "../../engine/native-ids.ts";
import type { EngineSession } from "../../engine/session.ts";
import type { Settings } from "../../settings/settings.ts";
import { portfolioPnl } from "../series/portfolio.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { nativeMetricConfig, profileOf } from "./basis.ts";
import { seriesMetrics } from "./values.ts";

/** What a portfolio is judged by, with nothing left to settings, profile or data. */
export interface ResolvedObjective {
  readonly profile: Profile;
  readonly metric: PlainMetric;
  readonly penaltyWeight: number;
  /** Currency. */
  readonly drawdownThreshold: number;
  readonly drawdownFloor: number;
}

/** Fills in what a request leaves out: from the settings, then from the profile, then with `fittedFloor`, currency. */
export function resolveObjective(
  request: ObjectiveOptions,
  settings: Settings,
  { overZones, fittedFloor }: { readonly overZones: boolean; readonly fittedFloor: number },
): ResolvedObjective {
  const profile = profileOf(request, settings);
  const floor = settings.get("search.drawdown_floor");
  return {
    profile,
    metric: request.metric ?? settings.get("search.metric"),
    penaltyWeight: request.penaltyWeight ?? (overZones ? 0.5 : settings.get("search.penalty_weight")),
    drawdownThreshold: request.drawdownThreshold ?? settings.get("search.drawdown_threshold"),
    drawdownFloor: fitsFloor(request, settings) ? fittedFloor : (request.drawdownFloor ?? floor),
  };
}

/** Whether nothing but the table says what the drawdown floor is. */
export function fitsFloor(
  request: Pick<ObjectiveOptions, "drawdownFloor" | "profile">,
  settings: Settings,
): boolean {
  const isOpen = request.drawdownFloor === undefined && settings.get("search.drawdown_floor") <= 0;
  return isOpen && profileOf(request, settings) !== "legacy";
}

/**
 * Default drawdown floor, currency: what one typical member of a portfolio of `size` moves it by in one observation
 * (median over the strategies of the standard deviation, divided by the size). A portfolio whose deepest fall is below that
 * has not shown less risk, it has been lucky.
 */
export async function typicalDailyMove(
  session: Pick<EngineSession, "metrics">,
  size: number,
): Promise<number> {
  return (await medianDeviation(session)) / size;
}

/** Median over the strategies of a session of their standard deviation, currency. */
export async function medianDeviation(session: Pick<EngineSession, "metrics">): Promise<number> {
  const config = { profile: nativeIds.profile.textbook, annualisation: 1, riskFree: 0, mar: 0, capital: 0 };
  const deviations = await session.metrics(Uint32Array.of(nativeIds.metric.std), config);
  let count = 0;
  for (const value of deviations) if (Number.isFinite(value)) deviations[count++] = value;
  return valueOfRank(deviations.subarray(0, count), count >> 1) ?? 0;
}

/**
 * The value that would stand at `rank` if the values were sorted, and puts them in another order: a million are sorted in a
 * third of a second. (Hoare's selection; the middle of three splits.)
 */
export function valueOfRank(values: Float64Array, rank: number): number | undefined {
  let [low, high] = [0, values.length - 1];
  while (low < high) {
    const [a, b, c] = [low, (low + high) >> 1, high].map((at) => values[at] as number) as [
      number,
      number,
      number,
    ];
    const split = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] as number) < split) left += 1;
      while ((values[right] as number) > split) right -= 1;
      if (left > right) break;
      const moved = values[left] as number;
      values[left++] = values[right] as number;
      values[right--] = moved;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
  return values[rank];
}

export interface MetricObjectiveOptions {
  readonly metric: PlainMetric;
  /** Currency. */
  readonly drawdownThreshold: number;
  readonly drawdownFloor: number;
  readonly penaltyWeight?: number | undefined;
  /** Over weighted zones: no penalty for ratio, else 0.5 * max(0, c). */
  readonly overZones: boolean;
  /** Textbook drawdown: a loss on the first rows counts. */
  readonly peakFromZero: boolean;
  readonly annualisation: number;
}

/**
 * One metric less a penalty for correlation, as the replaced system judged portfolios, for whole observations or over
 * weighted zones (its weights 10 and 0.5). Every profile searches with it; what they differ in are its options.
 */
export function metricObjective(options: MetricObjectiveOptions): NativeObjective {
  const { metric, overZones } = options;
  const penalty = !overZones ? "signed" : metric === "ratio" ? "none" : "positive";
  return {
    metric: nativeIds.objective[metric],
    penalty: nativeIds.penalty[penalty],
    peakFromZero: options.peakFromZero,
    penaltyWeight: options.penaltyWeight ?? (overZones ? 0.5 : 10),
    drawdownThreshold: options.drawdownThreshold,
    drawdownFloor: options.drawdownFloor,
    annualisation: options.annualisation,
    hybridShare: 0,
    weights: new Float64Array(termCount),
  };
}

const reported = [
  "ratio",
  "win_rate",
  "profit_factor",
  "expectancy",
  "annualized_return",
  "sharpe",
  "sortino",
] as const;

/** Fitness with its parts, and the report figures of the equal-weight portfolio, under one basis. */
export async function scoreMembers(
  engine: Engine,
  { view, session }: OpenedView,
  members: Uint32Array,
  objective: NativeObjective,
  basis: MetricBasis,
  call: CallContext,
) {
  const ascending = members.slice().sort();
  const { components } = await session.scorePortfolios(ascending, ascending.length, objective, call);
  const part = (name: keyof typeof nativeIds.component) => components[nativeIds.component[name]] as number;
  const series = [portfolioPnl(view.matrix, ascending)];
  const report = await seriesMetrics(engine, series, reported, nativeMetricConfig(basis));
  return {
    fitness: part("fitness"),
    base: part("base"),
    mean_correlation: part("mean_correlation"),
    roi: part("roi"),
    max_drawdown: part("max_drawdown"),
    ratio: report.ratio[0] as number,
    win_percentage: report.win_rate[0] as number,
    profit_factor: report.profit_factor[0] as number,
    expectancy: report.expectancy[0] as number,
    annualized_return: report.annualized_return[0] as number,
    sharpe: report.sharpe[0] as number,
    sortino: report.sortino[0] as number,
    drawdown_floor: objective.drawdownFloor,
    size: ascending.length,
    profile: basis.profile,
  };
}
