import type { Manifest } from "../version/manifest.ts";
import type { DatasetStore } from "./dataset-store.ts";

/**
 * The version that a queued job made when it ran before: it was killed between its work and the record of it. To do it again
 * would append twice, or fail for what is there already.
 */
async function versionOfJob(datasets: DatasetStore, dataset: string, job: string) {
  const versions = await datasets.history(dataset).catch(() => []);
  return {
    made: versions.find(({ manifest }) => manifest?.job === job),
    current: versions.find(({ isCurrent }) => isCurrent),
  };
}

/** Whether a job with this request has made its version. */
export async function hasVersionOfJob(
  datasets: DatasetStore,
  request: unknown,
  job: string,
): Promise<boolean> {
  const { dataset } = (request ?? {}) as { dataset?: unknown };
  return typeof dataset === "string" && (await versionOfJob(datasets, dataset, job)).made !== undefined;
}

/**
 * The version that this call, if it is a queued job, has made already. Where the kill came before it was in force, that is done
 * here.
 */
export async function madeByJob(
  datasets: DatasetStore,
  dataset: string,
  job: string | undefined,
): Promise<Manifest | undefined> {
  if (job === undefined) return undefined;
  const { made, current } = await versionOfJob(datasets, dataset, job);
  if (made && current && current.version < made.version) return datasets.rollback(dataset, made.version);
  return made?.manifest ?? undefined;
}
