import { Button, Menu, MenuDivider, MenuItem, PopoverNext, Tag } from "@blueprintjs/core";
import {
  Add,
  Clean,
  Comparison,
  Document,
  Duplicate,
  Edit,
  Export as ExportIcon,
  More,
  Trash,
} from "@blueprintjs/icons";
import { type RefObject, useRef, useState } from "react";
import {
  type DatasetSummary,
  datasetDelete,
  datasetDuplicate,
  datasetOptimize,
  datasetRename,
  datasetRestore,
} from "../../../electron/contract/methods/dataset.ts";
import { formatBytes } from "../../../electron/contract/text.ts";
import { useHost } from "../../bridge/host.ts";
import { useAction } from "../../bridge/use-action.ts";
import { useTask } from "../../bridge/use-task.ts";
import { DatasetFacts } from "../../imports/DatasetFacts.tsx";
import { useStaging } from "../../imports/draft.ts";
import { ReportDialog } from "../../reports/ReportDialog.tsx";
import { followRename } from "../../state/by-dataset.ts";
import { useCommands } from "../../state/commands.ts";
import { currentDataset } from "../../state/view.ts";
import { NameDialog } from "../../ui/NameDialog.tsx";
import { Panel, TabStrip, useScrollFocus } from "../../ui/panels.tsx";
import { tip } from "../../ui/tips.tsx";
import { messages } from "../../ui/toaster.tsx";
import { CompareDialog } from "./CompareDialog.tsx";
import { ExportDialog } from "./ExportDialog.tsx";
import { HealthTab } from "./HealthTab.tsx";
import { RejectsTab } from "./RejectsTab.tsx";
import { VersionsTab } from "./VersionsTab.tsx";

type OpenDialog = "report" | "export" | "compare" | "rename" | "duplicate";
type Compression = "snappy" | "zstd" | "gzip";

/** One dataset: what it is, its versions, the cells that were not as written, and what can be done with it. */
export function DatasetDetail({ dataset, isOpen }: { dataset: DatasetSummary; isOpen: boolean }) {
  const [tab, setTab] = useState("facts");
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const picker = useRef<HTMLInputElement>(null);
  const scroll = useScrollFocus();
  const { task, optimize, remove } = useDatasetWork(dataset.name);
  const { name } = dataset;
  const append = () => picker.current?.click();
  useCommands(name, [
    { title: `Append days to ${name}`, run: append },
    { title: `Export ${name}`, words: "parquet arrow csv", run: () => setDialog("export") },
    { title: `Report of ${name}`, words: "pdf html print", run: () => setDialog("report") },
    { title: `Compare ${name} with another dataset`, words: "validate", run: () => setDialog("compare") },
    { title: `Verify ${name}`, words: "health repair storage", run: () => setTab("health") },
    { title: `Versions of ${name}`, words: "rollback history", run: () => setTab("versions") },
    { title: `Cells of ${name} not taken as written`, words: "ledger cells", run: () => setTab("rejects") },
    { title: `Rename ${name}`, run: () => setDialog("rename") },
    { title: `Duplicate ${name}`, run: () => setDialog("duplicate") },
    { title: `Delete ${name}`, run: remove },
  ]);

  return (
    <Panel
      title={name}
      className="dataset-detail"
      flush
      actions={
        isOpen ? (
          <Tag intent="primary">Open</Tag>
        ) : (
          <Button size="small" intent="primary" text="Open" onClick={() => currentDataset.set(name)} />
        )
      }
    >
      <div className="dataset-actions" data-append-to={name}>
        <AppendPicker name={name} picker={picker} />
        <Button
          icon={<Add />}
          text="Append days"
          {...tip("Append days\nChoose files with new days, or drop them here")}
          onClick={append}
        />
        <Button icon={<Document />} text="Report" onClick={() => setDialog("report")} />
        <Button icon={<ExportIcon />} text="Export" onClick={() => setDialog("export")} />
        <PopoverNext
          placement="bottom-end"
          content={<MoreActions onOptimize={optimize} onDialog={setDialog} onRemove={remove} />}
        >
          <Button icon={<More />} loading={task.running} aria-label={`More actions for ${name}`} />
        </PopoverNext>
      </div>
      <TabStrip label="Dataset" selected={tab} onSelect={setTab} tabs={tabs} />
      <div className="dataset-tab" ref={scroll} data-append-to={name}>
        {task.problem && <p className="loss">{task.problem.message}</p>}
        {tab === "facts" && <DatasetFacts dataset={dataset} />}
        {tab === "rejects" && <RejectsTab dataset={dataset} />}
        {tab === "versions" && <VersionsTab dataset={dataset} />}
        {tab === "health" && <HealthTab dataset={dataset} />}
      </div>
      {dialog && <DatasetDialog dialog={dialog} dataset={dataset} onClose={() => setDialog(null)} />}
    </Panel>
  );
}

const tabs = [
  { id: "facts", title: "Summary" },
  { id: "rejects", title: "Not as written" },
  { id: "versions", title: "Versions" },
  { id: "health", title: "Health and storage" },
];

/** What is done with a dataset at once, without further questions. */
function useDatasetWork(name: string) {
  const { transport } = useHost();
  const act = useAction();
  const task = useTask(`Working on ${name}`);
  const optimize = (compression: Compression) =>
    void task.run(async (tools) => {
      const answer = await transport.call(datasetOptimize, { dataset: name, compression }, tools);
      messages.done(
        `${name} was rewritten: ${formatBytes(answer.bytesBefore)} before, ${formatBytes(answer.bytesAfter)} now.`,
      );
    });
  const remove = () =>
    void act(datasetDelete, { dataset: name }).then((answer) => {
      if (answer)
        messages.done(`${name} is in the trash.`, () => void act(datasetRestore, { id: answer.trash.id }));
    });
  return { task, optimize, remove };
}

/** The file picker behind "Append days". */
function AppendPicker({ name, picker }: { name: string; picker: RefObject<HTMLInputElement | null> }) {
  const stage = useStaging();
  return (
    <input
      ref={picker}
      type="file"
      multiple
      hidden
      aria-label={`Files to append to ${name}`}
      onChange={(event) => {
        void stage([...(event.currentTarget.files ?? [])], name);
        event.currentTarget.value = "";
      }}
    />
  );
}

interface MoreActionsProps {
  readonly onOptimize: (compression: Compression) => void;
  readonly onDialog: (dialog: OpenDialog) => void;
  readonly onRemove: () => void;
}

function MoreActions({ onOptimize, onDialog, onRemove }: MoreActionsProps) {
  return (
    <Menu>
      <MenuItem icon={<Clean />} text="Rewrite as">
        <MenuItem text="SNAPPY, reads fastest" onClick={() => onOptimize("snappy")} />
        <MenuItem text="ZSTD, smaller" onClick={() => onOptimize("zstd")} />
        <MenuItem text="GZIP" onClick={() => onOptimize("gzip")} />
      </MenuItem>
      <MenuItem
        icon={<Comparison />}
        text="Compare with another dataset"
        onClick={() => onDialog("compare")}
      />
      <MenuDivider />
      <MenuItem icon={<Edit />} text="Rename" onClick={() => onDialog("rename")} />
      <MenuItem icon={<Duplicate />} text="Duplicate" onClick={() => onDialog("duplicate")} />
      <MenuItem icon={<Trash />} intent="danger" text="Delete" onClick={onRemove} />
    </Menu>
  );
}

interface DatasetDialogProps {
  readonly dialog: OpenDialog;
  readonly dataset: DatasetSummary;
  readonly onClose: () => void;
}

function DatasetDialog({ dialog, dataset, onClose }: DatasetDialogProps) {
  const act = useAction();
  const { name } = dataset;
  if (dialog === "export") return <ExportDialog dataset={dataset} onClose={onClose} />;
  if (dialog === "report")
    return (
      <ReportDialog subject={{ kind: "dataset" }} view={{ dataset: name }} name={name} onClose={onClose} />
    );
  if (dialog === "compare") return <CompareDialog dataset={name} onClose={onClose} />;
  const call = async (from: string, to: string) => {
    const renamed = await act(datasetRename, { dataset: from, to });
    if (!renamed) return false;
    followRename(from, to);
    if (currentDataset.get() === from) currentDataset.set(to);
    return true;
  };
  const rename = async (to: string) => {
    if (dialog === "duplicate") await act(datasetDuplicate, { dataset: name, to });
    else if (await call(name, to))
      messages.done(
        `${name} is now called ${to}.`,
        () => void call(to, name),
        () => void call(name, to),
      );
    onClose();
  };
  return (
    <NameDialog
      title={dialog === "rename" ? `Rename ${name}` : `Duplicate ${name}`}
      initial={dialog === "rename" ? name : `${name}-copy`}
      onClose={onClose}
      onName={(to) => void rename(to)}
    />
  );
}
