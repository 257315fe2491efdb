import { useEffect, useMemo, useRef, useState } from "react";
import { strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import type { MetricBasis } from "../../../electron/contract/metric-basis.ts";
import { type MetricName, metricName } from "../../../electron/contract/metrics.ts";
import type { ProblemReport } from "../../../electron/contract/problem.ts";
import type { Progress } from "../../../electron/contract/transport.ts";
import { useResult } from "../../bridge/use-result.ts";
import type { GridSort } from "../../grid/columns.ts";
import { type Filter, matchingRows } from "../../grid/filter.ts";
import { sortedByName, sortedRows } from "../../grid/rows.ts";
import { metricFactor } from "../../metrics/metric-text.ts";
import type { useView } from "../../state/view.ts";

export interface StrategyTable {
  readonly names: readonly string[];
  /** One value per strategy for each metric that has arrived. */
  readonly columns: ReadonlyMap<MetricName, Float64Array>;
  readonly basis: MetricBasis;
}

export interface StrategyTableState {
  readonly table: StrategyTable | null;
  readonly problem: ProblemReport | null;
  readonly progress: Progress | null;
  readonly reload: () => void;
}

/** All strategies of a view with the metrics that are needed now; metrics that came before are kept and not asked for again. */
export function useStrategyTable(
  view: ReturnType<typeof useView>,
  needed: readonly MetricName[],
): StrategyTableState {
  const viewKey = JSON.stringify(view);
  const [table, setTable] = useState<StrategyTable | null>(null);
  const tableOf = useRef("");
  const known = tableOf.current === viewKey ? table : null;
  const missing = needed.filter((name) => !known?.columns.has(name));
  const missingKey = missing.join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the keys stand for their values
  const request = useMemo(
    () => (view === null || missing.length === 0 ? null : { ...view, metrics: missing }),
    [viewKey, missingKey],
  );
  const { data, problem, progress, reload } = useResult(strategyMetrics, request, [
    "settings-changed",
    "datasets-changed",
  ]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new answer changes the table
  useEffect(() => {
    if (!data) return;
    const fresh = new Map(
      data.metrics.map((name, at) => [name, data.values[at] ?? new Float64Array()] as const),
    );
    const kept = tableOf.current === viewKey ? (table?.columns ?? []) : [];
    tableOf.current = viewKey;
    setTable({ names: data.strategies, columns: new Map([...kept, ...fresh]), basis: data.basis });
  }, [data]);
  return { table: known, problem, progress, reload };
}

const none = new Uint32Array();

/** Rows of the table that pass the filter, in the order of the sort. */
export function useRowOrder(
  table: StrategyTable | null,
  filter: Filter | null,
  sort: GridSort | null,
): Uint32Array {
  const passing = useMemo(() => {
    if (!table) return none;
    if (!filter) return Uint32Array.from(table.names.keys());
    return matchingRows(filter, {
      names: table.names,
      column(name) {
        const metric = metricName.parse(name);
        return {
          values: table.columns.get(metric) ?? new Float64Array(),
          factor: metricFactor(metric),
        };
      },
    });
  }, [table, filter]);
  return useMemo(() => {
    if (!table || !sort) return passing;
    if (sort.id === "name") return sortedByName(passing, table.names, sort.descending);
    const metric = metricName.safeParse(sort.id);
    const values = metric.success ? table.columns.get(metric.data) : undefined;
    return values ? sortedRows(passing, values, sort.descending) : passing;
  }, [table, passing, sort]);
}
