import type { ClusterStanding } from "../../../../contract/methods/cluster.ts";
import { formatDuration } from "../../../../contract/text.ts";
import { formatTable } from "../../format.ts";

/** Shards that a list shows one by one. */
const mostShown = 50;

/** How a plan stands: in one line, then the shards that are not done, or all where they are few. */
export function describeStanding({ shards, done, ...plan }: ClusterStanding): string {
  const head = `${plan.folder}: ${plan.kind} of ${plan.dataset} on ${plan.backend}, ${done} of ${shards.length} shards done`;
  const shown = (shards.length <= mostShown ? shards : shards.filter(({ state }) => state !== "done")).slice(
    0,
    mostShown,
  );
  const table = formatTable(
    [
      { title: "shard", align: "right", text: ({ index }) => String(index) },
      { title: "state", text: ({ state }) => state },
      { title: "expected", align: "right", text: (one) => formatDuration(one.expectedSeconds) },
      { title: "took", align: "right", text: ({ seconds }) => (seconds ? formatDuration(seconds) : "") },
      { title: "node", text: ({ node }) => node ?? "" },
      { title: "attempts", align: "right", text: ({ attempts }) => String(attempts) },
      { title: "", text: ({ fault }) => fault ?? "" },
    ],
    shown,
  );
  return [head, shown.length > 0 ? table : "", ...plan.merged].filter(Boolean).join("\n");
}
