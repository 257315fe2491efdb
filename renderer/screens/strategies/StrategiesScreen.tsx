import { Button } from "@blueprintjs/core";
import { Download, TimelineAreaChart } from "@blueprintjs/icons";
import { useCallback, useMemo, useState } from "react";
import { z } from "zod";
import { beliefTable } from "../../../electron/contract/expected.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { metricTable } from "../../../electron/contract/metrics.ts";
import { csvText } from "../../../electron/contract/text.ts";
import type { Progress } from "../../../electron/contract/transport.ts";
import { ColumnsMenu } from "../../grid/ColumnsMenu.tsx";
import { type GridColumn, type GridSort, gridLayout, gridSort } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { NoDataset } from "../../imports/NoDataset.tsx";
import { addPortfolio } from "../../portfolios/shelf.ts";
import { UniverseNote } from "../../searches/UniverseNote.tsx";
import { datasetStore, useOf } from "../../state/by-dataset.ts";
import { useCommands } from "../../state/commands.ts";
import { useMoney } from "../../state/money.ts";
import { goTo, useErrand } from "../../state/route.ts";
import { useStore } from "../../state/store.ts";
import { useView } from "../../state/view.ts";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Screen } from "../../ui/panels.tsx";
import { saveBlob } from "../../ui/save-blob.ts";
import { useCurveCache } from "./curve-cache.ts";
import { FilterBar, useFilter } from "./FilterBar.tsx";
import { StrategyDetail } from "./StrategyDetail.tsx";
import "./strategies.css";
import { strategyColumns } from "./strategy-columns.tsx";
import { type Selection, useSelection } from "./use-selection.ts";
import {
  type FigureName,
  figureNames,
  isBelief,
  isMetric,
  type StrategyTable,
  useRowOrder,
  useStrategyTable,
} from "./use-strategy-table.ts";

type View = NonNullable<ReturnType<typeof useView>>;

const GRID = "strategies";

const choice = z.object({ filter: z.string(), sort: gridSort.nullable() });

/** What is looked at of each dataset. */
const choices = datasetStore<z.infer<typeof choice>>("strategies", choice, {
  filter: "",
  sort: { id: "ratio", descending: true },
});

/** Every strategy with every metric: sort, filter, choose columns, mark some for a portfolio. */
export function StrategiesScreen() {
  const view = useView();
  return view === null ? <NoDataset title="Strategies" /> : <Strategies key={view.dataset} view={view} />;
}

function Strategies({ view }: { view: View }) {
  const [{ filter: text, sort }, change] = useOf(choices, view.dataset);
  const [open, setOpen] = useState<string | null>(null);
  const filter = useFilter(text);
  const setText = (next: string) => change({ filter: next });
  useErrand("strategies", setText);
  const needed = useNeeded(sort, filter.needed);
  const { table, problem, progress, reload, judging } = useStrategyTable(view, needed);
  const rows = useRowOrder(table, filter.filter, sort);
  const curves = useCurveCache(view);
  const money = useMoney();
  const columns = useMemo(() => strategyColumns(table, curves, money), [table, curves, money]);
  const selection = useSelection(view.dataset);
  const save = () => table && saveTable(table, rows, needed, `${view.dataset}-strategies.csv`);
  const take = () =>
    table &&
    toPortfolio(
      view.dataset,
      table.names.filter((name) => selection.has(name)),
    );
  useCommands("Strategies", [
    ...(table ? [{ title: "Save the strategies shown as CSV", run: save }] : []),
    ...(selection.count > 0 ? [{ title: "Make a portfolio of the marked strategies", run: take }] : []),
    { title: "Show every strategy", words: "filter clear", run: () => setText("") },
  ]);
  return (
    <Screen
      title="Strategies"
      subtitle={table && [countOf(table, rows), judgingText(judging)].filter(Boolean).join(", ")}
      actions={
        <>
          <ColumnsMenu name={GRID} columns={columns} titleOf={titleOf} />
          <Actions ready={table !== null} marked={selection.count} onSave={save} onTake={take} />
        </>
      }
    >
      <div className="strategies">
        <FilterBar text={text} onText={setText} problem={filter.problem} />
        <UniverseNote
          view={table && view}
          cells={table ? table.names.length * table.basis.observations : 0}
        />
        <div className="strategies-main">
          <div className="strategies-grid">
            {table ? (
              <StrategiesGrid
                table={table}
                rows={rows}
                columns={columns}
                sort={sort}
                onSort={(next) => change({ sort: next })}
                selection={selection}
                open={open}
                onOpen={setOpen}
              />
            ) : problem ? (
              <ProblemView problem={problem} onRetry={reload} />
            ) : (
              <Loading what="Computing the metrics" progress={progress} />
            )}
          </div>
          {table && open !== null && (
            <StrategyDetail table={table} name={open} view={view} onClose={() => setOpen(null)} />
          )}
        </div>
      </div>
    </Screen>
  );
}

const titleOf = ({ id, title }: GridColumn<number>) =>
  isMetric(id) ? metricTable[id].title : isBelief(id) ? beliefTable[id].title : title;

/** What the columns of belief wait for. */
function judgingText(judging: Progress | null): string {
  if (!judging) return "";
  const { stage, fraction } = judging;
  return `${stage.toLowerCase()}${fraction === undefined ? "" : ` ${formatFigure(fraction * 100)} %`}`;
}

interface ActionsProps {
  readonly ready: boolean;
  /** Strategies that are marked. */
  readonly marked: number;
  readonly onSave: () => void;
  readonly onTake: () => void;
}

function Actions({ ready, marked, onSave, onTake }: ActionsProps) {
  return (
    <>
      <Button
        icon={<Download />}
        text="CSV"
        aria-label="Save the rows shown as CSV"
        disabled={!ready}
        onClick={onSave}
      />
      <Button
        intent="primary"
        icon={<TimelineAreaChart />}
        text={marked === 0 ? "To portfolio" : `${formatFigure(marked)} to portfolio`}
        disabled={marked === 0}
        onClick={onTake}
      />
    </>
  );
}

/** Figures that are shown, sorted by, or filtered by. */
function useNeeded(sort: GridSort | null, filtered: readonly FigureName[]): FigureName[] {
  const { visibility } = useStore(gridLayout(GRID));
  return useMemo(() => {
    const isUsual = (name: FigureName) => isBelief(name) || metricTable[name].usual;
    const shown = figureNames.filter((name) => visibility[name] ?? isUsual(name));
    const sorted = figureNames.filter((name) => name === sort?.id);
    return [...new Set([...shown, ...sorted, ...filtered])];
  }, [visibility, sort, filtered]);
}

interface StrategiesGridProps {
  readonly table: StrategyTable;
  /** Strategies in the order in which they are shown. */
  readonly rows: Uint32Array;
  readonly columns: readonly GridColumn<number>[];
  readonly sort: GridSort | null;
  readonly onSort: (sort: GridSort | null) => void;
  readonly selection: Selection;
  /** The strategy whose detail is shown. */
  readonly open: string | null;
  readonly onOpen: (name: string) => void;
}

function StrategiesGrid({
  table,
  rows,
  columns,
  sort,
  onSort,
  selection,
  open,
  onOpen,
}: StrategiesGridProps) {
  const rowAt = useCallback((index: number) => rows[index] ?? 0, [rows]);
  const { names } = table;
  const nameAt = useCallback((index: number) => names[rows[index] ?? -1] ?? "", [names, rows]);
  return (
    <DataGrid
      name={GRID}
      label="Strategies and their metrics"
      columns={columns}
      count={rows.length}
      rowAt={rowAt}
      keyAt={nameAt}
      sort={sort}
      onSort={onSort}
      isSelected={(index) => selection.has(nameAt(index))}
      onSelect={(from, to, selected) => {
        const chosen = Array.from(rows.subarray(from, to + 1), (row) => names[row] ?? "");
        selection.change(chosen, selected);
      }}
      onOpen={(index) => onOpen(nameAt(index))}
      openKey={open}
      empty="No strategy passes the filter."
    />
  );
}

/** "12 of 25,544 strategies". */
function countOf({ names }: StrategyTable, rows: Uint32Array): string {
  const all = `${formatFigure(names.length)} strategies`;
  return rows.length === names.length ? all : `${formatFigure(rows.length)} of ${all}`;
}

function saveTable(
  { names, columns }: StrategyTable,
  rows: Uint32Array,
  needed: readonly FigureName[],
  file: string,
): void {
  const shown = needed.filter((name) => columns.has(name));
  const lines = Array.from(rows, (row) => [
    names[row] ?? "",
    ...shown.map((name) => columns.get(name)?.[row] ?? Number.NaN),
  ]);
  saveBlob(new Blob([csvText(["strategy", ...shown], lines)], { type: "text/csv" }), file);
}

function toPortfolio(dataset: string, members: string[]): void {
  const name = `${formatFigure(members.length)} by hand`;
  addPortfolio({ name, dataset, members, weights: null, found: null });
  goTo("portfolio");
}
