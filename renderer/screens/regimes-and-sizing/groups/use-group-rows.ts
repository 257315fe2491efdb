import { useMemo } from "react";
import type { GridSort } from "../../../grid/columns.ts";
import { sortedByName, sortedRows } from "../../../grid/rows.ts";
import type { GroupTable } from "./group-table.ts";

const none = new Uint32Array();

/** Rows whose name holds `text`, in the order of the sort. */
export function useGroupRows(table: GroupTable | null, text: string, sort: GridSort | null): Uint32Array {
  const passing = useMemo(() => {
    if (!table) return none;
    const sought = text.trim().toLowerCase();
    if (sought === "") return Uint32Array.from(table.names.keys());
    return Uint32Array.from(
      table.names.flatMap((name, row) => (name.toLowerCase().includes(sought) ? [row] : [])),
    );
  }, [table, text]);
  return useMemo(() => {
    if (!table || !sort) return passing;
    if (sort.id === "name") return sortedByName(passing, table.names, sort.descending);
    const column = table.columns.find(({ id }) => id === sort.id);
    return column ? sortedRows(passing, column.values, sort.descending) : passing;
  }, [table, passing, sort]);
}
