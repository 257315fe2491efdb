/**
 * engine.json: all that was handed to engines, so that its tasks can be asked for, waited for and stopped, however often some
 * were handed anew.
 */
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
    /** An array has tasks from 0; `offset` is the shard of its first, `tasks` the shards of each where they have several. */
    arrays: z.array(
      z.object({ job, offset: z.number().int(), tasks: z.array(z.array(z.number().int())).optional() }),
    ),
    merge: job,
  }),
  z.object({
    engine: z.literal("kubernetes"),
    /** As kubectl names it: job.batch/tessera-search-abcde. */
    job: z.string().regex(/^job\.batch\/[a-z][\w.-]*$/),
    /** The shard of each of its indices. */
    shards: z.array(z.number().int()),
  }),
]);
export type Submitted = z.infer<typeof submitted>;
export type SubmittedTo<Name extends Submitted["engine"]> = Extract<Submitted, { engine: Name }>;

const engineFile = z.object({ submissions: z.array(submitted) });

const pathOf = (folder: Pick<ClusterFolder, "path">): string => join(folder.path, "engine.json");

/** What was submitted, the latest last; nothing where that cannot be read. */
export async function submissions(folder: Pick<ClusterFolder, "path">): Promise<Submitted[]> {
  try {
    return engineFile.parse(openSealed(await readFile(pathOf(folder), "utf8"))).submissions;
  } catch {
    return [];
  }
}

export async function keepSubmitted(folder: ClusterFolder, what: Submitted): Promise<void> {
  const all = [...(await submissions(folder)), what];
  // One run here is like the other.
  const last = new Map(all.map((one) => [JSON.stringify(one), one]));
  await replaceDurably(pathOf(folder), sealedText({ submissions: [...last.values()] }));
}
