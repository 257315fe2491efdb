import { readFile } from "node:fs/promises";
import { basename, dirname, resolve } from "node:path";
import { z } from "zod";
import type { Settings } from "../settings/settings.ts";
import type { Submission } from "./job-queue.ts";

/** A job file of the replaced system; it has more keys, which say nothing that is needed. */
const legacyJob = z.object({
  job_id: z.string().optional(),
  input_file: z.string().min(1),
  portfolio_size: z.number().int().min(1).max(10_000),
});

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

/**
 * The jobs that a new file in the watch folder asks for, in order: an import, and a search where the settings or a job file
 * of the replaced system want one. Result files go to <home>/results/<name>. None for a JSON file that is no job.
 */
export async function watchedFileJobs(file: string, home: string, settings: Settings): Promise<Submission[]> {
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
