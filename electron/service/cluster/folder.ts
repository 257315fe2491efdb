/**
 * The folder of a plan: attempts work aside, and what is done gets a mark.
 *
 *     plan.json                    see plan.ts
 *     input/                       a data root with the version of the dataset
 *     attempts/00007-<id>/         one attempt at shard 7, with what it keeps while it runs
 *     shards/00007.<id>.bin        what an attempt came to; a name of its own, so that two at once cannot mix
 *     shards/00007.ok              the mark: which file counts, its SHA-256, who made it
 *     log/, merged/, engine.json
 */
import { createHash, randomBytes } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { decodeMessage, encodeMessage } from "../../contract/messages/codec.ts";
import type { ShardStanding } from "../../contract/methods/cluster.ts";
import { Problem } from "../../contract/problem.ts";
import {
  diskProblem,
  makeFolders,
  removeQuietly,
  replaceDurably,
  syncFolder,
  writeDurably,
} from "../disk/durable.ts";
import { rename } from "../disk/rename.ts";
import { openSealed, sealedText } from "../disk/sealed.ts";
import type { ClusterPlan } from "./plan.ts";

const shardMark = z.object({
  /** Checksum of the plan. */
  plan: z.string(),
  index: z.number().int(),
  /** Below shards/. */
  file: z.string().regex(/^[\w.-]+$/),
  bytes: z.number().int(),
  sha256: z.string(),
  backend: z.string(),
  node: z.string(),
  seconds: z.number(),
  attempt: z.string(),
  /** Attempts so far, this one included. */
  attempts: z.number().int(),
});
type ShardMark = z.infer<typeof shardMark>;

const numbered = (index: number): string => String(index).padStart(5, "0");

/** A shard as it lies on the disk. */
type Found =
  | { readonly state: "missing" }
  | { readonly state: "damaged"; readonly fault: string }
  | { readonly state: "done"; readonly mark: ShardMark; readonly part: () => unknown };

export class ClusterFolder {
  readonly path: string;
  readonly plan: ClusterPlan;

  constructor(path: string, plan: ClusterPlan) {
    this.path = path;
    this.plan = plan;
  }

  /** Data root with the dataset. */
  static input(path: string): string {
    return join(path, "input");
  }

  get merged(): string {
    return join(this.path, "merged");
  }

  /** Paths of what was merged. */
  mergedFiles(): string[] {
    return readdirSync(this.merged)
      .sort()
      .map((name) => join(this.merged, name));
  }

  get logs(): string {
    return join(this.path, "log");
  }

  /** What a shard says while it runs. */
  logOf(index: number): string {
    return join(this.logs, `${numbered(index)}.txt`);
  }

  #shards(name = ""): string {
    return join(this.path, "shards", name);
  }

  /** Begins an attempt: a folder of its own. */
  async begin(index: number): Promise<Attempt> {
    const id = `${Date.now().toString(36)}-${randomBytes(4).toString("hex")}`;
    const folder = join(this.path, "attempts", `${numbered(index)}-${id}`);
    try {
      await makeFolders(folder);
    } catch (error) {
      throw diskProblem(error, folder, "making");
    }
    const earlier = (await this.attempts()).filter((one) => one.index === index && one.folder !== folder);
    return { id, index, folder, earlier: earlier.map((one) => one.folder) };
  }

  /** Keeps what an attempt came to: the file first, then its mark, each in one step. */
  async finish(attempt: Attempt, part: unknown, made: Pick<ShardMark, "backend" | "seconds">): Promise<void> {
    const content = encodeMessage(part);
    const file = `${numbered(attempt.index)}.${attempt.id}.bin`;
    // Not in the attempt's own folder: another attempt that ends first sweeps it away.
    const aside = this.#shards(`.${file}.part`);
    await writeDurably(aside, content);
    try {
      await rename(aside, this.#shards(file));
      await syncFolder(this.#shards());
    } catch (error) {
      throw diskProblem(error, this.#shards(file), "writing");
    }
    const mark: ShardMark = {
      plan: this.plan.checksum,
      index: attempt.index,
      file,
      bytes: content.byteLength,
      sha256: createHash("sha256").update(content).digest("hex"),
      node: hostname(),
      attempt: attempt.id,
      attempts: attempt.earlier.length + 1,
      ...made,
    };
    await replaceDurably(this.#shards(`${numbered(attempt.index)}.ok`), sealedText(mark));
    for (const folder of [...attempt.earlier, attempt.folder]) await removeQuietly(folder);
  }

  /** A shard's part, every byte checked against its mark. */
  async find(index: number): Promise<Found> {
    const name = `${numbered(index)}.ok`;
    const text = await readFile(this.#shards(name), "utf8").catch(() => undefined);
    if (text === undefined) return { state: "missing" };
    try {
      const mark = shardMark.parse(openSealed(text));
      if (mark.plan !== this.plan.checksum || mark.index !== index) throw new Error("it is of another plan.");
      if (mark.backend !== this.plan.backend)
        throw new Error(`it was computed on ${mark.backend}, not on ${this.plan.backend}.`);
      const content = await readFile(this.#shards(mark.file)).catch(() => {
        throw new Error(`${mark.file} is not there.`);
      });
      const sha256 = createHash("sha256").update(content).digest("hex");
      if (sha256 !== mark.sha256) throw new Error(`${mark.file} is not as it was written.`);
      return { state: "done", mark, part: () => decodeMessage(content) };
    } catch (error) {
      const why = error instanceof z.ZodError || error instanceof SyntaxError ? "it is no mark." : undefined;
      return { state: "damaged", fault: `${name}: ${why ?? (error as Error).message}` };
    }
  }

  /**
   * Parts of the shards beside `index` that do what is wanted, each told once, as soon as it is done. One that is damaged is as
   * good as one that is missing.
   */
  newlyDone(index: number, isWanted: (does: unknown) => boolean): () => Promise<unknown[]> {
    const { shards } = this.plan;
    const left = new Set(
      shards.flatMap(({ does }, other) => (other !== index && isWanted(does) ? other : [])),
    );
    return async () => {
      const parts: unknown[] = [];
      for (const other of left) {
        if (this.markedAt(other) === 0) continue;
        left.delete(other);
        const found = await this.find(other);
        if (found.state === "done") parts.push(found.part());
      }
      return parts;
    };
  }

  /** When a shard was marked as done, whether what it came to is whole or not; milliseconds of 1970, 0: never. */
  markedAt(index: number): number {
    return statSync(this.#shards(`${numbered(index)}.ok`), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  }

  /** How every shard stands. */
  async standing(): Promise<ShardStanding[]> {
    const attempts = await this.attempts();
    const standing: ShardStanding[] = [];
    for (const index of this.plan.shards.keys()) standing.push(await this.standingOf(index, attempts));
    return standing;
  }

  /** How one shard stands; of the others nothing is read. */
  async standingOf(
    index: number,
    attempts?: Awaited<ReturnType<ClusterFolder["attempts"]>>,
  ): Promise<ShardStanding> {
    const found = await this.find(index);
    const begun = (attempts ?? (await this.attempts())).filter((one) => one.index === index).length;
    const mark = found.state === "done" ? found.mark : undefined;
    return {
      index,
      state: found.state === "missing" && begun > 0 ? "begun" : found.state,
      expectedSeconds: this.plan.shards[index]?.expectedSeconds ?? 0,
      seconds: mark?.seconds ?? null,
      node: mark?.node ?? null,
      attempts: mark?.attempts ?? begun,
      fault: found.state === "damaged" ? found.fault : null,
    };
  }

  /** All parts, in order. Throws Problem that names every shard that is missing or damaged. */
  async parts(): Promise<unknown[]> {
    const parts: unknown[] = [];
    const faults: string[] = [];
    for (const index of this.plan.shards.keys()) {
      const found = await this.find(index);
      if (found.state === "done") parts.push(found.part());
      else faults.push(found.state === "damaged" ? found.fault : `${numbered(index)} is missing.`);
    }
    if (faults.length === 0) return parts;
    const shown = faults.slice(0, 20).join(" ");
    const more = faults.length > 20 ? ` And ${faults.length - 20} more.` : "";
    throw new Problem(
      "damaged",
      `${faults.length} of ${this.plan.shards.length} shards of ${this.path} ${faults.length === 1 ? "is" : "are"} not done: ${shown}${more}`,
      { file: this.path, remedy: `Do them with: tessera cluster resume ${this.path}` },
    );
  }

  /** Folders of attempts that have not ended, or ended without a result; the latest last. */
  async attempts(): Promise<{ readonly index: number; readonly folder: string }[]> {
    const names = await readdir(join(this.path, "attempts")).catch(() => []);
    return names.sort().flatMap((name) => {
      const index = /^(\d+)-/.exec(name)?.[1];
      return index === undefined ? [] : { index: Number(index), folder: join(this.path, "attempts", name) };
    });
  }
}

/** One try at a shard. */
export interface Attempt {
  readonly id: string;
  readonly index: number;
  /** For what it keeps while it runs. */
  readonly folder: string;
  /** Those of attempts that came to nothing, the latest last: what they kept may be gone on with. */
  readonly earlier: readonly string[];
}
