import { Button, Menu, MenuDivider, MenuItem, PopoverNext, Tag } from "@blueprintjs/core";
import { Clean, Duplicate, Edit, More, Shield, Trash } from "@blueprintjs/icons";
import { useState } from "react";
import { datasetDelete } from "../../../electron/contract/methods/dataset-delete.ts";
import { datasetDuplicate } from "../../../electron/contract/methods/dataset-duplicate.ts";
import { datasetOptimize } from "../../../electron/contract/methods/dataset-optimize.ts";
import { datasetRename } from "../../../electron/contract/methods/dataset-rename.ts";
import { datasetRestore } from "../../../electron/contract/methods/dataset-restore.ts";
import type { DatasetSummary } from "../../../electron/contract/methods/dataset-summary.ts";
import { datasetVerify } from "../../../electron/contract/methods/dataset-verify.ts";
import { useAction } from "../../bridge/use-action.ts";
import { useHost } from "../../bridge/use-host.ts";
import { useTask } from "../../bridge/use-task.ts";
import { currentDataset } from "../../state/current-dataset.ts";
import { formatBytes } from "../../ui/format-bytes.ts";
import { Panel } from "../../ui/Panel.tsx";
import { TabStrip } from "../../ui/TabStrip.tsx";
import { messages } from "../../ui/toaster.ts";
import { useScrollFocus } from "../../ui/use-scroll-focus.ts";
import { DatasetFacts } from "./DatasetFacts.tsx";
import { NameDialog } from "./NameDialog.tsx";
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
  const { name } = dataset;
  const scroll = useScrollFocus();

  const verify = () =>
    task.run(async (tools) => {
      const answer = await transport.call(datasetVerify, { dataset: name }, tools);
      if (answer.faults.length === 0)
        messages.done(`${name} is as it was written: ${answer.files} files, ${size(answer.bytes)}.`);
      else messages.failed(`${name}: ${answer.faults.map((one) => `${one.file}, ${one.fault}`).join("; ")}`);
    });
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

  return (
    <Panel
      title={name}
      className="dataset-detail"
      flush
      actions={
        <>
          {isOpen ? (
            <Tag intent="primary">Open</Tag>
          ) : (
            <Button size="small" intent="primary" text="Open" onClick={() => currentDataset.set(name)} />
          )}
          <PopoverNext
            placement="bottom-end"
            content={
              <Menu>
                <MenuItem icon={<Shield />} text="Verify every byte" onClick={() => void verify()} />
                <MenuItem icon={<Clean />} text="Rewrite as">
                  <MenuItem text="SNAPPY, reads fastest" onClick={() => void optimize("snappy")} />
                  <MenuItem text="ZSTD, smaller" onClick={() => void optimize("zstd")} />
                  <MenuItem text="GZIP" onClick={() => void optimize("gzip")} />
                </MenuItem>
                <MenuDivider />
                <MenuItem icon={<Edit />} text="Rename" onClick={() => setNaming("rename")} />
                <MenuItem icon={<Duplicate />} text="Duplicate" onClick={() => setNaming("duplicate")} />
                <MenuItem icon={<Trash />} intent="danger" text="Delete" onClick={() => void remove()} />
              </Menu>
            }
          >
            <Button
              variant="minimal"
              size="small"
              icon={<More />}
              loading={task.running}
              aria-label={`Actions for ${name}`}
            />
          </PopoverNext>
        </>
      }
    >
      <TabStrip
        label="Dataset"
        selected={tab}
        onSelect={setTab}
        tabs={[
          { id: "facts", title: "Summary" },
          { id: "rejects", title: "Rejects" },
          { id: "versions", title: "Versions" },
        ]}
      />
      <div className="dataset-tab" ref={scroll}>
        {task.problem && <p className="loss">{task.problem.message}</p>}
        {tab === "facts" && <DatasetFacts dataset={dataset} />}
        {tab === "rejects" && <RejectsTab dataset={dataset} />}
        {tab === "versions" && <VersionsTab dataset={dataset} />}
      </div>
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
