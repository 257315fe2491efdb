import { type Money, plainMoney } from "../../../contract/figures/money.ts";
import { weightSchemeTable } from "../../../contract/portfolio.ts";
import type { SearchWeights } from "../../../contract/search-result.ts";
import { formatTable } from "../format.ts";
import { formatMetric, moneyTitle } from "../money.ts";

/** The ways to weight a portfolio, a line each; the one that earned is marked. */
export function describeWays(
  made: Pick<SearchWeights, "schemes" | "earned">,
  money: Money = plainMoney,
): string {
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
      {
        title: moneyTitle("roi", money),
        align: "right",
        text: (one) => formatMetric("roi", one.outOfSample?.roi ?? Number.NaN, money),
      },
      {
        title: moneyTitle("max drawdown", money),
        align: "right",
        text: (one) => formatMetric("max_drawdown", one.outOfSample?.max_drawdown ?? Number.NaN, money),
      },
    ],
    made.schemes,
  );
}
