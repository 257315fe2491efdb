import { Button, Callout, Dialog, DialogBody, DialogFooter, InputGroup } from "@blueprintjs/core";
import { Cloud } from "@blueprintjs/icons";
import { useState } from "react";
import type { InputOf } from "../../../electron/contract/method.ts";
import {
  type ClusterEngine,
  clusterPlan,
  clusterSubmit,
} from "../../../electron/contract/methods/cluster.ts";
import { jobSubmit } from "../../../electron/contract/methods/job.ts";
import { formatDuration } from "../../../electron/contract/text.ts";
import { useAction } from "../../bridge/use-action.ts";
import { goTo } from "../../state/route.ts";
import { ChoiceLine, Field, NumberLine } from "../../ui/fields.tsx";
import { messages } from "../../ui/toaster.tsx";

type Work = InputOf<typeof clusterPlan>["work"];

/** Who runs shards by themselves; the others are given texts by the command line. */
const engines: readonly { readonly value: ClusterEngine; readonly label: string }[] = [
  { value: "local", label: "This machine" },
  { value: "slurm", label: "Slurm" },
  { value: "kubernetes", label: "Kubernetes" },
];

interface ClusterDialogProps {
  readonly dataset: string;
  readonly work: Work;
  readonly onClose: () => void;
}

/** Puts a search into the queue as shards: the plan, then its shards and the merge behind them. */
export function ClusterDialog({ dataset, work, onClose }: ClusterDialogProps) {
  const act = useAction();
  const [folder, setFolder] = useState(() => `results/${dataset}-shards-${Date.now().toString(36)}`);
  const [engine, setEngine] = useState<ClusterEngine>("slurm");
  const [shards, setShards] = useState<number | null>(null);
  const queue = async () => {
    const plan = { folder, work, ...(shards === null ? {} : { shards }) };
    const planned = await act(jobSubmit, { method: clusterPlan.name, request: plan });
    if (!planned) return;
    const request = { folder, engine, wait: true };
    if (!(await act(jobSubmit, { method: clusterSubmit.name, request, after: planned.id }))) return;
    messages.done("The plan and its shards are in the queue.");
    onClose();
    goTo("jobs");
  };
  return (
    <Dialog isOpen title="Search in shards" onClose={onClose}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void queue();
        }}
      >
        <DialogBody>
          <Field
            label="Folder"
            explain={
              "Folder\nA new one that every node sees under the same path: absolute, or below the folder of the data"
            }
          >
            {(id) => (
              <InputGroup
                id={id}
                className="folder-field"
                autoFocus
                value={folder}
                onValueChange={setFolder}
              />
            )}
          </Field>
          <ChoiceLine label="Run by" value={engine} options={engines} onValue={setEngine} />
          <NumberLine
            label="Shards"
            explain={"Shards\nEmpty: as many as take about a minute of one core each"}
            value={shards}
            placeholder="a minute each"
            min={1}
            max={10_000}
            whole
            onValue={setShards}
          />
        </DialogBody>
        <DialogFooter
          actions={
            <>
              <Button text="Cancel" onClick={onClose} />
              <Button type="submit" intent="primary" text="Put into the queue" disabled={!folder.trim()} />
            </>
          }
        />
      </form>
    </Dialog>
  );
}

/** Seconds from which on a search is better run by several machines. */
const longSearch = 600;

/** Said of a search that will take long here, with the way to have others help; else nothing. */
export function LongSearchNote({ secondsLeft, onShards }: { secondsLeft: number; onShards: () => void }) {
  if (secondsLeft < longSearch) return null;
  return (
    <Callout intent="primary" compact className="search-refused">
      About {formatDuration(secondsLeft)} left on this machine.
      <Button variant="minimal" size="small" icon={<Cloud />} text="Search in shards" onClick={onShards} />
    </Callout>
  );
}
