import type { PlainMetric } from "../../../contract/objectives.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { pythonFixed } from "../../exporting/python-text.ts";
import { metricBasis, tradingDays } from "../metrics/basis.ts";
import { metricObjective, scoreMembers } from "../metrics/objective.ts";
import { portfolioPnl } from "../series/portfolio.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { type Comparison, compareFigures, type FileValidation, nameFinder } from "./comparison.ts";
import type { PrintedPortfolio, PrintedZonePortfolio } from "./result-files.ts";

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
  readonly metric: PlainMetric;
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
  const { profile } = printed;
  const annualisation = printed.metrics.rows_a_year ?? tradingDays;
  const basis = metricBasis({ profile, annualisation }, context.settings, view);
  const objective = metricObjective({
    ...options,
    drawdownFloor: 0,
    overZones: printed.overZones,
    // The replaced system's program handed its zone fitness an identity matrix as correlations.
    ...(printed.overZones ? { penaltyWeight: 0 } : {}),
    peakFromZero: profile !== "legacy",
    annualisation,
  });
  const score = await scoreMembers(context.engine, opened, members, objective, basis, call);
  const pnl = portfolioPnl(view.matrix, members);
  const size = pnl.reduce((sum, value) => sum + Math.abs(value), 0) / pnl.length;
  const fitnessScale = Math.max(Math.abs(score.base), 10 * Math.abs(score.mean_correlation));
  // That of another profile is in search.json, with all that it depends on.
  const fitness = [`fitness (${options.metric})`, printed.fitness, score.fitness, fitnessScale] as const;
  const comparisons: Comparison[] = profile === "legacy" ? [compareFigures("portfolio", ...fitness)] : [];
  for (const [line, [ours, unit]] of Object.entries(figures)) {
    const theirs = printed.metrics[line];
    if (theirs === undefined) continue;
    const scale = unit === "currency" ? size : 1e-3;
    comparisons.push(compareFigures("portfolio", line, theirs, score[ours] as number, scale));
  }
  return { ...empty, comparisons, note: "" };
}

/** Scores the members of a zone's text on that zone's rows (`opened`) and compares what was printed, digit by digit. */
export async function validateZoneFile(
  file: string,
  printed: PrintedZonePortfolio,
  opened: OpenedView,
  context: ServiceContext,
  options: PortfolioFileOptions,
  call: CallContext,
): Promise<FileValidation> {
  const { view } = opened;
  const columns = printed.strategies.map(nameFinder(view));
  const unknown = printed.strategies.filter((_, k) => columns[k] === undefined);
  const mentioned = new Set(columns.filter((column) => column !== undefined));
  const empty = { file, kind: "zone-portfolio" as const, unknown, mentioned, comparisons: [] };
  if (unknown.length > 0 || mentioned.size === 0)
    return { ...empty, note: "its members are not in the dataset" };

  const { profile } = printed;
  const isLegacy = profile === "legacy";
  const basis = metricBasis({ profile, annualisation: tradingDays }, context.settings, view);
  const plain = { drawdownFloor: 0, overZones: false, peakFromZero: !isLegacy, annualisation: tradingDays };
  const objective = metricObjective({ ...options, ...plain });
  const score = await scoreMembers(
    context.engine,
    opened,
    Uint32Array.from(mentioned),
    objective,
    basis,
    call,
  );
  const ours: Record<string, readonly [number, number]> = {
    ...(isLegacy ? { Fitness: [score.fitness, 4] } : {}),
    "Net Profit": [score.roi, 2],
    ROI: [score.roi, 2],
    "Max Drawdown": [score.max_drawdown, 2],
    "Win Percentage": [score.win_percentage * 100, 2],
    "Profit Factor": [score.profit_factor, 2],
  };
  const comparisons = Object.entries(ours).flatMap(([figure, [value, digits]]): Comparison[] => {
    const theirs = printed.figures[figure];
    if (theirs === undefined) return [];
    const rounded = Number.isFinite(value) ? Number(pythonFixed(value, digits)) : value;
    return [compareFigures(printed.zone, figure, theirs, rounded, 10 ** -digits)];
  });
  return { ...empty, comparisons, note: "figures as printed, rounded" };
}

/** Compares portfolio_composition CSV: index among the source's strategies and weight 1/n of every member. */
export function validateComposition(file: string, text: string, view: AnalysisView): FileValidation {
  const [header = "", ...lines] = text.trim().split(/\r?\n/);
  const rows = lines.map((line) => /^\d+,(\d+),(.*),([^,]*),([^,]*)$/.exec(line));
  const find = nameFinder(view);
  const mentioned = new Set<number>();
  const unknown: string[] = [];
  const comparisons = rows.flatMap((row) => {
    const [, index = "", name = "", , weight = ""] = row ?? [];
    const column = find(name);
    if (column === undefined) {
      unknown.push(name);
      return [];
    }
    mentioned.add(column);
    return [
      compareFigures(name, "Strategy_Index", Number(index), view.source[column] as number, 1),
      compareFigures(name, "Weight", Number(weight), 1 / rows.length, 1e-3),
    ];
  });
  const isComposition = header.startsWith("Rank,Strategy_Index,Strategy_Name");
  return {
    file,
    kind: isComposition ? "composition" : "not-compared",
    comparisons: isComposition ? comparisons : [],
    unknown: isComposition ? unknown : [],
    mentioned,
    note: isComposition ? "" : "not a portfolio composition",
  };
}
