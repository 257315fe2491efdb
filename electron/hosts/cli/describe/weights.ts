import { weightSchemeTable } from "../../../contract/portfolio.ts";
import type { SearchWeights } from "../../../contract/search-result.ts";
import { formatFigure, formatTable } from "../format.ts";

/** The ways to weight a portfolio, a line each; the one that earned is marked. */
export function describeWays(made: Pick<SearchWeights, "schemes" | "earned">): string {
  return formatTable(
    [
      {
        title: "weights",
        text: ({ scheme }) => `${scheme === made.earned ? "> " : "  "}${weightSchemeTable[scheme].title}`,
      },
      { title: "S", align: "right", text: ({ value }) => value.toFixed(2) },
      { title: "expected", align: "right", text: ({ expected }) => expected.toFixed(2) },
      { title: "out of sample", align: "right", text: (one) => one.outOfSample?.sharpe.toFixed(2) ?? "-" },
      {
        title: "90 %",
        align: "right",
        text: ({ outOfSample: out }) => (out ? `${out.low.toFixed(2)} to ${out.high.toFixed(2)}` : "-"),
      },
      { title: "roi", align: "right", text: (one) => formatFigure(one.outOfSample?.roi ?? Number.NaN) },
      {
        title: "max drawdown",
        align: "right",
        text: (one) => formatFigure(one.outOfSample?.max_drawdown ?? Number.NaN),
      },
    ],
    made.schemes,
  );
}
