import type { ObjectiveMetric } from "../../../contract/search.ts";
import type { CallContext } from "../../call-context.ts";
import type { ServiceContext } from "../../service-context.ts";
import { metricBasis } from "../metrics/basis.ts";
import { metricObjective, scoreMembers } from "../metrics/objective.ts";
import { portfolioPnl } from "../series/portfolio.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { type Comparison, compareFigures } from "./comparison.ts";
import type { FileValidation } from "./file-validation.ts";
import { nameFinder } from "./name-finder.ts";
import type { PrintedPortfolio } from "./parse-best-portfolio.ts";

type Score = Awaited<ReturnType<typeof scoreMembers>>;

/** Their line -> our figure, and whether it is in currency. */
const figures: Readonly<Record<string, readonly [keyof Score, "currency" | "ratio"]>> = {
  total_roi: ["roi", "currency"],
  max_drawdown: ["max_drawdown", "currency"],
  win_percentage: ["win_percentage", "ratio"],
  profit_factor: ["profit_factor", "ratio"],
  expectancy: ["expectancy", "currency"],
  sharpe_ratio: ["sharpe", "ratio"],
  sortino_ratio: ["sortino", "ratio"],
  annualized_return: ["annualized_return", "currency"],
};

export interface PortfolioFileOptions {
  readonly metric: Exclude<ObjectiveMetric, "enhanced" | "hybrid">;
  readonly drawdownThreshold: number;
}

/** Scores the members of a best_portfolio text and compares fitness and report. */
export async function validatePortfolioFile(
  file: string,
  printed: PrintedPortfolio,
  opened: OpenedView,
  context: ServiceContext,
  options: PortfolioFileOptions,
  call: CallContext,
): Promise<FileValidation> {
  const { view } = opened;
  const find = nameFinder(view);
  const columns = printed.strategies.map(find);
  const unknown = printed.strategies.filter((_, k) => columns[k] === undefined);
  const mentioned = new Set(columns.filter((column) => column !== undefined));
  const kind = printed.overZones ? ("zone-portfolio" as const) : ("best-portfolio" as const);
  const empty = { file, kind, unknown, mentioned, comparisons: [] };
  if (unknown.length > 0) return { ...empty, note: "some members are not in the dataset" };
  if (mentioned.size === 0) return { ...empty, note: "it lists no members" };

  const members = Uint32Array.from(mentioned);
  const basis = metricBasis({ profile: "legacy", annualisation: 252 }, context.settings, view);
  const objective = metricObjective({
    ...options,
    drawdownFloor: 0,
    overZones: printed.overZones,
    // The replaced system's program handed its zone fitness an identity matrix as correlations.
    ...(printed.overZones ? { penaltyWeight: 0 } : {}),
    peakFromZero: false,
    annualisation: 252,
  });
  const score = await scoreMembers(context.engine, opened, members, objective, basis, call);
  const pnl = portfolioPnl(view.matrix, members);
  const size = pnl.reduce((sum, value) => sum + Math.abs(value), 0) / pnl.length;
  const fitnessScale = Math.max(Math.abs(score.base), 10 * Math.abs(score.mean_correlation));
  const comparisons: Comparison[] = [
    compareFigures("portfolio", `fitness (${options.metric})`, printed.fitness, score.fitness, fitnessScale),
  ];
  for (const [line, [ours, unit]] of Object.entries(figures)) {
    const theirs = printed.metrics[line];
    if (theirs === undefined) continue;
    const scale = unit === "currency" ? size : 1e-3;
    comparisons.push(compareFigures("portfolio", line, theirs, score[ours] as number, scale));
  }
  return { ...empty, comparisons, note: "" };
}
