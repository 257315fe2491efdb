import { useEffect, useMemo, useRef, useState } from "react";
import { type BeliefName, beliefName } from "../../../electron/contract/expected.ts";
import { metricFactor, metricMoney } from "../../../electron/contract/figures/money.ts";
import { strategyBelieved, strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import type { MetricBasis } from "../../../electron/contract/metric-basis.ts";
import { type MetricName, metricName } from "../../../electron/contract/metrics.ts";
import type { ProblemReport } from "../../../electron/contract/problem.ts";
import type { Progress } from "../../../electron/contract/transport.ts";
import { useResult, useTurn } from "../../bridge/use-result.ts";
import type { GridSort } from "../../grid/columns.ts";
import { type Filter, testOf } from "../../grid/filter.ts";
import { type OrderedRows, useOrderedRows } from "../../grid/row-order.ts";
import { useMoney } from "../../state/money.ts";
import type { useView } from "../../state/view.ts";

/** A column of figures: a metric, or what a judgement of the table gives. */
export type FigureName = MetricName | BeliefName;
export const figureNames: readonly FigureName[] = [...metricName.options, ...beliefName.options];

export const isMetric = (id: string): id is MetricName => metricName.safeParse(id).success;
export const isBelief = (id: string): id is BeliefName => beliefName.safeParse(id).success;

export interface StrategyTable {
  readonly names: readonly string[];
  /** One value per strategy for each figure that has arrived. */
  readonly columns: ReadonlyMap<FigureName, Float64Array>;
  readonly basis: MetricBasis;
}

export interface StrategyTableState {
  readonly table: StrategyTable | null;
  readonly problem: ProblemReport | null;
  readonly progress: Progress | null;
  readonly reload: () => void;
}

/**
 * All strategies of a view with the figures that are needed now; what came before is kept and not asked for again. What is
 * believed comes by itself, after a judgement of the table; the metrics do not wait for it.
 */
export function useStrategyTable(
  view: ReturnType<typeof useView>,
  needed: readonly FigureName[],
): StrategyTableState & { readonly judging: Progress | null } {
  const metrics = useMemo(() => needed.filter(isMetric), [needed]);
  const { table, ...state } = useMetrics(view, metrics);
  const { data, loading, progress } = useResult(
    strategyBelieved,
    table && needed.some(isBelief) ? view : null,
    changes,
  );
  const whole = useMemo(() => {
    if (!table || data?.strategies.length !== table.names.length) return table;
    const beliefs = data.figures.map((name, at) => [name, data.values[at] ?? new Float64Array()] as const);
    return { ...table, columns: new Map([...table.columns, ...beliefs]) };
  }, [table, data]);
  const judging = loading ? (progress ?? { stage: "Judging strategies" }) : null;
  return { table: whole, ...state, judging };
}

/** After which the figures of a view may be others. */
const changes = ["settings-changed", "datasets-changed"] as const;

function useMetrics(view: ReturnType<typeof useView>, needed: readonly MetricName[]): StrategyTableState {
  const viewKey = JSON.stringify(view);
  const [table, setTable] = useState<StrategyTable | null>(null);
  const tableOf = useRef({ viewKey: "", turn: 0 });
  // Figures of a dataset that was replaced stay in sight until those of the new version are there.
  const turn = useTurn(changes);
  const shown = tableOf.current.viewKey === viewKey ? table : null;
  const known = tableOf.current.turn === turn ? shown : null;
  const missing = needed.filter((name) => !known?.columns.has(name));
  const missingKey = missing.join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for their values
  const request = useMemo(
    () => (view === null || missing.length === 0 ? null : { ...view, metrics: missing }),
    [viewKey, missingKey],
  );
  const { data, problem, progress, reload } = useResult(strategyMetrics, request, changes);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer changes the table
  useEffect(() => {
    if (!data) return;
    const fresh = new Map(
      data.metrics.map((name, at) => [name, data.values[at] ?? new Float64Array()] as const),
    );
    const kept = known?.columns ?? [];
    tableOf.current = { viewKey, turn };
    setTable({
      // The list that is there: rows that are in order, and marks, go with it.
      names: known?.names ?? data.strategies,
      columns: new Map([...kept, ...fresh]),
      basis: data.basis,
    });
  }, [data]);
  return { table: shown, problem, progress, reload };
}

/** Rows of the table that pass the filter, in the order of the sort. */
export function useRowOrder(
  table: StrategyTable | null,
  filter: Filter | null,
  sort: GridSort | null,
): OrderedRows {
  const money = useMoney();
  const names = table?.names ?? null;
  const { columns, basis } = table ?? {};
  const test = useMemo(() => {
    if (!filter || !names || !columns || !basis) return null;
    return testOf(filter, {
      names,
      column: (name) => ({
        values: columns.get(name as FigureName) ?? new Float64Array(),
        // A filter is written in what is shown.
        factor: isMetric(name) ? metricFactor(name, metricMoney(basis, money)) : 1,
      }),
    });
  }, [names, columns, basis, filter, money]);
  const by = sort?.id === "name" ? "name" : (columns?.get(sort?.id as FigureName) ?? null);
  return useOrderedRows({ names, test, by, descending: sort?.descending ?? false });
}
