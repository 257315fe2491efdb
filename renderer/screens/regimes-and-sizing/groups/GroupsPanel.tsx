import { Button, HTMLSelect, InputGroup, SegmentedControl } from "@blueprintjs/core";
import { Download, Search } from "@blueprintjs/icons";
import { useCallback, useMemo, useState } from "react";
import { formatFigure } from "../../../../electron/charts/parts/format.ts";
import {
  type GroupBy,
  type GroupStatistic,
  groupBy,
  groupStatistic,
  groupStrategies,
} from "../../../../electron/contract/methods/group.ts";
import { useResult } from "../../../bridge/use-result.ts";
import type { GridSort } from "../../../grid/columns.ts";
import { DataGrid } from "../../../grid/DataGrid.tsx";
import { useCommands } from "../../../state/commands.ts";
import { Loading, ProblemView } from "../../../ui/messages.tsx";
import { Panel } from "../../../ui/panels.tsx";
import { saveBlob } from "../../../ui/save-blob.ts";
import { toCsv } from "../../../ui/text.ts";
import type { PanelProps } from "../panel-props.ts";
import { GroupDetail } from "./GroupDetail.tsx";
import { groupColumns } from "./group-columns.tsx";
import { groupTable } from "./group-table.ts";
import "./groups.css";
import { statisticTable } from "./statistic-table.ts";
import { useGroupRows } from "./use-group-rows.ts";

interface GroupsPanelProps extends Pick<PanelProps, "view"> {
  /** What the dataset has. */
  readonly hasRegimes: boolean;
  readonly hasZones: boolean;
}

const byWhole: GridSort = { id: "whole", descending: true };
const titles: Readonly<Record<GroupBy, string>> = { regime: "Regime", zone: "Zone", weekday: "Weekday" };
const statistics = Object.entries(statisticTable).map(([value, { title }]) => ({ value, label: title }));

/** Every strategy in every regime, zone or weekday: one statistic at a time, sorted by any of the groups. */
export function GroupsPanel({ view, hasRegimes, hasZones }: GroupsPanelProps) {
  const can: Readonly<Record<GroupBy, boolean>> = { regime: hasRegimes, zone: hasZones, weekday: true };
  const [wanted, setWanted] = useState<GroupBy>("regime");
  const offered = groupBy.options.filter((one) => can[one]);
  const by = can[wanted] ? wanted : (offered[0] ?? "weekday");
  const [statistic, setStatistic] = useState<GroupStatistic>("mean");
  const [text, setText] = useState("");
  const [sort, setSort] = useState<GridSort | null>(byWhole);
  const [open, setOpen] = useState<string | null>(null);
  const { data, problem, progress, reload } = useResult(
    groupStrategies,
    { ...view, by, statistics: [statistic] },
    ["settings-changed", "datasets-changed"],
  );
  // The answer that is there stays until the next has come.
  const shown = data?.by ?? by;
  const { unit } = statisticTable[data?.statistics[0] ?? statistic];
  const table = useMemo(() => data && groupTable(data), [data]);
  const columns = useMemo(() => (table ? groupColumns(table) : []), [table]);
  const rows = useGroupRows(table, text, sort);
  const rowAt = useCallback((index: number) => rows[index] ?? 0, [rows]);
  const names = table?.names ?? [];

  const save = () => {
    if (!table) return;
    const head = ["strategy", ...table.columns.map(({ group }) => group ?? "all")];
    const lines = Array.from(rows, (row) => [
      names[row] ?? "",
      ...table.columns.map(({ values }) => values[row] ?? Number.NaN),
    ]);
    const name = `${view.dataset}-${table.statistic}-by-${shown}.csv`;
    saveBlob(new Blob([toCsv(head, lines)], { type: "text/csv" }), name);
  };
  useCommands("Regimes", table ? [{ title: `Save the strategies by ${shown} as CSV`, run: save }] : []);

  const counted =
    rows.length === names.length
      ? formatFigure(names.length)
      : `${formatFigure(rows.length)} of ${formatFigure(names.length)}`;
  return (
    <Panel
      className="groups-panel"
      title={`Strategies by ${shown}`}
      note={table && `${counted} strategies${unit ? `, ${unit}` : ""}`}
      flush
      actions={
        <>
          <InputGroup
            size="small"
            leftElement={<Search />}
            placeholder="Strategy"
            aria-label="Strategies whose name holds"
            value={text}
            onValueChange={setText}
            spellCheck={false}
          />
          <HTMLSelect
            aria-label="Statistic of the groups"
            value={statistic}
            options={statistics}
            onChange={(event) => setStatistic(groupStatistic.parse(event.currentTarget.value))}
          />
          <SegmentedControl
            size="small"
            aria-label="Grouped by"
            value={by}
            options={offered.map((value) => ({ value, label: titles[value] }))}
            onValueChange={(value) => {
              setWanted(groupBy.parse(value));
              setSort(byWhole);
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
          {problem ? (
            <ProblemView problem={problem} onRetry={reload} />
          ) : !table ? (
            <Loading what="Measuring the strategies" progress={progress} />
          ) : (
            <DataGrid
              name={`groups-${shown}`}
              label={`Strategies by ${shown}`}
              columns={columns}
              count={rows.length}
              rowAt={rowAt}
              keyAt={rowAt}
              sort={sort}
              onSort={setSort}
              onOpen={(index) => setOpen(names[rowAt(index)] ?? null)}
              empty="No strategy has such a name."
            />
          )}
        </div>
        {open !== null && <GroupDetail view={view} by={by} strategy={open} onClose={() => setOpen(null)} />}
      </div>
    </Panel>
  );
}
