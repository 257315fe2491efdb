import { useCallback, useSyncExternalStore } from "react";
import { type BeliefName, beliefName, beliefTable } from "../../../electron/contract/expected.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import {
  formatMetric,
  isShortUnit,
  type Money,
  metricMoney,
} from "../../../electron/contract/figures/money.ts";
import { metricName, metricTable } from "../../../electron/contract/metrics.ts";
import type { GridColumn } from "../../grid/columns.ts";
import { NameText, sharedEnds } from "../../grid/names.tsx";
import { explainMetric, metricTone, metricUnit } from "../../metrics/metric-text.ts";
import { Sparkline } from "../../ui/Sparkline.tsx";
import type { CurveCache } from "./curve-cache.ts";
import type { StrategyTable } from "./use-strategy-table.ts";

const noNames: readonly string[] = [];

/** What gives way first where the grid is narrow: name, Total P&L and P&L / DD are the last to be there. */
const givingWay = [
  "rho",
  "family",
  "cvar_95",
  "calmar",
  "expectancy",
  "sortino",
  "profit_factor",
  "win_rate",
  "theta",
  "curve",
  "sharpe",
  "max_drawdown",
];
const givesOf = (id: string): number | undefined => {
  const at = givingWay.indexOf(id);
  return at < 0 ? undefined : givingWay.length - at;
};

/** Columns of the strategy table: name, every metric of the contract, then what is believed. A row is the strategy's index. */
export function strategyColumns(
  table: StrategyTable | null,
  curves: CurveCache | null,
  money: Money,
): GridColumn<number>[] {
  const names = table?.names ?? noNames;
  const name: GridColumn<number> = {
    id: "name",
    title: "Strategy",
    size: 236,
    pinned: true,
    fixed: true,
    sortable: true,
    cell: (row) => <NameText name={table?.names[row] ?? ""} shared={sharedEnds(names)} />,
  };
  const curve: GridColumn<number> = {
    id: "curve",
    title: "Equity",
    size: 124,
    gives: givesOf("curve"),
    explain: "Equity curve\nCumulative P&L over all rows, with the zero line",
    cell: (row) => curves && <CurveCell name={table?.names[row] ?? ""} cache={curves} />,
  };
  const shown = table?.basis ? metricMoney(table.basis, money) : money;
  const metrics = metricName.options.map((id): GridColumn<number> => {
    const { short, unit, better, usual } = metricTable[id];
    const values = table?.columns.get(id);
    return {
      id,
      title: short,
      unit: unit !== "currency" || isShortUnit(shown.unit) ? metricUnit(id, shown) : undefined,
      size: Math.max(84, 34 + short.length * 7),
      align: "end",
      sortable: true,
      descendingFirst: better !== "less",
      hidden: !usual,
      gives: givesOf(id),
      explain: explainMetric(id, table?.basis ?? null),
      text: (row) => (values ? formatMetric(id, values[row] ?? Number.NaN, shown) : ""),
      tone: (row) => (values ? metricTone(id, values[row] ?? Number.NaN) : undefined),
    };
  });
  return [name, curve, ...metrics, ...beliefName.options.map((id) => beliefColumn(id, table))];
}

function beliefColumn(id: BeliefName, table: StrategyTable | null): GridColumn<number> {
  const { short } = beliefTable[id];
  const values = table?.columns.get(id);
  return {
    id,
    title: short,
    size: Math.max(80, 34 + short.length * 7),
    align: "end",
    sortable: true,
    descendingFirst: true,
    gives: givesOf(id),
    explain: explainBelief(id),
    text: (row) => (values ? formatBelief(id, values[row] ?? Number.NaN) : "…"),
  };
}

/** A belief's title, what it is and where it comes from, for a tip. */
export function explainBelief(id: BeliefName): string {
  const { title, about } = beliefTable[id];
  return [title, ...about, "From one judgement of all strategies over these rows"].join("\n");
}

export const formatBelief = (id: BeliefName, value: number): string =>
  formatFigure(value, beliefTable[id].digits);

/** A strategy's equity in a table cell, once it has come. */
function CurveCell({ name, cache }: { name: string; cache: CurveCache }) {
  const subscribe = useCallback((listener: () => void) => cache.want(name, listener), [cache, name]);
  const curve = useSyncExternalStore(subscribe, () => cache.get(name));
  return <Sparkline values={curve} width={104} height={20} />;
}
