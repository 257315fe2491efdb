import { Button, HTMLSelect, InputGroup, SegmentedControl } from "@blueprintjs/core";
import { Download, Search } from "@blueprintjs/icons";
import { useCallback, useMemo, useState } from "react";
import { z } from "zod";
import { formatFigure } from "../../../../electron/contract/figures/format.ts";
import { inUnit, type Money } from "../../../../electron/contract/figures/money.ts";
import {
  type GroupBy,
  type GroupStatistic,
  groupBy,
  groupStatistic,
  groupStrategies,
} from "../../../../electron/contract/methods/group.ts";
import { countOf } from "../../../../electron/contract/text.ts";
import { useResult } from "../../../bridge/use-result.ts";
import { useTask } from "../../../bridge/use-task.ts";
import { type GridSort, gridSort } from "../../../grid/columns.ts";
import { DataGrid } from "../../../grid/DataGrid.tsx";
import { type OrderedRows, useOrderedRows } from "../../../grid/row-order.ts";
import { type SavedRows, saveRows } from "../../../grid/save-rows.ts";
import { datasetStore, useOf } from "../../../state/by-dataset.ts";
import { useCommands } from "../../../state/commands.ts";
import { useMoney } from "../../../state/money.ts";
import { Loading, ProblemView } from "../../../ui/messages.tsx";
import { Panel } from "../../../ui/panels.tsx";
import type { PanelProps } from "../panel-props.ts";
import { GroupDetail } from "./GroupDetail.tsx";
import { groupColumns } from "./group-columns.tsx";
import { type GroupTable, groupTable } from "./group-table.ts";
import "./groups.css";
import { statisticTable } from "./statistics.ts";

interface GroupsPanelProps extends Pick<PanelProps, "view"> {
  /** What the dataset has. */
  readonly hasRegimes: boolean;
  readonly hasZones: boolean;
}

const byWhole: GridSort = { id: "whole", descending: true };

const choice = z.object({
  by: groupBy,
  statistic: groupStatistic,
  /** Part of the names. */
  text: z.string(),
  sort: gridSort.nullable(),
});

/** What is looked at of each dataset. */
const choices = datasetStore<z.infer<typeof choice>>("groups", choice, {
  by: "regime",
  statistic: "mean",
  text: "",
  sort: byWhole,
});

const titles: Readonly<Record<GroupBy, string>> = { regime: "Regime", zone: "Zone", weekday: "Weekday" };

const statistics = Object.entries(statisticTable).map(([value, { title }]) => ({ value, label: title }));

/** After which the figures may be others. */
const changes = ["settings-changed", "datasets-changed"] as const;

/** Every strategy in every regime, zone or weekday: one statistic at a time, sorted by any of the groups. */
export function GroupsPanel({ view, hasRegimes, hasZones }: GroupsPanelProps) {
  const can: Readonly<Record<GroupBy, boolean>> = { regime: hasRegimes, zone: hasZones, weekday: true };
  const money = useMoney();
  const [{ by: wanted, statistic, text, sort }, change] = useOf(choices, view.dataset);
  const offered = groupBy.options.filter((one) => can[one]);
  const by = can[wanted] ? wanted : (offered[0] ?? "weekday");
  const [open, setOpen] = useState<string | null>(null);
  const answer = useResult(groupStrategies, { ...view, by, statistics: [statistic] }, changes);
  // The answer that is there stays until the next has come.
  const shown = answer.data?.by ?? by;
  const table = useMemo(() => answer.data && groupTable(answer.data), [answer.data]);
  const { rows, progress: ordering } = useGroupRows(table, text, sort);
  const save = useSave(table, rows, `${view.dataset}-${table?.statistic}-by-${shown}.csv`);
  useCommands("Regimes", table ? [{ title: `Save the strategies by ${shown} as CSV`, run: save }] : []);
  return (
    <Panel
      className="groups-panel"
      title={`Strategies by ${shown}`}
      note={table && rows && noteOf(table, rows, money)}
      flush
      actions={
        <>
          <GroupsChoice
            text={text}
            onText={(next) => change({ text: next })}
            statistic={statistic}
            onStatistic={(next) => change({ statistic: next })}
            by={by}
            offered={offered}
            onBy={(next) => {
              change({ by: next, sort: byWhole });
              setOpen(null);
            }}
          />
          <Button
            variant="minimal"
            icon={<Download />}
            aria-label="Save this table as CSV"
            disabled={!table}
            onClick={save}
          />
        </>
      }
    >
      <div className="groups-body">
        <div className="groups-grid">
          {table && rows ? (
            <GroupsGrid
              by={shown}
              table={table}
              rows={rows}
              busy={ordering !== null}
              sort={sort}
              onSort={(next) => change({ sort: next })}
              open={open}
              onOpen={setOpen}
            />
          ) : answer.problem ? (
            <ProblemView problem={answer.problem} onRetry={answer.reload} />
          ) : (
            <Loading what="Measuring the strategies" progress={answer.progress} />
          )}
        </div>
        {open !== null && <GroupDetail view={view} by={by} strategy={open} onClose={() => setOpen(null)} />}
      </div>
    </Panel>
  );
}

interface GroupsChoiceProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly statistic: GroupStatistic;
  readonly onStatistic: (statistic: GroupStatistic) => void;
  readonly by: GroupBy;
  readonly offered: readonly GroupBy[];
  readonly onBy: (by: GroupBy) => void;
}

/** Which strategies, which statistic of them, by which groups. */
function GroupsChoice({ text, onText, statistic, onStatistic, by, offered, onBy }: GroupsChoiceProps) {
  return (
    <>
      <InputGroup
        size="small"
        leftElement={<Search />}
        placeholder="Strategy"
        aria-label="Strategies whose name holds"
        value={text}
        onValueChange={onText}
        spellCheck={false}
      />
      <HTMLSelect
        aria-label="Statistic of the groups"
        value={statistic}
        options={statistics}
        onChange={(event) => onStatistic(groupStatistic.parse(event.currentTarget.value))}
      />
      <SegmentedControl
        size="small"
        aria-label="Grouped by"
        value={by}
        options={offered.map((value) => ({ value, label: titles[value] }))}
        onValueChange={(value) => onBy(groupBy.parse(value))}
      />
    </>
  );
}

interface GroupsGridProps {
  readonly by: GroupBy;
  readonly table: GroupTable;
  /** Strategies in the order in which they are shown. */
  readonly rows: Uint32Array;
  /** They are being put in another order. */
  readonly busy: boolean;
  readonly sort: GridSort | null;
  readonly onSort: (sort: GridSort | null) => void;
  /** The strategy whose detail is shown. */
  readonly open: string | null;
  readonly onOpen: (strategy: string) => void;
}

function GroupsGrid({ by, table, rows, busy, sort, onSort, open, onOpen }: GroupsGridProps) {
  const money = useMoney();
  const columns = useMemo(() => groupColumns(table, money), [table, money]);
  const rowAt = useCallback((index: number) => rows[index] ?? 0, [rows]);
  const nameAt = useCallback((index: number) => table.names[rows[index] ?? -1] ?? "", [table, rows]);
  return (
    <DataGrid
      wraps
      name={`groups-${by}`}
      label={`Strategies by ${by}`}
      columns={columns}
      count={rows.length}
      rowAt={rowAt}
      keyAt={nameAt}
      busy={busy}
      sort={sort}
      onSort={onSort}
      onOpen={(index) => onOpen(nameAt(index))}
      openKey={open}
      empty="No strategy has such a name."
    />
  );
}

/** "12 of 25,544 strategies, ₹". */
function noteOf({ names, statistic }: GroupTable, rows: Uint32Array, money: Money): string {
  const all = countOf(names.length, "strategy");
  const counted = rows.length === names.length ? all : `${formatFigure(rows.length)} of ${all}`;
  const { unit } = statisticTable[statistic];
  return inUnit(counted, unit === "currency" ? money.unit : unit);
}

function useSave(table: GroupTable | null, rows: Uint32Array | null, file: string): () => void {
  const { run } = useTask("Saving strategies as CSV");
  return () => {
    if (table && rows) void run((tools) => saveRows(savedTable(table, rows), file, tools));
  };
}

function savedTable({ names, columns }: GroupTable, rows: Uint32Array): SavedRows {
  return {
    head: ["strategy", ...columns.map(({ group }) => group ?? "all")],
    rows,
    cellsOf: (row) => [names[row] ?? "", ...columns.map(({ values }) => values[row] ?? Number.NaN)],
  };
}

/** Rows whose name holds `text`, in the order of the sort. */
function useGroupRows(table: GroupTable | null, text: string, sort: GridSort | null): OrderedRows {
  const sought = text.trim().toLowerCase();
  const names = table?.names ?? null;
  const test = useMemo(
    () => (sought === "" ? null : (row: number) => (names?.[row] ?? "").toLowerCase().includes(sought)),
    [names, sought],
  );
  const by = sort?.id === "name" ? "name" : table?.columns.find(({ id }) => id === sort?.id)?.values;
  return useOrderedRows({ names, test, by: by ?? null, descending: sort?.descending ?? false });
}
