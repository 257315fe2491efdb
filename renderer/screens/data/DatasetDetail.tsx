import { Button, Menu, MenuDivider, MenuItem, PopoverNext, Tag } from "@blueprintjs/core";
import {
  Add,
  Clean,
  Comparison,
  Duplicate,
  Edit,
  Export as ExportIcon,
  More,
  Trash,
} from "@blueprintjs/icons";
import { useRef, useState } from "react";
import {
  type DatasetSummary,
  datasetDelete,
  datasetDuplicate,
  datasetOptimize,
  datasetRename,
  datasetRestore,
} from "../../../electron/contract/methods/dataset.ts";
import { useHost } from "../../bridge/host.ts";
import { useAction } from "../../bridge/use-action.ts";
import { useTask } from "../../bridge/use-task.ts";
import { useStaging } from "../../imports/draft.ts";
import { useCommands } from "../../state/commands.ts";
import { currentDataset } from "../../state/view.ts";
import { DatasetFacts } from "../../ui/DatasetFacts.tsx";
import { NameDialog } from "../../ui/NameDialog.tsx";
import { Panel, TabStrip, useScrollFocus } from "../../ui/panels.tsx";
import { formatBytes } from "../../ui/text.ts";
import { tip } from "../../ui/tips.tsx";
import { messages } from "../../ui/toaster.tsx";
import { CompareDialog } from "./CompareDialog.tsx";
import { ExportDialog } from "./ExportDialog.tsx";
import { HealthTab } from "./HealthTab.tsx";
import { RejectsTab } from "./RejectsTab.tsx";
import { VersionsTab } from "./VersionsTab.tsx";

const size = (bytes: number): string => Object.values(formatBytes(bytes)).join(" ");

/** One dataset: what it is, its versions, the cells that were not as written, and what can be done with it. */
export function DatasetDetail({ dataset, isOpen }: { dataset: DatasetSummary; isOpen: boolean }) {
  const { transport } = useHost();
  const act = useAction();
  const task = useTask(`Working on ${dataset.name}`);
  const [tab, setTab] = useState("facts");
  const [naming, setNaming] = useState<"rename" | "duplicate" | null>(null);
  const [exporting, setExporting] = useState(false);
  const [comparing, setComparing] = useState(false);
  const stage = useStaging();
  const picker = useRef<HTMLInputElement>(null);
  const { name } = dataset;
  const scroll = useScrollFocus();

  const optimize = (compression: "snappy" | "zstd" | "gzip") =>
    task.run(async (tools) => {
      const answer = await transport.call(datasetOptimize, { dataset: name, compression }, tools);
      messages.done(
        `${name} was rewritten: ${size(answer.bytesBefore)} before, ${size(answer.bytesAfter)} now.`,
      );
    });
  const remove = async () => {
    const answer = await act(datasetDelete, { dataset: name });
    if (answer)
      messages.done(`${name} is in the trash.`, () => void act(datasetRestore, { id: answer.trash.id }));
  };
  const rename = async (to: string) => {
    if (naming === "duplicate") await act(datasetDuplicate, { dataset: name, to });
    else if (await act(datasetRename, { dataset: name, to })) {
      if (isOpen) currentDataset.set(to);
      messages.done(`${name} is now called ${to}.`, () => void act(datasetRename, { dataset: to, to: name }));
    }
    setNaming(null);
  };
  useCommands(name, [
    { title: `Append days to ${name}`, run: () => picker.current?.click() },
    { title: `Export ${name}`, words: "parquet arrow csv", run: () => setExporting(true) },
    { title: `Compare ${name} with another dataset`, words: "validate", run: () => setComparing(true) },
    { title: `Verify ${name}`, words: "health repair storage", run: () => setTab("health") },
    { title: `Versions of ${name}`, words: "rollback history", run: () => setTab("versions") },
    { title: `Rejects of ${name}`, words: "ledger cells", run: () => setTab("rejects") },
    { title: `Rename ${name}`, run: () => setNaming("rename") },
    { title: `Duplicate ${name}`, run: () => setNaming("duplicate") },
    { title: `Delete ${name}`, run: () => void remove() },
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
        <Button
          icon={<Add />}
          text="Append days"
          {...tip("Append days\nChoose files with new days, or drop them here")}
          onClick={() => picker.current?.click()}
        />
        <Button icon={<ExportIcon />} text="Export" onClick={() => setExporting(true)} />
        <PopoverNext
          placement="bottom-end"
          content={
            <Menu>
              <MenuItem icon={<Clean />} text="Rewrite as">
                <MenuItem text="SNAPPY, reads fastest" onClick={() => void optimize("snappy")} />
                <MenuItem text="ZSTD, smaller" onClick={() => void optimize("zstd")} />
                <MenuItem text="GZIP" onClick={() => void optimize("gzip")} />
              </MenuItem>
              <MenuItem
                icon={<Comparison />}
                text="Compare with another dataset"
                onClick={() => setComparing(true)}
              />
              <MenuDivider />
              <MenuItem icon={<Edit />} text="Rename" onClick={() => setNaming("rename")} />
              <MenuItem icon={<Duplicate />} text="Duplicate" onClick={() => setNaming("duplicate")} />
              <MenuItem icon={<Trash />} intent="danger" text="Delete" onClick={() => void remove()} />
            </Menu>
          }
        >
          <Button icon={<More />} loading={task.running} aria-label={`More actions for ${name}`} />
        </PopoverNext>
      </div>
      <TabStrip
        label="Dataset"
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: "facts", title: "Summary" },
          { id: "rejects", title: "Rejects" },
          { id: "versions", title: "Versions" },
          { id: "health", title: "Health and storage" },
        ]}
      />
      <div className="dataset-tab" ref={scroll} data-append-to={name}>
        {task.problem && <p className="loss">{task.problem.message}</p>}
        {tab === "facts" && <DatasetFacts dataset={dataset} />}
        {tab === "rejects" && <RejectsTab dataset={dataset} />}
        {tab === "versions" && <VersionsTab dataset={dataset} />}
        {tab === "health" && <HealthTab dataset={dataset} />}
      </div>
      {exporting && <ExportDialog dataset={dataset} onClose={() => setExporting(false)} />}
      {comparing && <CompareDialog dataset={name} onClose={() => setComparing(false)} />}
      {naming && (
        <NameDialog
          title={naming === "rename" ? `Rename ${name}` : `Duplicate ${name}`}
          initial={naming === "rename" ? name : `${name}-copy`}
          onClose={() => setNaming(null)}
          onName={(to) => void rename(to)}
        />
      )}
    </Panel>
  );
}
