import { objectiveTable } from "../../contract/objectives.ts";
import { weightSchemeTable } from "../../contract/portfolio.ts";
import type { SearchRequest } from "../../contract/search.ts";
import type { SearchOutcome, SearchResult } from "../../contract/search-result.ts";
import { csvText } from "../../contract/text.ts";
import { verdictLines } from "../../contract/verdict-text.ts";
import { definitionsOf, type FigureDefinitions, profileOf } from "../analysis/metrics/basis.ts";
import type { AnalysisView } from "../analysis/view/analysis-view.ts";
import type { ServiceContext } from "../context.ts";
import { algorithmParameters } from "../engine/load-addon.ts";
import type { EngineSession } from "../engine/session.ts";
import type { AlgorithmRun, FoundPortfolio, LegacyRun } from "../exporting/entire-day/legacy-run.ts";
import type { RunPictures } from "../exporting/entire-day/run-pictures.ts";
import { writeLegacyRun } from "../exporting/entire-day/write-legacy-run.ts";
import { legacyRunOptions } from "../exporting/run-folder.ts";
import { prefixesOf } from "../importing/import-record.ts";
import type { Settings } from "../settings/settings.ts";
import { pickBest } from "./best.ts";

export interface FinishedRun {
  readonly result: SearchResult;
  readonly view: AnalysisView;
  readonly startedAt: Date;
}

interface FileSources {
  readonly context: ServiceContext;
  readonly session: EngineSession;
  readonly pictures: RunPictures;
}

/** Writes the result folder: the replaced system's files, capsule.json and search.json. Returns the file names. */
export function writeSearchFiles(
  folder: string,
  finished: FinishedRun,
  { context, session, pictures }: FileSources,
): Promise<string[]> {
  const { capsule, ...rest } = finished.result;
  const own = Object.entries({ "capsule.json": capsule, "search.json": rest });
  const { weights, best } = finished.result;
  const weighted = weights
    ? csvText(
        ["strategy", "weight"],
        best.members.map((name, k) => [name, weights.weights[k] ?? 0]),
      )
    : "";
  return writeLegacyRun(
    folder,
    legacyRun(finished, context.settings),
    { engine: context.engine, session, pictures },
    legacyRunOptions(context.settings),
    new Map([
      ...own.map(([name, content]): [string, string] => [name, `${JSON.stringify(content, null, 2)}\n`]),
      ...(weighted ? [["weights.csv", weighted] as const] : []),
    ]),
  );
}

/** The result as the replaced system's files have it. */
function legacyRun({ result, view, startedAt }: FinishedRun, settings: Settings): LegacyRun {
  const { request } = result.capsule;
  const algorithms = [...new Set(result.runs.map((run) => run.algorithm))].map((algorithm): AlgorithmRun => {
    const runs = result.runs.filter((run) => run.algorithm === algorithm);
    const best = pickBest(runs);
    return {
      ...legacyPortfolio(best),
      evaluations: runs.reduce((sum, run) => sum + run.evaluations, 0),
      iterations: runs.reduce((sum, run) => sum + run.generations, 0),
      seconds: runs.reduce((sum, run) => sum + run.seconds, 0),
    };
  });
  // The replaced system named these of its genetic algorithm for the whole run.
  const ofGenetic = (name: string) =>
    request.parameters.ga?.[name] ?? algorithmParameters().ga.find((one) => one.name === name)?.default ?? 0;
  const rule = request.ulta ?? { kind: "off" as const };
  return {
    startedAt,
    finishedAt: new Date(),
    table: legacyTable(view),
    source: view.source,
    prefixOf: prefixesOf(view.manifest),
    parameters: {
      metric: objectiveWords(result),
      minSize: request.minSize ?? result.best.size,
      maxSize: request.maxSize ?? result.best.size,
      populationSize: ofGenetic("population"),
      mutationRate: ofGenetic("mutation_rate"),
      generations: generationsOf(result, ofGenetic("population")),
      applyUlta: rule.kind !== "off",
      balancedMode: request.constraints.groupings.some((grouping) => grouping.balance !== undefined),
      penaltyFactor: request.constraints.groupings.find((grouping) => grouping.balance)?.balance?.weight ?? 1,
    },
    portfolios: result.portfolios.map(legacyPortfolio),
    definitions: otherDefinitions(
      request,
      settings,
      view.observations.map(({ date }) => date),
    ),
    ...(request.profile === "legacy" ? {} : { objective: objectiveText(result) }),
    verdict: [...verdictLines(result.luck), result.expected.sentence, weightsText(result)].filter(Boolean),
    algorithms,
    ...(rule.kind === "off"
      ? {}
      : { ulta: { rule, examined: view.matrix.strategies, inversions: view.inversions } }),
  };
}

/** What the figures of a search follow where that is not the replaced system. */
export const otherDefinitions = (
  request: Pick<SearchRequest, "profile" | "annualisation">,
  settings: Settings,
  dates: readonly string[],
): FigureDefinitions | undefined =>
  profileOf(request, settings) === "legacy" ? undefined : definitionsOf(request, settings, dates);

/** As configured: what a run may spend, in populations; of a search by the clock what came of it. */
function generationsOf({ capsule, runs }: SearchResult, population: number): number {
  const { evaluations, seconds } = capsule.request;
  if (evaluations !== undefined && seconds === undefined && population > 0)
    return Math.max(1, Math.floor(evaluations / population));
  return Math.max(0, ...runs.filter(({ algorithm }) => algorithm === "ga").map((run) => run.generations));
}

/** How the best portfolio is to be weighted, and which weights earned; "" where they are equal. */
function weightsText({ weights }: SearchResult): string {
  return weights
    ? `Weights of the best portfolio: ${weightSchemeTable[weights.scheme].title.toLowerCase()} (weights.csv). ${weights.sentence}`
    : "";
}

/** The objective as the replaced system's summary has its metrics: "less max dd", "believable". */
function objectiveWords({ objective }: SearchResult): string {
  return objective.replaceAll("_", " ");
}

/** The objective with what it came to: "Believable Sharpe, 0.3701 a row of 0.3735 at best (slack 0.01)". */
function objectiveText({ objective, best: { believable } }: SearchResult): string {
  const { title } = objectiveTable[objective];
  if (!believable) return title;
  const { value, best, slack } = believable;
  return `${title}, ${value.toFixed(4)} a row of ${best.toFixed(4)} at best (slack ${slack})`;
}

/** The table that was searched, as the replaced system's files have it. */
export function legacyTable({ strategies, matrix, observations }: AnalysisView): LegacyRun["table"] {
  return { strategies, matrix, dates: observations.map((one) => one.date) };
}

type Found = Pick<SearchOutcome, "algorithm" | "fitness" | "violation" | "columns">;

/** A portfolio as those files have it. */
export function legacyPortfolio({ algorithm, fitness, violation, columns }: Found): FoundPortfolio {
  return { algorithm, fitness, violation, members: columns };
}
