/** engine.json: what was handed to a scheduler last, so that its tasks can be asked for, waited for and stopped. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { replaceDurably } from "../../disk/durable.ts";
import { openSealed, sealedText } from "../../disk/sealed.ts";
import type { ClusterFolder } from "../folder.ts";

const job = z.string().regex(/^\d+$/);

const submitted = z.discriminatedUnion("engine", [
  z.object({ engine: z.literal("local") }),
  z.object({
    engine: z.literal("slurm"),
    /** An array has tasks from 0; `offset` is the shard of its first. */
    arrays: z.array(z.object({ job, offset: z.number().int() })),
    merge: job,
  }),
  z.object({
    engine: z.literal("kubernetes"),
    /** As kubectl names it: job.batch/tessera-search-abcde. */
    job: z.string().regex(/^[a-z][\w./-]*$/),
  }),
]);
export type Submitted = z.infer<typeof submitted>;
export type SlurmJobs = Extract<Submitted, { engine: "slurm" }>;

const engineFile = (folder: ClusterFolder): string => join(folder.path, "engine.json");

/** What was submitted last; undefined: nothing, or what is there cannot be read. */
export async function lastSubmitted(folder: ClusterFolder): Promise<Submitted | undefined> {
  try {
    return submitted.parse(openSealed(await readFile(engineFile(folder), "utf8")));
  } catch {
    return undefined;
  }
}

export async function keepSubmitted(folder: ClusterFolder, what: Submitted): Promise<void> {
  await replaceDurably(engineFile(folder), sealedText({ ...what, at: new Date().toISOString() }));
}
