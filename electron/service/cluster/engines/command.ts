/** How Tessera is called: by this machine's own processes, and in the tasks of a scheduler. */
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { Problem } from "../../../contract/problem.ts";
import type { Settings } from "../../settings/settings.ts";
import type { ClusterFolder } from "../folder.ts";
import type { ClusterPlan } from "../plan.ts";

/** The program and its first arguments that run `tessera` on this machine. Throws Problem where there is no command line. */
export function tesseraCommand(): readonly string[] {
  let folder = import.meta.dirname;
  while (dirname(folder) !== folder) {
    const script = join(folder, "bin", "tessera.js");
    if (existsSync(script)) return [process.execPath, script];
    folder = dirname(folder);
  }
  throw new Problem("unsupported", "This installation has no command line to run shards with.", {
    remedy: "Say how it is called on the nodes: the setting cluster.command.",
  });
}

/** Arguments of every process that works on a plan: its kind of backend where that was chosen by hand. */
export function backendArguments(plan: ClusterPlan): readonly string[] {
  return plan.backend === "cpu" ? [] : ["--set", `engine.backend=${plan.backend}`];
}

/** A word for a POSIX shell. */
export const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;

/** What every text for a scheduler is made from. */
export interface TaskSource {
  /** Data root of this installation, which may have templates. */
  readonly home: string;
  readonly settings: Settings;
  readonly folder: ClusterFolder;
  /** Most shards at a time. */
  readonly maxRunning: number | undefined;
}

/** The line of a shell that does shards or merges them; `index` is the shell's word for the shards. */
export function taskLine(
  { folder, settings }: Pick<TaskSource, "folder" | "settings">,
  verb: "shard" | "merge",
  index = "",
): string {
  const own = "electron" in process.versions ? ["env", "ELECTRON_RUN_AS_NODE=1"] : [];
  const command = settings.get("cluster.command") || [...own, ...tesseraCommand()].map(quoted).join(" ");
  const threads = String(settings.get("cluster.cpus_per_task"));
  const words = [
    settings.get("cluster.container"),
    command,
    "cluster",
    verb,
    quoted(folder.path),
    index,
    "--no-progress",
    ...(verb === "shard" ? ["--threads", threads] : []),
    ...backendArguments(folder.plan),
  ];
  return words.filter(Boolean).join(" ");
}
