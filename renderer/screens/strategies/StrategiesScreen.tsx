import { Button } from "@blueprintjs/core";
import { Download, TimelineAreaChart } from "@blueprintjs/icons";
import { useCallback, useMemo, useState } from "react";
import { z } from "zod";
import { beliefTable } from "../../../electron/contract/expected.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { metricTable } from "../../../electron/contract/metrics.ts";
import { mostMembers } from "../../../electron/contract/portfolio.ts";
import type { Progress } from "../../../electron/contract/transport.ts";
import { useTask } from "../../bridge/use-task.ts";
import { ColumnsMenu } from "../../grid/ColumnsMenu.tsx";
import { type GridColumn, type GridSort, gridLayout, gridSort } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { type SavedRows, saveRows } from "../../grid/save-rows.ts";
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
import { tip } from "../../ui/tips.tsx";
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
  const setText = useCallback((next: string) => change({ filter: next }), [change]);
  useErrand("strategies", setText);
  const needed = useNeeded(sort, filter.needed);
  const { table, problem, progress, reload, judging } = useStrategyTable(view, needed);
  const { rows, progress: ordering } = useRowOrder(table, filter.filter, sort);
  const curves = useCurveCache(view);
  const money = useMoney();
  const columns = useMemo(() => strategyColumns(table, curves, money), [table, curves, money]);
  const selection = useSelection(view.dataset, table?.names ?? null);
  const saving = useTask("Saving strategies as CSV");
  const save = () => {
    if (!table || !rows) return;
    const saved = savedTable(table, rows, needed);
    void saving.run((tools) => saveRows(saved, `${view.dataset}-strategies.csv`, tools));
  };
  const take = () => toPortfolio(view.dataset, selection.names());
  useStrategyCommands(table ? save : null, selection.count > 0 ? take : null, () => setText(""));
  return (
    <Screen
      title="Strategies"
      subtitle={table && rows && subtitleOf(table, rows, ordering, judging)}
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
            {table && rows ? (
              <StrategiesGrid
                table={table}
                rows={rows}
                busy={ordering !== null}
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
              <Waiting isSorting={table !== null} ordering={ordering} progress={progress} />
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

/** What the palette can do here; null: not now. */
function useStrategyCommands(save: (() => void) | null, take: (() => void) | null, showAll: () => void) {
  useCommands("Strategies", [
    ...(save ? [{ title: "Save the strategies shown as CSV", run: save }] : []),
    ...(take ? [{ title: "Make a portfolio of the marked strategies", run: take }] : []),
    { title: "Show every strategy", words: "filter clear", run: showAll },
  ]);
}

interface WaitingProps {
  readonly isSorting: boolean;
  readonly ordering: number | null;
  readonly progress: Progress | null;
}

/** Before the first rows. */
function Waiting({ isSorting, ordering, progress }: WaitingProps) {
  return isSorting ? (
    <Loading what="Sorting the strategies" progress={{ stage: "Sorting", fraction: ordering ?? 0 }} />
  ) : (
    <Loading what="Computing the metrics" progress={progress} />
  );
}

function subtitleOf(
  table: StrategyTable,
  rows: Uint32Array,
  ordering: number | null,
  judging: Progress | null,
): string {
  return [countOf(table, rows), orderingText(ordering), judgingText(judging)].filter(Boolean).join(", ");
}

/** Of a sort that takes a while: one by a million names does. */
const orderingText = (progress: number | null): string =>
  progress === null || progress === 0 ? "" : `sorting ${formatFigure(progress * 100)} %`;

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
        disabled={marked === 0 || marked > mostMembers}
        onClick={onTake}
        {...(marked > mostMembers
          ? tip(`Too many\nA portfolio holds at most ${formatFigure(mostMembers)} strategies`)
          : {})}
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
  /** They are being put in another order. */
  readonly busy: boolean;
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
  busy,
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
      busy={busy}
      sort={sort}
      onSort={onSort}
      isSelected={(index) => selection.has(rowAt(index))}
      onSelect={(from, to, selected) => selection.change(rows.subarray(from, to + 1), selected)}
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

function savedTable(
  { names, columns }: StrategyTable,
  rows: Uint32Array,
  needed: readonly FigureName[],
): SavedRows {
  const shown = needed.filter((name) => columns.has(name));
  const figures = shown.map((name) => columns.get(name));
  return {
    head: ["strategy", ...shown],
    rows,
    cellsOf: (row) => [names[row] ?? "", ...figures.map((values) => values?.[row] ?? Number.NaN)],
  };
}

function toPortfolio(dataset: string, members: string[]): void {
  const name = `${formatFigure(members.length)} by hand`;
  addPortfolio({ name, dataset, members, weights: null, found: null });
  goTo("portfolio");
}
