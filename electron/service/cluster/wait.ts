/** Waiting for shards that others run. */
import { setTimeout as pause } from "node:timers/promises";
import { Problem } from "../../contract/problem.ts";
import type { CallContext } from "../context.ts";
import type { Settings } from "../settings/settings.ts";
import type { ShardTask } from "./engines/engine.ts";
import { leftOf } from "./engines/engines.ts";
import type { ClusterFolder } from "./folder.ts";

/** Milliseconds between two questions. */
const [soonest, latest] = [2000, 60_000];

/** A scheduler serves many: it is asked less often the longer all takes, so that an answer is late by a twentieth at most. */
export const pauseAfter = (waitedMs: number): number => Math.min(latest, Math.max(soonest, waitedMs / 20));

/** Time without an answer after which none is waited for: a controller is restarted, a line breaks. */
const unansweredMs = 60_000;

/** Waits until engines have nothing left of a plan. A cancel ends the waiting, not the tasks. */
export async function waitForShards(
  title: string,
  folder: ClusterFolder,
  settings: Settings,
  call: CallContext,
): Promise<void> {
  const began = performance.now();
  let answeredAt = began;
  for (;;) {
    const left = await leftOf(folder, settings).catch((error: unknown) => {
      if (performance.now() - answeredAt > unansweredMs) throw error;
      return undefined;
    });
    if (left) {
      answeredAt = performance.now();
      if (left.tasks.length === 0 && !left.isMerging) return;
      call.progress(await progressOf(title, folder, left.tasks));
    }
    // While none is answered it is asked often.
    const milliseconds = left ? pauseAfter(answeredAt - began) : soonest;
    await pause(milliseconds, undefined, { signal: call.signal }).catch(() => undefined);
    if (call.signal.aborted) {
      throw new Problem("cancelled", "No longer waited for; the tasks go on.", {
        remedy: `Stop them with: tessera cluster cancel ${folder.path}`,
      });
    }
  }
}

/** Nodes, what waits, and what is tried again. */
async function progressOf(title: string, folder: ClusterFolder, left: readonly ShardTask[]) {
  // A task that has several does the later ones when the first are done.
  const tasks = left.filter(({ index }) => folder.markedAt(index) === 0);
  const count = folder.plan.shards.length;
  const running = tasks.filter(({ state }) => state === "running");
  const nodes = [...new Set(running.flatMap(({ node }) => node ?? []))].sort();
  const attempts = Map.groupBy(await folder.attempts(), ({ index }) => index);
  const again = [...attempts.values()].reduce((sum, of) => sum + of.length - 1, 0);
  const detail = [
    running.length > 0 ? `${running.length} running on ${nodes.join(", ")}` : "",
    tasks.length > running.length ? `${tasks.length - running.length} waiting` : "",
    again > 0 ? `${again} tried again` : "",
    left.length === 0 ? "merging" : "",
  ];
  return {
    stage: `Waiting for ${title}`,
    fraction: (count - tasks.length) / count,
    detail: detail.filter(Boolean).join("; "),
  };
}
