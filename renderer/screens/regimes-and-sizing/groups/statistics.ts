import { formatFigure } from "../../../../electron/contract/figures/format.ts";
import { formatMoney, type Money, plainMoney } from "../../../../electron/contract/figures/money.ts";
import type { GroupStatistic } from "../../../../electron/contract/methods/group.ts";
import { asWords } from "../../../../electron/contract/text.ts";

/** How a statistic of a group is shown and what it means. */
export interface StatisticInfo {
  readonly title: string;
  readonly unit: "currency" | "%" | "rows" | "";
  /** Decimals. */
  readonly digits: number;
  /** The stored value times this is what is shown. */
  readonly factor: number;
  /** Less of it is better. */
  readonly less: boolean;
  /** Above 0 for a gain, below for a loss; null where a figure is neither. */
  readonly lean: ((value: number) => number) | null;
  readonly formula: string;
}

const info = (
  title: string,
  unit: StatisticInfo["unit"],
  digits: number,
  formula: string,
  rest: Partial<Pick<StatisticInfo, "factor" | "less" | "lean">> = {},
): StatisticInfo => ({ title, unit, digits, formula, factor: 1, less: false, lean: null, ...rest });

const signed = { lean: (value: number) => value };

/** Every statistic of the contract, in the words of the screen and in its order. */
export const statisticTable: Readonly<Record<GroupStatistic, StatisticInfo>> = {
  mean: info("Mean", "currency", 2, "Mean P&L of a row", signed),
  total: info("Total P&L", "currency", 2, "Sum of the rows", signed),
  win_rate: info("Win rate", "%", 1, "Rows above 0 / rows", { factor: 100 }),
  t_value: info("t value", "", 2, "Mean / (standard deviation / √n): how far the mean is from 0", signed),
  mean_over_std: info("Sharpe ratio", "", 3, "Mean / standard deviation, of one row", signed),
  profit_factor: info("Profit factor", "", 2, "Sum of gains / sum of losses", { lean: Math.log }),
  max_drawdown: info(
    "Maximum drawdown",
    "currency",
    2,
    "Largest fall below the running peak, the group's rows one after the other",
    { less: true },
  ),
  weighted_mean: info("Mean by confidence", "currency", 2, "Mean P&L under the confidence weights", signed),
  std: info("Standard deviation", "currency", 2, "Divided by n − 1", { less: true }),
  worst: info("Worst", "currency", 2, "Smallest single row", signed),
  best: info("Best", "currency", 2, "Largest single row", signed),
  observations: info("Rows", "rows", 0, "Cells that are not missing"),
  effective: info("Effective rows", "rows", 1, "Kish: (Σw)² / Σw² under the confidence weights"),
};

/** A statistic as its column shows it, without the unit (the panel has it).  */
export function formatStatistic(name: GroupStatistic, value: number, money: Money = plainMoney): string {
  const { digits, factor, unit } = statisticTable[name];
  return unit === "currency" ? formatMoney(value, money) : formatFigure(value * factor, digits);
}

/** A group's name for people: files write Upward_Calm. */
export function groupTitle(name: string): string {
  return asWords(name);
}
