import { type Money, withUnit } from "../../contract/figures/money.ts";
import { formatCompact } from "./format.ts";
import type { ChartTheme } from "./theme.ts";

/** An axis of names along cells: no line, no ticks, no grid. */
export const cellAxis = {
  axisLine: { show: false },
  axisTick: { show: false },
  splitLine: { show: false },
} as const;

/** Text on the strong ends of a scale, where the usual colour cannot be read. */
export function textOnStrong(theme: ChartTheme): string {
  return theme.mode === "light" ? "#ffffff" : "#11151a";
}

/** The bar that explains the colours of cells. */
export function colourBar(theme: ChartTheme, length: number, ends: readonly [high: string, low: string]) {
  return {
    type: "continuous" as const,
    calculable: false,
    orient: "horizontal" as const,
    itemWidth: 10,
    itemHeight: length,
    text: [...ends],
    textGap: 10,
    textStyle: { color: theme.muted, fontSize: 11 },
  };
}

/**
 * Colours of P&L, currency: red lost, blue earned. The ends are the size
 * that 95 % of the values stay under, so that one jump does not wash out the rest.
 */
export function pnlColours(theme: ChartTheme, pnl: Float64Array, { unit }: Money, length: number) {
  const sizes = pnl.filter(Number.isFinite).map(Math.abs).sort();
  const strong = sizes[Math.floor((sizes.length - 1) * 0.95)] || 1;
  return {
    ...colourBar(theme, length, [`${withUnit(formatCompact(strong), unit)} or more`, formatCompact(-strong)]),
    min: -strong,
    max: strong,
    inRange: { color: [...theme.pnl] },
  };
}
