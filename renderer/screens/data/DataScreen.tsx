import { Button } from "@blueprintjs/core";
import { Database, Import } from "@blueprintjs/icons";
import { useMemo, useState } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import {
  type DatasetSummary,
  datasetDelete,
  datasetList,
  datasetRestore,
  datasetRollback,
} from "../../../electron/contract/methods/dataset.ts";
import { useAction } from "../../bridge/use-action.ts";
import { useResult } from "../../bridge/use-result.ts";
import type { GridColumn } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { SampleButtons } from "../../imports/SampleButtons.tsx";
import { goTo } from "../../state/route.ts";
import { useStore } from "../../state/store.ts";
import { currentDataset } from "../../state/view.ts";
import { Bytes } from "../../ui/figures.tsx";
import { Loading, Message, ProblemView } from "../../ui/messages.tsx";
import { Screen } from "../../ui/panels.tsx";
import { formatMoment, plainPaths } from "../../ui/text.ts";
import { DatasetDetail } from "./DatasetDetail.tsx";
import "./data.css";

const rejectsOf = (one: DatasetSummary) => Object.values(one.rejects).reduce((sum, count) => sum + count, 0);

const columns: readonly GridColumn<DatasetSummary>[] = [
  { id: "name", title: "Dataset", size: 140, fixed: true, text: (one) => one.name },
  {
    id: "strategies",
    title: "Strategies",
    size: 82,
    align: "end",
    text: (one) => formatFigure(one.strategies),
  },
  {
    id: "observations",
    title: "Rows",
    size: 100,
    align: "end",
    text: (one) => formatFigure(one.observations),
  },
  {
    id: "span",
    title: "Span",
    gives: 3,
    size: 196,
    text: (one) => `${one.firstDate} to ${one.lastDate}`,
  },
  {
    id: "bytes",
    title: "On disk",
    gives: 2,
    size: 78,
    align: "end",
    cell: (one) => <Bytes value={one.bytes} />,
  },
  {
    id: "rejects",
    title: "Not as written",
    gives: 1,
    unit: "cells",
    size: 128,
    align: "end",
    explain: "Not as written\nCells that were no numbers; every one is listed with its line and column",
    text: (one) => formatFigure(rejectsOf(one)),
  },
  {
    id: "version",
    title: "Version",
    gives: 4,
    size: 66,
    align: "end",
    text: (one) => formatFigure(one.version),
  },
  { id: "created", title: "Written", size: 150, hidden: true, text: (one) => formatMoment(one.createdAt) },
];

/** What is stored: datasets with their versions, health and size. */
export function DataScreen() {
  const { data, problem, reload } = useResult(datasetList, {}, ["datasets-changed"]);
  const open = useStore(currentDataset);
  const [shown, setShown] = useState<string | null>(null);
  const datasets = data?.datasets ?? [];
  const detail = datasets.find((one) => one.name === (shown ?? open)) ?? datasets[0] ?? null;
  const bytes = useMemo(() => (data?.datasets ?? []).reduce((sum, one) => sum + one.bytes, 0), [data]);
  return (
    <Screen
      title="Data"
      subtitle={
        datasets.length > 0 && (
          <>
            {formatFigure(datasets.length)} {datasets.length === 1 ? "dataset" : "datasets"},{" "}
            <Bytes value={bytes} /> on disk
          </>
        )
      }
      actions={<Button intent="primary" icon={<Import />} text="Import" onClick={() => goTo("import")} />}
    >
      {problem ? (
        <ProblemView problem={problem} onRetry={reload} />
      ) : !data ? (
        <Loading what="Reading the datasets" />
      ) : !detail ? (
        <div className="data-none">
          <Message
            icon={<Database size={28} />}
            title={data.damaged.length > 0 ? "No dataset can be read" : "There is no dataset yet"}
            actions={<Button intent="primary" text="Import a file" onClick={() => goTo("import")} />}
          >
            Drop a table anywhere on the window: a row for each day, a column for each strategy, or a list of
            trades.
          </Message>
          {data.damaged.length === 0 && <SampleButtons />}
          <DamagedList entries={data.damaged} />
          <Elsewhere places={data.elsewhere} />
          <TrashList entries={data.trash} />
        </div>
      ) : (
        <div className="data">
          <div className="data-list">
            <div className="data-grid">
              <DataGrid
                name="datasets"
                label="Datasets"
                columns={columns}
                count={datasets.length}
                rowAt={(index) => datasets[index] as DatasetSummary}
                keyAt={(index) => datasets[index]?.name ?? ""}
                onOpen={(index) => setShown(datasets[index]?.name ?? null)}
                openKey={detail.name}
              />
            </div>
            <DamagedList entries={data.damaged} />
            <Elsewhere places={data.elsewhere} />
            <TrashList entries={data.trash} />
          </div>
          <DatasetDetail key={detail.name} dataset={detail} isOpen={detail.name === open} />
        </div>
      )}
    </Screen>
  );
}

/** Datasets that cannot be read, and what can be done about each: another version, the trash. */
function DamagedList({ entries }: { entries: ResultOf<typeof datasetList>["damaged"] }) {
  const act = useAction();
  return entries.map(({ name, problem, versions: [version] }) => (
    <section
      key={name}
      className="bp6-callout bp6-intent-danger damaged"
      aria-label={`The damaged dataset ${name}`}
    >
      <p>{plainPaths(problem.message)}</p>
      <p>
        {version === undefined
          ? "No other version is on the disk. Import its file again under this name to make it anew."
          : "Go back to a version that is whole, or import its file again under this name to make it anew."}
      </p>
      {version !== undefined && (
        <Button
          size="small"
          text={`Go back to version ${version}`}
          onClick={() => void act(datasetRollback, { dataset: name, version })}
        />
      )}
      <Button
        size="small"
        variant="minimal"
        text="Move to the trash"
        onClick={() => void act(datasetDelete, { dataset: name })}
      />
    </section>
  ));
}

/** Datasets where an earlier version kept them: the first thing to know for whoever misses theirs. */
function Elsewhere({ places }: { places: ResultOf<typeof datasetList>["elsewhere"] }) {
  return places.map(({ folder, message, remedy }) => (
    <section
      key={folder}
      className="bp6-callout bp6-intent-warning elsewhere"
      aria-label={`Datasets in ${folder}`}
    >
      <p>{message}</p>
      <p>{remedy}</p>
    </section>
  ));
}

/** Deleted datasets, which can be brought back; nothing when there is none. */
export function TrashList({ entries }: { entries: ResultOf<typeof datasetList>["trash"] }) {
  const act = useAction();
  if (entries.length === 0) return null;
  return (
    <section className="trash" aria-label="Trash">
      <h2 className="panel-title">Trash</h2>
      {entries.map((entry) => (
        <div key={entry.id} className="trash-line">
          <span className="truncate">{entry.name}</span>
          <span className="faint">deleted {formatMoment(entry.deletedAt)}</span>
          <Button
            variant="minimal"
            size="small"
            text="Bring back"
            onClick={() => void act(datasetRestore, { id: entry.id })}
          />
        </div>
      ))}
    </section>
  );
}
