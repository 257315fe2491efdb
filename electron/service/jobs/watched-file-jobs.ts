import type { Settings } from "../settings/settings.ts";
import type { Submission } from "./job-queue.ts";

/** The jobs that a new file in the watch folder asks for, in order. */
export async function watchedFileJobs(_file: string, _settings: Settings): Promise<Submission[]> {
  return [];
}
