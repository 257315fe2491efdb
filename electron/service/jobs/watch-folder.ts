import { mkdir, readdir, readFile, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { replaceDurably } from "../disk/durable.ts";
import type { Settings } from "../settings/settings.ts";
import type { JobQueue } from "./job-queue.ts";
import { watchedFileJobs } from "./watched-file-jobs.ts";

const isWatched = /\.(csv|tsv|txt|json)(\.gz|\.zst)?$/i;

/** Size and time of a file: a changed file is a new file. */
async function stampOf(file: string): Promise<string | undefined> {
  const info = await stat(file).catch(() => undefined);
  return info?.isFile() ? `${info.size}-${info.mtimeMs}` : undefined;
}

/**
 * Returns a function that looks at the watch folder once and queues jobs for files that are new and were the same at the
 * last look, so that a file that is still being copied is left alone. What was queued is remembered on disk.
 */
export function createFolderWatch(options: {
  readonly home: string;
  readonly settings: Settings;
  readonly submit: JobQueue["submit"];
}): () => Promise<void> {
  const memory = join(options.home, "jobs", "watched.json");
  let done: Record<string, string> | undefined;
  const lastLook = new Map<string, string>();

  return async () => {
    const configured = options.settings.get("jobs.watch_folder");
    if (configured === "") return;
    const folder = resolve(configured);
    done ??= JSON.parse(await readFile(memory, "utf8").catch(() => "{}")) as Record<string, string>;
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((one) => isWatched.test(one)).sort()) {
      const file = join(folder, name);
      const stamp = await stampOf(file);
      if (stamp === undefined || done[file] === stamp) continue;
      const isQuiet = lastLook.get(file) === stamp;
      lastLook.set(file, stamp);
      if (!isQuiet) continue;
      let after: string | undefined;
      for (const job of await watchedFileJobs(file, options.home, options.settings)) {
        after = (await options.submit({ ...job, after, source: "watch-folder" })).id;
      }
      done[file] = stamp;
      lastLook.delete(file);
      await mkdir(dirname(memory), { recursive: true });
      await replaceDurably(memory, JSON.stringify(done, null, 1));
    }
  };
}
