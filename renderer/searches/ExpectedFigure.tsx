import type { ExpectedSharpe } from "../../electron/contract/expected.ts";
import { formatFigure } from "../../electron/contract/figures/format.ts";
import { KeyFigure } from "../ui/figures.tsx";
import { withMinus } from "../ui/text.ts";

/** The headline of a portfolio that a search chose: what to expect of it, with the backtest's figure beside. */
export function ExpectedFigure({ expected }: { expected: ExpectedSharpe }) {
  const { sharpe, low, high, folds, inSample, annualisation } = expected;
  const year = (value: number) => formatFigure(value * Math.sqrt(annualisation), 1);
  return (
    <KeyFigure
      label={folds === null ? "Expected, first" : "Expected Sharpe"}
      value={formatFigure(sharpe, 2)}
      unit="a row"
      tone={low > 0 ? "gain" : high < 0 ? "loss" : undefined}
      note={`${formatFigure(low, 2)} to ${formatFigure(high, 2)}`}
      explain={`Expected Sharpe ratio\n${year(sharpe)} a year; ${formatFigure(inSample, 2)} a row in the backtest\n${withMinus(expected.sentence)}`}
    />
  );
}
