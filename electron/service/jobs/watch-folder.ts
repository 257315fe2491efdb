import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { z } from "zod";
import { makeFolders, replaceDurably } from "../disk/durable.ts";
import type { Settings } from "../settings/settings.ts";
import type { Submission } from "./record.ts";

const isWatched = /\.(csv|tsv|txt|json)(\.gz|\.zst)?$/i;

/**
 * Returns a function that looks at the watch folder once and queues jobs for files that are new and were the same at the
 * last look, so that a file that is still being copied is left alone. What was queued is remembered on disk.
 */
export function createFolderWatch(options: {
  readonly home: string;
  readonly settings: Settings;
  readonly submit: (submission: Submission) => Promise<{ readonly id: string }>;
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
      await makeFolders(dirname(memory));
      await replaceDurably(memory, JSON.stringify(done, null, 1));
    }
  };
}

/** Size and time of a file: a changed file is a new file. */
async function stampOf(file: string): Promise<string | undefined> {
  const info = await stat(file).catch(() => undefined);
  return info?.isFile() ? `${info.size}-${info.mtimeMs}` : undefined;
}

/** A job file of the replaced system; it has more keys, which say nothing that is needed. */
const legacyJob = z.object({
  job_id: z.string().optional(),
  input_file: z.string().min(1),
  portfolio_size: z.number().int().min(1).max(10_000),
});

/**
 * The jobs that a new file in the watch folder asks for, in order: an import, and a search where the settings or a job file
 * of the replaced system want one. Result files go to <home>/results/<name>. None for a JSON file that is no job.
 */
async function watchedFileJobs(file: string, home: string, settings: Settings): Promise<Submission[]> {
  if (/\.json$/i.test(file)) {
    let job: z.infer<typeof legacyJob>;
    try {
      job = legacyJob.parse(JSON.parse(await readFile(file, "utf8")));
    } catch {
      return [];
    }
    const input = resolve(dirname(file), job.input_file);
    const name = datasetName(input);
    const out = resolve(home, "results", datasetName(job.job_id ?? name));
    return [importJob(input, name), searchJob(input, name, job.portfolio_size, out)];
  }
  const name = datasetName(file);
  const asked = /_ps(\d{1,5})(?!\d)/i.exec(basename(file))?.[1];
  const imported = importJob(file, name);
  if (asked === undefined && !settings.get("jobs.watch_search")) return [imported];
  const size = asked === undefined ? undefined : Number(asked);
  return [imported, searchJob(file, name, size, resolve(home, "results", name))];
}

function importJob(file: string, dataset: string): Submission {
  const request = { files: [file], dataset, replace: true };
  return { method: "dataset.import", request, title: `Import ${basename(file)}` };
}

function searchJob(file: string, dataset: string, size: number | undefined, out: string): Submission {
  const sizes = size === undefined ? {} : { minSize: size, maxSize: size };
  const what = size === undefined ? "" : ` of size ${size}`;
  const title = `Search portfolios${what} in ${basename(file)}`;
  return { method: "search.run", request: { dataset, ...sizes, out }, title };
}

/** A dataset name out of a file name. */
function datasetName(file: string): string {
  const stem = basename(file).replace(/(\.(csv|tsv|txt))?(\.(gz|zst))?$/i, "");
  return (
    stem
      .replace(/[^\w.-]+/g, "_")
      .replace(/^[^A-Za-z0-9]+/, "")
      .slice(0, 60) || "watched"
  );
}
