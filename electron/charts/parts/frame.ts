import type { EChartsOption } from "echarts";
import { type Money, plainMoney } from "../../contract/figures/money.ts";
import type { ChartTheme } from "./theme.ts";

/** What a chart module returns: data for ECharts, nothing drawn. */
export type ChartOption = EChartsOption;

/** What every chart takes beside its data. */
export interface ChartOptions {
  readonly theme: ChartTheme;
  /** Absent inside a panel that has its own heading. */
  readonly title?: string;
  /** One line under the title: what, how many, under which definition. */
  readonly subtitle?: string;
  /** How amounts of P&L are shown; as they are, called currency, when left out. */
  readonly money?: Money;
}

/**
 * Amounts as a chart draws them: `scaled` and `factor` turn them into what is shown, so that axes have round figures; `money`
 * is how one is written after that.
 */
export function amountsOf({ money = plainMoney }: ChartOptions) {
  const { factor } = money;
  const scaled = (amounts: Float64Array): Float64Array =>
    factor === 1 ? amounts : amounts.map((amount) => amount * factor);
  return { money: { ...money, factor: 1 } satisfies Money, unit: money.unit, factor, scaled };
}

export interface ChartFrame {
  /** Root parts that every chart shares. */
  readonly base: ChartOption;
  /** Distance from the top edge to the plot, below title, subtitle and axis heading. */
  readonly top: number;
}

/** Background, type and title of a chart. */
export function chartFrame(options: ChartOptions): ChartFrame {
  const { theme, title, subtitle } = options;
  const base: ChartOption = {
    animation: false,
    useUTC: true,
    backgroundColor: theme.background,
    textStyle: { fontFamily: theme.fontFamily, color: theme.text, fontSize: 12 },
    ...(title === undefined
      ? {}
      : {
          title: {
            text: title,
            ...(subtitle === undefined ? {} : { subtext: subtitle }),
            left: 16,
            top: 12,
            itemGap: 5,
            textStyle: { color: theme.text, fontSize: 16, fontWeight: 600, fontFamily: theme.fontFamily },
            subtextStyle: { color: theme.muted, fontSize: 12, fontFamily: theme.fontFamily },
          },
        }),
  };
  const heading = title === undefined ? 8 : subtitle === undefined ? 38 : 58;
  return { base, top: heading + 26 };
}

/** Place of the plot: the given edges are the outer bounds, axis labels included. */
export function plotGrid(top: number, more: { left?: number; right?: number; bottom?: number } = {}) {
  return {
    left: 16,
    right: 24,
    bottom: 16,
    ...more,
    top,
    outerBoundsMode: "same" as const,
    outerBoundsContain: "axisLabel" as const,
  };
}

/** Look of every tooltip; charts add trigger and text. */
export function tooltip(theme: ChartTheme) {
  return {
    backgroundColor: theme.raised,
    borderColor: theme.grid,
    borderWidth: 1,
    padding: [6, 10],
    textStyle: { color: theme.text, fontSize: 12, fontFamily: theme.fontFamily },
    extraCssText: "font-variant-numeric: tabular-nums; box-shadow: 0 2px 8px rgb(0 0 0 / 25%);",
    axisPointer: { lineStyle: { color: theme.line, width: 1 } },
    confine: true,
  };
}
