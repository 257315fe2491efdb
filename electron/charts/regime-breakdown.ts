import { formatFigure } from "../contract/figures/format.ts";
import { inUnit } from "../contract/figures/money.ts";
import { asWords } from "../contract/text.ts";
import { barList } from "./bar-list.ts";
import { amountsOf, type ChartOption, type ChartOptions } from "./parts/frame.ts";

export interface RegimeBreakdownData {
  readonly regimes: readonly {
    readonly name: string;
    /** Sum of P&L in the regime, currency. */
    readonly total: number;
    readonly observations: number;
    /** Kish effective sample size of the confidence weights. */
    readonly effective: number;
  }[];
}

/** P&L by market regime, best first, with how many observations stand behind each bar. */
export function regimeBreakdown(data: RegimeBreakdownData, options: ChartOptions): ChartOption {
  const { unit, factor } = amountsOf(options);
  const rows = [...data.regimes]
    .sort((a, b) => b.total - a.total)
    .map((regime) => ({
      label: asWords(regime.name),
      value: regime.total * factor,
      note: `${regime.observations} rows, effective ${formatFigure(regime.effective, 1)}`,
    }));
  return barList(rows, { ...options, measure: inUnit("P&L in the regime", unit) });
}
