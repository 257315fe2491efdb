import { useMemo } from "react";
import { metricName } from "../../../electron/contract/metrics.ts";
import type { GridSort } from "../../grid/columns.ts";
import { type Filter, matchingRows } from "../../grid/filter.ts";
import { sortedByName, sortedRows } from "../../grid/rows.ts";
import { metricFactor } from "../../metrics/metric-text.ts";
import type { StrategyTable } from "./use-strategy-table.ts";

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
