import { Button } from "@blueprintjs/core";
import { useEffect } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { Method } from "../../../electron/contract/method.ts";
import {
  type ClusterStanding,
  clusterCancel,
  clusterMerge,
  clusterResume,
  clusterStatus,
} from "../../../electron/contract/methods/cluster.ts";
import { jobSubmit } from "../../../electron/contract/methods/job.ts";
import { formatDuration } from "../../../electron/contract/text.ts";
import { useAction, useDeliver } from "../../bridge/use-action.ts";
import { useResult } from "../../bridge/use-result.ts";
import { NumberHead } from "../../ui/tables.tsx";
import { plainPaths } from "../../ui/text.ts";
import { messages } from "../../ui/toaster.tsx";

const refreshMs = 5000;

/** Rows that are shown; of more, those that are not done. */
const mostShown = 40;

/** How the shards of a plan stand, and what can be done about them. `isLive`: a job works on them. */
export function ShardsPanel({ folder, isLive }: { folder: string; isLive: boolean }) {
  const act = useAction();
  const deliver = useDeliver();
  const { data: plan, reload } = useResult(clusterStatus, { folder }, ["jobs-changed"]);
  useEffect(() => {
    if (!isLive) return;
    const timer = setInterval(reload, refreshMs);
    return () => clearInterval(timer);
  }, [isLive, reload]);
  if (!plan) return null;
  const isDone = plan.done === plan.shards.length;
  const queue = async (method: Method, request: object) => {
    const queued = await act(jobSubmit, { method: method.name, request: { folder, ...request } });
    if (queued) messages.done(`${queued.title} is in the queue.`);
  };
  return (
    <>
      <h3>Shards</h3>
      <div>{shardsText(plan)}</div>
      <div className="job-actions">
        {!isDone && !isLive && (
          <Button size="small" text="Resume" onClick={() => void queue(clusterResume, { wait: true })} />
        )}
        {!isDone && (
          <Button
            size="small"
            text="Stop the shards"
            onClick={() => void act(clusterCancel, { folder }).then(reload)}
          />
        )}
        {isDone && <Button size="small" text="Merge" onClick={() => void queue(clusterMerge, {})} />}
      </div>
      <ShardTable plan={plan} />
      {plan.merged.length > 0 && (
        <ul className="job-files">
          {plan.merged.map((file) => (
            <li key={file}>
              <button type="button" className="link mono" onClick={() => void deliver(file)}>
                {file.split(/[\\/]/).at(-1)}
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** "5 of 8 done, 2 run on n1, n2, 1 tried again". */
function shardsText({ shards, done }: ClusterStanding): string {
  const running = shards.filter(({ state }) => state === "running");
  const nodes = [...new Set(running.flatMap(({ node }) => node ?? []))].sort().join(", ");
  const again = shards.reduce((sum, { attempts }) => sum + Math.max(0, attempts - 1), 0);
  return [
    `${formatFigure(done)} of ${formatFigure(shards.length)} done`,
    running.length > 0 && `${formatFigure(running.length)} run${nodes && ` on ${nodes}`}`,
    again > 0 && `${formatFigure(again)} tried again`,
  ]
    .filter(Boolean)
    .join(", ");
}

function ShardTable({ plan: { shards } }: { plan: ClusterStanding }) {
  const listed = shards.length <= mostShown ? shards : shards.filter(({ state }) => state !== "done");
  return (
    <table className="lane-table">
      <thead>
        <tr>
          <NumberHead>Shard</NumberHead>
          <th scope="col">State</th>
          <th scope="col">Node</th>
          <NumberHead>Took</NumberHead>
          <NumberHead>Attempts</NumberHead>
        </tr>
      </thead>
      <tbody>
        {listed.slice(0, mostShown).map(({ index, state, node, seconds, attempts, fault }) => (
          <tr key={index}>
            <td className="number">{index}</td>
            <td className={state === "damaged" ? "loss" : undefined}>
              {fault ? plainPaths(`${state}: ${fault}`) : state}
            </td>
            <td>{node ?? ""}</td>
            <td className="number">{seconds === null ? "" : formatDuration(seconds)}</td>
            <td className="number">{attempts}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
