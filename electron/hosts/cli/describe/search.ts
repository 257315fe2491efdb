import { comparedMoney, type Money, metricText, plainMoney } from "../../../contract/figures/money.ts";
import { objectiveTable } from "../../../contract/objectives.ts";
import { weightSchemeTable } from "../../../contract/portfolio.ts";
import type { FoundPortfolio, SearchResult, SearchWeights } from "../../../contract/search-result.ts";
import { countOf, formatDuration } from "../../../contract/text.ts";
import { provenWords, qualityLines, verdictLines } from "../../../contract/verdict-text.ts";
import { formatCount, formatFigure, formatTable } from "../format.ts";
import { formatMetric, moneyTitle } from "../money.ts";
import { describeWays } from "./weights.ts";

/** What would have been better: who earned most out of sample. */
function raceOf({ luck }: SearchResult, money: Money): string {
  if (luck.race.length === 0) return "";
  const race = formatTable(
    [
      { title: "out of sample", text: ({ title }) => title },
      { title: "Sharpe a row", align: "right", text: (one) => one.sharpe.toFixed(2) },
      { title: "90 %", align: "right", text: (one) => `${one.low.toFixed(2)} to ${one.high.toFixed(2)}` },
      { title: moneyTitle("roi", money), align: "right", text: ({ roi }) => formatMetric("roi", roi, money) },
      {
        title: moneyTitle("max drawdown", money),
        align: "right",
        text: (one) => formatMetric("max_drawdown", one.max_drawdown, money),
      },
      { title: "", text: ({ won }) => (won ? "earned most" : "") },
    ],
    luck.race,
  );
  return `${luck.raceSentence}\n\n${race}`;
}

/** What the verdict stands on beside its sentence. */
const foundationsOf = ({ luck }: SearchResult): string =>
  verdictLines(luck)
    .filter((line) => line !== luck.sentence && line !== luck.raceSentence)
    .join("\n");

/** What fitness is. */
const valueTitle = ({ objective }: SearchResult): string =>
  objective === "believable" ? "S a row" : "fitness";

const bestValueOf = ({ believable }: FoundPortfolio): string => formatFigure(believable?.best ?? Number.NaN);

/** What was maximised, and what of it was given for P&L over drawdown. */
function objectiveOf({ objective, best: { believable } }: SearchResult): string {
  const { title, about } = objectiveTable[objective];
  const given =
    believable && believable.slack > 0
      ? ` Within ${formatFigure(believable.slack * 100)} % of the best: the highest P&L / drawdown.`
      : "";
  return `${title}: ${about}.${given}`;
}

/** The weights that were asked for, and which of the ways earned. */
function describeWeighted({ best }: SearchResult, made: SearchWeights, money: Money): string {
  const { title } = weightSchemeTable[made.scheme];
  const members = best.members.map((name, k) => `${formatFigure((made.weights[k] ?? 0) * 100)} %  ${name}`);
  return [`${title} weights. ${made.sentence}`, describeWays(made, money), members.join("\n")].join("\n\n");
}

/** The best of each size. */
function sizesOf(result: SearchResult, money: Money): string {
  return formatTable(
    [
      { title: "size", align: "right", text: ({ size }) => String(size) },
      { title: "by", text: ({ algorithm }) => algorithm },
      { title: valueTitle(result), align: "right", text: ({ fitness }) => formatFigure(fitness) },
      ...(result.objective === "believable"
        ? [{ title: "at best", align: "right" as const, text: bestValueOf }]
        : []),
      { title: moneyTitle("roi", money), align: "right", text: ({ roi }) => formatMetric("roi", roi, money) },
      {
        title: moneyTitle("max drawdown", money),
        align: "right",
        text: (one) => formatMetric("max_drawdown", one.max_drawdown, money),
      },
      { title: "mean rho", align: "right", text: (one) => one.mean_correlation.toFixed(3) },
      { title: "", text: provenWords },
    ],
    result.portfolios,
  );
}

/** What every algorithm reached, over all sizes. */
function runsOf(result: SearchResult): string {
  return formatTable(
    [
      { title: "algorithm", text: ({ algorithm }) => algorithm },
      { title: `best ${valueTitle(result)}`, align: "right", text: ({ best }) => formatFigure(best) },
      { title: "evaluations", align: "right", text: ({ evaluations }) => formatCount(evaluations) },
      { title: "ruled out", align: "right", text: ({ screened }) => formatCount(screened) },
      { title: "time", align: "right", text: ({ seconds }) => formatDuration(seconds) },
    ],
    [...new Set(result.runs.map((run) => run.algorithm))].map((algorithm) => {
      const own = result.runs.filter((run) => run.algorithm === algorithm);
      const sum = (pick: (run: (typeof own)[number]) => number) =>
        own.reduce((total, run) => total + pick(run), 0);
      return {
        algorithm,
        best: Math.max(...own.map((run) => run.fitness)),
        evaluations: sum((run) => run.evaluations),
        screened: sum((run) => run.screened),
        seconds: sum((run) => run.seconds),
      };
    }),
  );
}

/** The portfolio with the rows that its figures stand on. */
function portfolioOf(
  { best, expected, drawdownFloor, drawdownFloorBinds }: SearchResult,
  money: Money,
): string {
  const figures = `roi ${metricText("roi", best.roi, money)}, max drawdown ${metricText("max_drawdown", best.max_drawdown, money)}, mean rho ${best.mean_correlation.toFixed(3)}`;
  const compared = comparedMoney([best.max_drawdown, drawdownFloor], money);
  const seed = best.seed === undefined ? "" : ` (seed ${best.seed})`;
  return [
    `best portfolio: size ${best.size} by ${best.algorithm}${seed}, fitness ${formatFigure(best.fitness)}`,
    `on the ${formatCount(expected.rows)} rows that it was chosen on: ${figures}`,
    drawdownFloorBinds
      ? `Its drawdown of ${compared(best.max_drawdown)} is below the floor of ${compared(drawdownFloor)}, which holds its ratio down.`
      : "",
    ...best.members.map((name, index) => `${String(index + 1).padStart(4)}. ${name}`),
  ]
    .filter(Boolean)
    .join("\n");
}

/**
 * A search for the terminal, in the order of the window: the verdict, what to expect, the portfolio, what would have been
 * better, how it was found, files.
 */
export function describeSearch(result: SearchResult, money: Money = plainMoney): string {
  const { luck, expected, seconds, backend, files } = result;
  return [
    `${luck.verdict.toUpperCase()}. ${luck.sentence}`,
    expected.sentence,
    portfolioOf(result, money),
    result.weights ? describeWeighted(result, result.weights, money) : "",
    raceOf(result, money),
    sizesOf(result, money),
    objectiveOf(result),
    runsOf(result),
    qualityLines(result).join("\n"),
    foundationsOf(result),
    `${formatDuration(seconds)} on ${backend}${files.length > 0 ? `, ${countOf(files.length, "file")} written` : ""}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}
