import type { Profile } from "../../../contract/metrics.ts";
import type { PlainMetric } from "../../../contract/objectives.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import { pythonFixed } from "../../exporting/python-text.ts";
import { definitionsOf, type FigureDefinitions, metricBasis, tradingDays } from "../metrics/basis.ts";
import { type LegacyReportMetrics, legacyReportMetrics } from "../metrics/legacy-report.ts";
import { metricObjective, scoreMembers } from "../metrics/objective.ts";
import { portfolioPnl } from "../series/portfolio.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { type Comparison, compareFigures, type FileValidation, nameFinder } from "./comparison.ts";
import type { PrintedPortfolio, PrintedZonePortfolio } from "./result-files.ts";

/** Their line -> our figure, and whether it is in currency. */
const figures: Readonly<Record<string, readonly [keyof LegacyReportMetrics, "currency" | "ratio"]>> = {
  total_roi: ["totalRoi", "currency"],
  max_drawdown: ["maxDrawdown", "currency"],
  win_percentage: ["winPercentage", "ratio"],
  profit_factor: ["profitFactor", "ratio"],
  expectancy: ["expectancy", "currency"],
  sharpe_ratio: ["sharpeRatio", "ratio"],
  sortino_ratio: ["sortinoRatio", "ratio"],
  annualized_return: ["annualizedReturn", "currency"],
};

export interface PortfolioFileOptions {
  readonly metric: PlainMetric;
  readonly drawdownThreshold: number;
}

/** The columns that a text names, and why nothing of it can be compared; "" = it can. */
function membersOf(strategies: readonly string[], view: OpenedView["view"]) {
  const columns = strategies.map(nameFinder(view));
  const unknown = strategies.filter((_, k) => columns[k] === undefined);
  const mentioned = new Set(columns.filter((column) => column !== undefined));
  const isNone = mentioned.size === 0 ? "it lists no members" : "";
  return { unknown, mentioned, note: unknown.length > 0 ? "some members are not in the dataset" : isNone };
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
  const listed = membersOf(printed.strategies, view);
  const kind = printed.overZones ? ("zone-portfolio" as const) : ("best-portfolio" as const);
  const empty = { file, kind, ...listed, comparisons: [] };
  if (listed.note !== "") return empty;

  const members = Uint32Array.from(listed.mentioned);
  const { metrics } = printed;
  const said = { capital: metrics.capital, riskFree: metrics.risk_free_a_row, mar: metrics.minimum_a_row };
  const { definitions, note } = definitionsBy(
    printed.profile,
    { ...said, annualisation: metrics.rows_a_year },
    opened,
    context,
  );
  const pnl = portfolioPnl(view.matrix, members);
  const [ours] = await legacyReportMetrics(context.engine, [pnl], definitions);
  const size = pnl.reduce((sum, value) => sum + Math.abs(value), 0) / pnl.length / unitOf(definitions);
  const comparisons: Comparison[] = [];
  // That of another profile is in search.json, with all that it depends on.
  if (!definitions) {
    const score = await legacyScore(opened, members, printed.overZones, context, options, call);
    const scale = Math.max(Math.abs(score.base), 10 * Math.abs(score.mean_correlation));
    comparisons.push(
      compareFigures("portfolio", `fitness (${options.metric})`, printed.fitness, score.fitness, scale),
    );
  }
  for (const [line, [name, unit]] of Object.entries(figures)) {
    const theirs = metrics[line];
    if (theirs === undefined || !ours) continue;
    comparisons.push(
      compareFigures("portfolio", line, theirs, ours[name], unit === "currency" ? size : 1e-3),
    );
  }
  const isBare = comparisons.length === 0;
  return { ...empty, comparisons, note: isBare ? "its fitness alone, of another profile" : note };
}

/** What a text says of the definitions of its figures beside the profile; undefined = it does not say it. */
type Said = Readonly<Record<"capital" | "riskFree" | "mar" | "annualisation", number | undefined>>;

/**
 * The definitions of a text's figures; undefined = those of the replaced system, which depend on nothing else. What a text of
 * another profile leaves out is taken from the settings, and the note says so.
 */
function definitionsBy(
  profile: Profile,
  said: Said,
  { view }: OpenedView,
  { settings }: ServiceContext,
): { readonly definitions?: FigureDefinitions; readonly note: string } {
  if (profile === "legacy") return { note: "" };
  const dates = view.observations.map(({ date }) => date);
  const now = definitionsOf({ profile }, settings, dates);
  const {
    annualisation = now.annualisation,
    capital = now.capital,
    riskFree = now.riskFree,
    mar = now.mar,
  } = said;
  const isAllSaid = Object.values(said).every((one) => one !== undefined);
  return {
    definitions: { profile, annualisation, capital, riskFree, mar },
    note: isAllSaid
      ? ""
      : "what the text does not say of rows a year, capital, rate and minimum is that of the settings",
  };
}

/** What currency is divided by: r counts in fractions of a declared capital. */
const unitOf = (definitions: FigureDefinitions | undefined): number =>
  definitions?.profile === "r" && definitions.capital > 0 ? definitions.capital : 1;

/** The members' fitness with its parts, as the replaced system judged. */
function legacyScore(
  opened: OpenedView,
  members: Uint32Array,
  overZones: boolean,
  { engine, settings }: ServiceContext,
  options: PortfolioFileOptions,
  call: CallContext,
) {
  const annualisation = tradingDays;
  const basis = metricBasis({ profile: "legacy", annualisation }, settings, opened.view);
  const objective = metricObjective({
    ...options,
    ...{ drawdownFloor: 0, peakFromZero: false, annualisation, overZones },
    // The replaced system's program handed its zone fitness an identity matrix as correlations.
    ...(overZones ? { penaltyWeight: 0 } : {}),
  });
  return scoreMembers(engine, opened, members, objective, basis, call);
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
  const listed = membersOf(printed.strategies, view);
  const empty = { file, kind: "zone-portfolio" as const, ...listed, comparisons: [] };
  if (listed.note !== "") return empty;

  const members = Uint32Array.from(listed.mentioned);
  // None of its figures depends on the others.
  const said = { capital: printed.figures.Capital, riskFree: 0, mar: 0, annualisation: tradingDays };
  const { definitions, note } = definitionsBy(printed.profile, said, opened, context);
  const [report] = await legacyReportMetrics(
    context.engine,
    [portfolioPnl(view.matrix, members)],
    definitions,
  );
  const fitness = definitions
    ? Number.NaN
    : (await legacyScore(opened, members, false, context, options, call)).fitness;
  const { totalRoi, maxDrawdown, winPercentage, profitFactor } = report as LegacyReportMetrics;
  const ours: Record<string, readonly [number, number]> = {
    ...(definitions ? {} : { Fitness: [fitness, 4] }),
    "Net Profit": [totalRoi, 2],
    ROI: [totalRoi, 2],
    "Max Drawdown": [maxDrawdown, 2],
    "Win Percentage": [winPercentage * 100, 2],
    "Profit Factor": [profitFactor, 2],
  };
  const comparisons = Object.entries(ours).flatMap(([figure, [value, digits]]): Comparison[] => {
    const theirs = printed.figures[figure];
    if (theirs === undefined) return [];
    const rounded = Number.isFinite(value) ? Number(pythonFixed(value, digits)) : value;
    return [compareFigures(printed.zone, figure, theirs, rounded, 10 ** -digits)];
  });
  return { ...empty, comparisons, note: ["figures as printed, rounded", note].filter(Boolean).join("; ") };
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
