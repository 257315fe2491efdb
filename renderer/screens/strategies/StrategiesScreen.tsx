import { Button } from "@blueprintjs/core";
import { Download, TimelineAreaChart } from "@blueprintjs/icons";
import { useCallback, useMemo, useState } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import { type MetricName, metricName, metricTable } from "../../../electron/contract/metrics.ts";
import { useHost } from "../../bridge/host.ts";
import { ColumnsMenu } from "../../grid/ColumnsMenu.tsx";
import { type GridSort, gridLayout } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { addPortfolio } from "../../portfolios/shelf.ts";
import { useCommands } from "../../state/commands.ts";
import { goTo } from "../../state/route.ts";
import { useStore } from "../../state/store.ts";
import { useView } from "../../state/view.ts";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { NoDataset, Screen } from "../../ui/panels.tsx";
import { saveBlob } from "../../ui/save-blob.ts";
import { toCsv } from "../../ui/text.ts";
import { createCurveCache } from "./curve-cache.ts";
import { FilterBar } from "./FilterBar.tsx";
import { StrategyDetail } from "./StrategyDetail.tsx";
import "./strategies.css";
import { strategyColumns } from "./strategy-columns.tsx";
import { useFilter } from "./use-filter.ts";
import { useRowOrder } from "./use-row-order.ts";
import { useSelection } from "./use-selection.ts";
import { useStrategyTable } from "./use-strategy-table.ts";

const GRID = "strategies";
const isMetric = (id: string): id is MetricName => metricName.safeParse(id).success;

/** Every strategy with every metric: sort, filter, choose columns, mark some for a portfolio. */
export function StrategiesScreen() {
  const view = useView();
  const layout = useStore(gridLayout(GRID));
  const [sort, setSort] = useState<GridSort | null>({ id: "ratio", descending: true });
  const [open, setOpen] = useState<number | null>(null);
  const filter = useFilter();

  const needed = useMemo(() => {
    const shown = metricName.options.filter((name) => layout.visibility[name] ?? metricTable[name].usual);
    const sorted = sort && isMetric(sort.id) ? [sort.id] : [];
    return [...new Set([...shown, ...sorted, ...filter.needed])];
  }, [layout.visibility, sort, filter.needed]);
  const { table, problem, progress, reload } = useStrategyTable(view, needed);
  const rows = useRowOrder(table, filter.filter, sort);
  const { transport } = useHost();
  const curves = useMemo(() => (view ? createCurveCache(transport, view) : null), [transport, view]);
  const columns = useMemo(() => strategyColumns(table, curves), [table, curves]);
  const selection = useSelection(view?.dataset ?? null);
  const rowAt = useCallback((index: number) => rows[index] ?? 0, [rows]);

  const names = table?.names ?? [];
  const csv = () => {
    const shown = needed.filter((name) => table?.columns.has(name));
    const lines = Array.from(rows, (row) => [
      names[row] ?? "",
      ...shown.map((name) => table?.columns.get(name)?.[row] ?? Number.NaN),
    ]);
    return toCsv(["strategy", ...shown], lines);
  };
  const save = () =>
    saveBlob(new Blob([csv()], { type: "text/csv" }), `${view?.dataset ?? ""}-strategies.csv`);
  const take = () => {
    const chosen = names.filter((name) => selection.has(name));
    addPortfolio({
      name: `${formatFigure(chosen.length)} by hand`,
      dataset: view?.dataset ?? "",
      members: chosen,
      weights: null,
      found: null,
    });
    goTo("portfolio");
  };
  useCommands("Strategies", [
    ...(table ? [{ title: "Save the strategies shown as CSV", run: save }] : []),
    ...(selection.count > 0 ? [{ title: "Make a portfolio of the marked strategies", run: take }] : []),
    { title: "Show every strategy", words: "filter clear", run: () => filter.setText("") },
  ]);
  if (view === null) return <NoDataset title="Strategies" />;
  return (
    <Screen
      title="Strategies"
      subtitle={
        table &&
        (rows.length === names.length
          ? `${formatFigure(names.length)} strategies`
          : `${formatFigure(rows.length)} of ${formatFigure(names.length)} strategies`)
      }
      actions={
        <>
          <ColumnsMenu
            name={GRID}
            columns={columns}
            titleOf={(column) => (isMetric(column.id) ? metricTable[column.id].title : column.title)}
          />
          <Button
            icon={<Download />}
            text="CSV"
            aria-label="Save the rows shown as CSV"
            disabled={!table}
            onClick={save}
          />
          <Button
            intent="primary"
            icon={<TimelineAreaChart />}
            text={selection.count === 0 ? "To portfolio" : `${formatFigure(selection.count)} to portfolio`}
            disabled={selection.count === 0}
            onClick={take}
          />
        </>
      }
    >
      <div className="strategies">
        <FilterBar text={filter.text} onText={filter.setText} problem={filter.problem} />
        <div className="strategies-main">
          <div className="strategies-grid">
            {problem && !table ? (
              <ProblemView problem={problem} onRetry={reload} />
            ) : !table ? (
              <Loading what="Computing the metrics" progress={progress} />
            ) : (
              <DataGrid
                name={GRID}
                label="Strategies and their metrics"
                columns={columns}
                count={rows.length}
                rowAt={rowAt}
                keyAt={rowAt}
                sort={sort}
                onSort={setSort}
                isSelected={(index) => selection.has(names[rowAt(index)] ?? "")}
                onSelect={(from, to, selected) => {
                  const chosen = Array.from(rows.subarray(from, to + 1), (row) => names[row] ?? "");
                  selection.change(chosen, selected);
                }}
                onOpen={(index) => setOpen(rowAt(index))}
                empty="No strategy passes the filter."
              />
            )}
          </div>
          {table && open !== null && (
            <StrategyDetail table={table} row={open} view={view} onClose={() => setOpen(null)} />
          )}
        </div>
      </div>
    </Screen>
  );
}
