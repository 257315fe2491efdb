import { resolve } from "node:path";
import { Option } from "commander";
import type { ClusterEngine } from "../../../../contract/methods/cluster.ts";
import {
  clusterCancel,
  clusterEngine,
  clusterMerge,
  clusterRecipe,
  clusterResume,
  clusterRun,
  clusterShard,
  clusterStatus,
  clusterSubmit,
} from "../../../../contract/methods/cluster.ts";
import { Problem } from "../../../../contract/problem.ts";
import { readInteger } from "../../options/read.ts";
import type { DefineCommand } from "../../run-cli.ts";
import { printMerged } from "./merged.ts";
import { definePlans } from "./plan.ts";
import { describeStanding } from "./standing.ts";

interface SubmitOptions {
  readonly engine?: ClusterEngine;
  readonly maxRunning?: number;
  readonly wait?: boolean;
  readonly dryRun?: boolean;
  readonly merge?: boolean;
}

/** tessera cluster plan|shard|submit|status|resume|merge|cancel */
export const defineCluster: DefineCommand = (command, session) => {
  definePlans(command, session);
  command
    .command("shard <dir> <index...>")
    .description("do shards, one after the other: what a task of a scheduler runs")
    .action(async (dir: string, index: string[]) => {
      const folder = resolve(dir);
      const done = await session.call(clusterShard, { folder, indices: index.map(readInteger) });
      await session.print(done, ({ shards }) =>
        shards
          .map(({ index: own, state, node, seconds }) => `shard ${own} ${state} on ${node}, ${seconds} s`)
          .join("\n"),
      );
    });
  defineSubmits(command, session);
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
      await printMerged(session, merged);
    });
  command
    .command("cancel <dir>")
    .description("stop the shards that run; what is done stays")
    .action(async (dir: string) => {
      await session.print(await session.call(clusterCancel, { folder: resolve(dir) }), describeStanding);
    });
};

/** submit and resume */
const defineSubmits: DefineCommand = (command, session) => {
  for (const method of [clusterSubmit, clusterResume]) {
    const isFirst = method === clusterSubmit;
    const usual = isFirst ? "local" : "as they were submitted before";
    command
      .command(isFirst ? "submit <dir>" : "resume <dir>")
      .description(isFirst ? "run the shards" : "run the shards that are missing or damaged")
      .addOption(
        new Option("--engine <engine>", `who runs them (default: ${usual})`).choices(clusterEngine.options),
      )
      .option("--max-running <n>", "most shards at a time", readInteger)
      .option("--wait", "end when all have ended, not when they are submitted; local always waits")
      .option("--merge", "run them here, and merge them in the same process")
      .option("--dry-run", "print what the engine would be given for all shards, and submit nothing")
      .action(async (dir: string, { engine, maxRunning, wait, dryRun, merge }: SubmitOptions) => {
        const folder = resolve(dir);
        if (dryRun) {
          const made = await session.call(clusterRecipe, { folder, engine: engine ?? "local", maxRunning });
          await session.print(made, ({ text }) => text.trimEnd());
          return;
        }
        if (merge) {
          refuseMergeElsewhere(engine);
          await printMerged(session, await session.call(clusterRun, { folder, maxRunning }));
          return;
        }
        await session.print(
          await session.call(method, { folder, engine, maxRunning, wait }),
          describeStanding,
        );
      });
  }
};

function refuseMergeElsewhere(engine: ClusterEngine | undefined): void {
  if (engine === undefined || engine === "local") return;
  throw new Problem("bad-request", `Shards that ${engine} runs are not merged in the same process.`, {
    remedy: "Slurm merges behind them by itself; of others: tessera cluster merge DIR, when all have ended.",
  });
}
