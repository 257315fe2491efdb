import type { SearchResult } from "../../contract/search-result.ts";
import { formatCount } from "./format-count.ts";
import { formatDuration } from "./format-duration.ts";
import { formatFields } from "./format-fields.ts";
import { formatFigure } from "./format-figure.ts";
import { formatTable } from "./format-table.ts";

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

function luckOf({ luck, best }: SearchResult): string {
  const { holdOut, nullTwin } = luck;
  return formatFields({
    "deflated Sharpe": `${percent(luck.deflatedSharpe)} probability that it is more than luck (${formatCount(luck.trials)} portfolios judged)`,
    "hold-out": holdOut
      ? `fitness ${formatFigure(holdOut.heldOut.fitness)} on ${holdOut.heldOut.observations} unseen observations from ` +
        `${holdOut.heldOut.firstDate}, ${formatFigure(holdOut.searched.fitness)} on those searched`
      : undefined,
    "null twin": nullTwin
      ? `fitness ${formatFigure(nullTwin.fitness)} on rows with random signs, ${formatFigure(best.fitness)} on the real ones`
      : undefined,
  });
}

/** A search for the terminal: the best of each size, what each algorithm reached, how lucky it may be. */
export function describeSearch(result: SearchResult): string {
  const sizes = formatTable(
    [
      { title: "size", align: "right", text: ({ size }) => String(size) },
      { title: "by", text: ({ algorithm }) => algorithm },
      { title: "fitness", align: "right", text: ({ fitness }) => formatFigure(fitness) },
      { title: "roi", align: "right", text: ({ roi }) => formatFigure(roi) },
      { title: "max drawdown", align: "right", text: (one) => formatFigure(one.max_drawdown) },
      { title: "mean rho", align: "right", text: (one) => one.mean_correlation.toFixed(4) },
      {
        title: "",
        text: (one) => (one.violation > 0 ? "limits not met" : one.swapOptimal ? "swap-optimal" : ""),
      },
    ],
    result.portfolios,
  );
  const runs = formatTable(
    [
      { title: "algorithm", text: ({ algorithm }) => algorithm },
      { title: "best fitness", align: "right", text: ({ best }) => formatFigure(best) },
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
    sizes,
    runs,
    luckOf(result),
    `best portfolio: size ${result.best.size} by ${result.best.algorithm}, fitness ${formatFigure(result.best.fitness)}\n${members.join("\n")}`,
    result.drawdownFloorBinds
      ? `The drawdown floor of ${formatFigure(result.drawdownFloor)} holds the best ratio down.`
      : "",
    `${formatDuration(result.seconds)} on ${result.backend}${result.files.length > 0 ? `, ${result.files.length} files written` : ""}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}
