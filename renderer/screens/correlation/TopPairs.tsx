import { useMemo } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { correlationSummary } from "../../../electron/contract/methods/correlation.ts";
import type { GridColumn } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { Loading } from "../../ui/messages.tsx";

interface TopPairsProps {
  readonly summary: ResultOf<typeof correlationSummary> | null;
  readonly onFly: (a: number, b: number) => void;
}

/** The pairs of largest correlation; opening one shows it on the map. */
export function TopPairs({ summary, onFly }: TopPairsProps) {
  const columns = useMemo((): GridColumn<number>[] => {
    const name = (indices: Uint32Array | undefined) => (row: number) =>
      summary?.strategies[indices?.[row] ?? 0] ?? "";
    return [
      {
        id: "rho",
        title: "ρ",
        size: 72,
        align: "end",
        text: (row) => formatFigure(summary?.top.rho[row] ?? 0, 4),
      },
      { id: "a", title: "Strategy", size: 170, text: name(summary?.top.a) },
      { id: "b", title: "and", size: 170, text: name(summary?.top.b) },
    ];
  }, [summary]);
  if (!summary) return <Loading what="Looking for the most alike" />;
  return (
    <DataGrid
      name="top-pairs"
      label="Pairs of largest correlation"
      columns={columns}
      count={summary.top.rho.length}
      rowAt={(index) => index}
      onOpen={(index) => onFly(summary.top.a[index] ?? 0, summary.top.b[index] ?? 0)}
    />
  );
}
