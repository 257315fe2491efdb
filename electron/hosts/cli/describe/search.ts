import { objectiveTable } from "../../../contract/objectives.ts";
import { weightSchemeTable } from "../../../contract/portfolio.ts";
import type { FoundPortfolio, SearchResult, SearchWeights } from "../../../contract/search-result.ts";
import { formatDuration } from "../../../contract/text.ts";
import { provenWords, qualityLines, verdictLines } from "../../../contract/verdict-text.ts";
import { formatCount, formatFigure, formatTable } from "../format.ts";
import { describeWays } from "./weights.ts";

/** Is it more than luck: the verdict's sentence, who earned most out of sample, how much was judged. */
function verdictOf({ luck }: SearchResult): string {
  const race = formatTable(
    [
      { title: "out of sample", text: ({ title }) => title },
      { title: "Sharpe a row", align: "right", text: (one) => one.sharpe.toFixed(2) },
      { title: "90 %", align: "right", text: (one) => `${one.low.toFixed(2)} to ${one.high.toFixed(2)}` },
      { title: "roi", align: "right", text: ({ roi }) => formatFigure(roi) },
      { title: "max drawdown", align: "right", text: (one) => formatFigure(one.max_drawdown) },
      { title: "", text: ({ won }) => (won ? "earned most" : "") },
    ],
    luck.race,
  );
  const [sentence, ...others] = verdictLines(luck);
  return [`${luck.verdict.toUpperCase()}. ${sentence}`, luck.race.length > 0 ? race : "", others.join("\n")]
    .filter(Boolean)
    .join("\n\n");
}

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
function describeWeighted({ best }: SearchResult, made: SearchWeights): string {
  const { title } = weightSchemeTable[made.scheme];
  const members = best.members.map((name, k) => `${formatFigure((made.weights[k] ?? 0) * 100)} %  ${name}`);
  return [`${title} weights. ${made.sentence}`, describeWays(made), members.join("\n")].join("\n\n");
}

/** A search for the terminal: the best of each size, what each algorithm reached, whether it is more than luck. */
export function describeSearch(result: SearchResult): string {
  const sizes = formatTable(
    [
      { title: "size", align: "right", text: ({ size }) => String(size) },
      { title: "by", text: ({ algorithm }) => algorithm },
      { title: valueTitle(result), align: "right", text: ({ fitness }) => formatFigure(fitness) },
      ...(result.objective === "believable"
        ? [{ title: "at best", align: "right" as const, text: bestValueOf }]
        : []),
      { title: "roi", align: "right", text: ({ roi }) => formatFigure(roi) },
      { title: "max drawdown", align: "right", text: (one) => formatFigure(one.max_drawdown) },
      { title: "mean rho", align: "right", text: (one) => one.mean_correlation.toFixed(4) },
      { title: "", text: provenWords },
    ],
    result.portfolios,
  );
  const runs = formatTable(
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
  const members = result.best.members.map((name, index) => `${String(index + 1).padStart(4)}. ${name}`);
  return [
    result.expected.sentence,
    objectiveOf(result),
    sizes,
    runs,
    qualityLines(result).join("\n"),
    verdictOf(result),
    `best portfolio: size ${result.best.size} by ${result.best.algorithm}, fitness ${formatFigure(result.best.fitness)}\n${members.join("\n")}`,
    result.weights ? describeWeighted(result, result.weights) : "",
    result.drawdownFloorBinds
      ? `The drawdown floor of ${formatFigure(result.drawdownFloor)} holds the best ratio down.`
      : "",
    `${formatDuration(result.seconds)} on ${result.backend}${result.files.length > 0 ? `, ${result.files.length} files written` : ""}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}
