import { formatFigure } from "../../../../electron/charts/parts/format.ts";
import type { GroupStatistic } from "../../../../electron/contract/methods/group.ts";
import { statisticTable } from "./statistic-table.ts";

/** A statistic as its column shows it, without the unit (the panel has it). Large amounts lose their decimals. */
export function formatStatistic(name: GroupStatistic, value: number): string {
  const { digits, factor, unit } = statisticTable[name];
  const shown = value * factor;
  return formatFigure(shown, unit === "currency" && Math.abs(shown) >= 1000 ? 0 : digits);
}
