import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { z } from "zod";
import { Problem, problemOf } from "../../contract/problem.ts";
import { keepDurably } from "../disk/durable.ts";
import { inside, ownPlace } from "../disk/own-places.ts";
import { rename } from "../disk/rename.ts";
import { endsWithLine } from "../importing/rows/cut-end.ts";
import { isTableName, tableStem } from "../importing/source/table-names.ts";
import type { Settings } from "../settings/settings.ts";
import type { Submission } from "./record.ts";

/** Tables of any kind, and jobs of the replaced system. */
const isWatched = (name: string): boolean => isTableName(name) || /\.json$/i.test(name);

interface WatchOptions {
  readonly home: string;
  readonly settings: Settings;
  readonly submit: (submission: Submission) => Promise<{ readonly id: string }>;
  /** Hears of a file that nothing was queued for, and of what else keeps the folder from being watched. */
  readonly refused: (title: string, request: unknown, error: unknown) => Promise<void>;
}

/**
 * Returns a function that looks at the watch folder once and queues jobs for files that are new and were the same at the
 * last looks, so that a file that is still being copied is left alone: for jobs.watch_quiet_s, and longer when it ends inside a
 * row. What was queued is remembered on disk. A file that cannot be taken is said, once, and the others go on.
 */
export function createFolderWatch(options: WatchOptions): () => Promise<void> {
  const { home, settings, submit, refused } = options;
  const memory = join(home, "jobs", "watched.json");
  let done: Record<string, string> | undefined;
  let isSaid = "";
  const lastLook = new Map<string, { readonly stamp: string; readonly since: number }>();

  /** Queues what a file asks for. */
  const take = async (folder: string, name: string): Promise<void> => {
    const file = join(folder, name);
    try {
      if ((await inside(folder, name)) === null) throw elsewhere(file, "is a link to a file that");
      let after: string | undefined;
      for (const job of await watchedFileJobs(file, home, settings)) {
        after = (await submit({ ...job, after, source: "watch-folder" })).id;
      }
    } catch (error) {
      if (problemOf(error).code === "disk-full") throw error;
      await refused(`Take ${name} from the watch folder`, { file }, error);
    }
  };
  /** The folder to look into; undefined when there is none, or none that may be watched. */
  const watched = async (): Promise<string | undefined> => {
    const configured = settings.get("jobs.watch_folder");
    if (configured === "") return undefined;
    const folder = resolve(configured);
    if ((await ownPlace(home, folder)) === undefined) return folder;
    if (isSaid !== folder)
      await refused(
        "Watch a folder",
        { folder },
        new Problem("bad-setting", `${folder} is the product's own.`),
      );
    isSaid = folder;
    return undefined;
  };

  return async () => {
    const folder = await watched();
    if (folder === undefined) return;
    done ??= await readMemory(memory, refused);
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((one) => isWatched(one)).sort()) {
      const file = join(folder, name);
      const stamp = await stampOf(file);
      if (stamp === undefined || done[file] === stamp) continue;
      const seen = lastLook.get(file);
      if (seen?.stamp !== stamp) {
        lastLook.set(file, { stamp, since: Date.now() });
        continue;
      }
      // A file that ends inside a row is hardly whole: a copy that stalls looks so.
      const key = (await isWhole(file)) ? "jobs.watch_quiet_s" : "jobs.watch_unfinished_s";
      if (Date.now() - seen.since < settings.get(key) * 1000) continue;
      await take(folder, name);
      done[file] = stamp;
      lastLook.delete(file);
      await keepDurably(memory, JSON.stringify(done, null, 1));
    }
  };
}

/** What was queued before: stamps by file. A list that cannot be read is set aside, and the folder is looked at anew. */
async function readMemory(memory: string, refused: WatchOptions["refused"]): Promise<Record<string, string>> {
  const text = await readFile(memory, "utf8").catch(() => "{}");
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(text));
  } catch {
    await rename(memory, `${memory}.damaged`).catch(() => undefined);
    const problem = new Problem("damaged", `${memory}, which files were queued, is damaged.`, {
      file: memory,
      remedy: `It is kept as ${basename(memory)}.damaged. Every file in the watch folder counts as new.`,
    });
    await refused("Read what was taken from the watch folder", { file: memory }, problem);
    return {};
  }
}

/** Whoever can put a file into the folder must not be able to have others read. */
function elsewhere(file: string, what: string): Problem {
  return new Problem("bad-input", `${basename(file)} ${what} does not lie beside it.`, {
    file,
    remedy: "Put the file itself into the watch folder, or import it yourself.",
  });
}

/** Whether a file ends as a finished one does: packed ones and JSON cannot be told by their last byte. */
async function isWhole(file: string): Promise<boolean> {
  if (!/\.(csv|tsv|txt)$/i.test(file)) return true;
  return endsWithLine(file).catch(() => false);
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
    if ((await inside(dirname(file), input)) === null) throw elsewhere(file, `names ${input}, which`);
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
  const stem = tableStem(basename(file));
  return (
    stem
      .replace(/[^\w.-]+/g, "_")
      .replace(/^[^A-Za-z0-9]+/, "")
      .slice(0, 60) || "watched"
  );
}
