import { resolve } from "node:path";
import type { ClusterResult } from "../../../../contract/methods/cluster.ts";
import {
  clusterCancel,
  clusterMerge,
  clusterResume,
  clusterShard,
  clusterStatus,
  clusterSubmit,
} from "../../../../contract/methods/cluster.ts";
import { describeBasis } from "../../describe/basis.ts";
import { describeSearch } from "../../describe/search.ts";
import { formatCount } from "../../format.ts";
import { readInteger } from "../../options/read.ts";
import type { DefineCommand } from "../../run-cli.ts";
import { definePlans } from "./plan.ts";
import { describeStanding } from "./standing.ts";

interface SubmitOptions {
  readonly maxRunning?: number;
}

/** tessera cluster plan|shard|submit|status|resume|merge|cancel */
export const defineCluster: DefineCommand = (command, session) => {
  definePlans(command, session);
  command
    .command("shard <dir> <index>")
    .description("do one shard: what a task of a scheduler runs")
    .action(async (dir: string, index: string) => {
      const folder = resolve(dir);
      const standing = await session.call(clusterShard, { folder, index: readInteger(index) });
      await session.print(
        standing,
        ({ state, node, seconds }) => `shard ${index} ${state} on ${node}, ${seconds} s`,
      );
    });
  for (const method of [clusterSubmit, clusterResume]) {
    const isFirst = method === clusterSubmit;
    command
      .command(isFirst ? "submit <dir>" : "resume <dir>")
      .description(isFirst ? "run the shards" : "run the shards that are missing or damaged")
      .option("--max-running <n>", "most shards at a time", readInteger)
      .action(async (dir: string, { maxRunning }: SubmitOptions) => {
        const standing = await session.call(method, { folder: resolve(dir), maxRunning });
        await session.print(standing, describeStanding);
      });
  }
  command
    .command("status <dir>")
    .description("how every shard stands")
    .action(async (dir: string) => {
      await session.print(await session.call(clusterStatus, { folder: resolve(dir) }), describeStanding);
    });
  command
    .command("merge <dir>")
    .description("join the shards to the result of one machine")
    .option("--out <dir>", "new folder for the result files (default: merged in the plan's folder)")
    .action(async (dir: string, { out }: { readonly out?: string }) => {
      const merged = await session.call(clusterMerge, {
        folder: resolve(dir),
        out: out === undefined ? undefined : resolve(out),
      });
      if (session.json) await session.print(merged.found.result, () => "");
      else await session.print(merged, ({ files, found }) => [describeFound(found), ...files].join("\n"));
    });
  command
    .command("cancel <dir>")
    .description("stop the shards that run; what is done stays")
    .action(async (dir: string) => {
      await session.print(await session.call(clusterCancel, { folder: resolve(dir) }), describeStanding);
    });
};

function describeFound(found: ClusterResult): string {
  if (found.kind === "search") return describeSearch(found.result);
  const { strategies, metrics, basis } = found.result;
  return `${formatCount(strategies.length)} strategies x ${metrics.length} metrics\n${describeBasis(basis)}`;
}
