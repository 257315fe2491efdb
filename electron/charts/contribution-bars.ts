import { formatFigure } from "../contract/figures/format.ts";
import { barList } from "./bar-list.ts";
import type { ChartOption, ChartOptions } from "./parts/frame.ts";

export interface ContributionData {
  readonly measure: "pnl" | "risk";
  readonly members: readonly {
    readonly name: string;
    /** Share of the portfolio's P&L or variance; may be negative; they sum to 1. */
    readonly share: number;
  }[];
}

/** The bars stand in a narrow place, from 300 pixels on, beside the table that has the whole names. */
const narrow = { labelLength: 18, figureRoom: 52 };

/** What each member adds to P&L, or to risk, largest first. */
export function contributionBars(data: ContributionData, options: ChartOptions): ChartOption {
  const rows = [...data.members]
    .sort((a, b) => b.share - a.share)
    .map((member) => ({ label: member.name, value: member.share * 100 }));
  const measure = data.measure === "pnl" ? "Share of P&L, percent" : "Share of variance, percent";
  return barList(rows, {
    ...options,
    measure,
    format: (value) => `${formatFigure(value, 1)} %`,
    ...narrow,
  });
}
