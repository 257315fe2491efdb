import { readdir, readFile, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type JobRecord, jobRecord } from "../../contract/job.ts";
import { decodeMessage } from "../../contract/messages/codec.ts";
import { Problem } from "../../contract/problem.ts";
import { keepDurably, replaceDurably } from "../disk/durable.ts";
import { rename } from "../disk/rename.ts";

type Place = "queue" | "history";

const isId = /^[\w-]+$/;

/**
 * Jobs as files under <home>/jobs, readable by any process:
 *
 *     queue/<id>.json      queued or running; runs again when its process died
 *     queue/<id>.cancel    somebody wants it to stop
 *     history/<id>.json    finished
 *     history/<id>.result  what it returned, as a message of the contract
 *
 * Each file is replaced in one step. A job that lies in both folders was finishing when its process died, and is finished.
 */
export class JobStore {
  readonly #folders: Readonly<Record<Place, string>>;
  /** Number and last of the finished jobs when they were pruned. */
  #pruned = "";

  constructor(home: string) {
    this.#folders = { queue: join(home, "jobs", "queue"), history: join(home, "jobs", "history") };
  }

  /** Ids, oldest first. */
  async ids(place: Place): Promise<string[]> {
    const names = await readdir(this.#folders[place]).catch(() => []);
    return (
      names
        .filter((name) => name.endsWith(".json"))
        .map((name) => name.slice(0, -5))
        // What other programs left, such as "._x.json" or "copy (1).json", is no job.
        .filter((id) => isId.test(id))
        .sort()
    );
  }

  /** Undefined when there is no such record, or none that can be read. */
  async read(place: Place, id: string): Promise<JobRecord | undefined> {
    const text = await readFile(this.#file(place, id, "json"), "utf8").catch(() => undefined);
    if (text === undefined) return undefined;
    try {
      const record = jobRecord.parse(JSON.parse(text));
      // One that says to be another would stay where it is when it is done, and be done again without end.
      return record.id === id ? record : undefined;
    } catch {
      return undefined;
    }
  }

  /** The record wherever it is; finished wins. Throws Problem "not-found". */
  async find(id: string): Promise<JobRecord> {
    const found = (await this.read("history", id)) ?? (await this.read("queue", id));
    if (found) return found;
    throw new Problem("not-found", `There is no job ${id}.`, { remedy: "tessera jobs list shows them." });
  }

  async saveQueued(record: JobRecord): Promise<void> {
    await keepDurably(this.#file("queue", record.id, "json"), JSON.stringify(record));
  }

  /** Moves a record to the history, its encoded result first, so that a record that says it has a result is right. */
  async saveFinished(record: JobRecord, result?: Uint8Array): Promise<void> {
    if (result) await keepDurably(this.#file("history", record.id, "result"), result);
    await keepDurably(this.#file("history", record.id, "json"), JSON.stringify(record));
    await rm(this.#file("queue", record.id, "json"), { force: true });
    await rm(this.#file("queue", record.id, "cancel"), { force: true });
  }

  async result(id: string): Promise<unknown> {
    return decodeMessage(await readFile(this.#file("history", id, "result")));
  }

  async askToCancel(id: string): Promise<void> {
    await replaceDurably(this.#file("queue", id, "cancel"), "");
  }

  /** Ids of jobs that somebody wants to stop. */
  async cancelAsked(): Promise<string[]> {
    const names = await readdir(this.#folders.queue).catch(() => []);
    const ids = names.filter((name) => name.endsWith(".cancel")).map((name) => name.slice(0, -7));
    return ids.filter((id) => isId.test(id));
  }

  /** Keeps a record that cannot be read beside the queue, out of the way. */
  async setAside(id: string): Promise<string> {
    const file = this.#file("queue", id, "json");
    await rename(file, `${file}.damaged`);
    return `${file}.damaged`;
  }

  /** Takes away a queue file whose job is in the history already. */
  async dropQueued(id: string): Promise<void> {
    await rm(this.#file("queue", id, "json"), { force: true });
    await rm(this.#file("queue", id, "cancel"), { force: true });
  }

  /**
   * Forgets the oldest finished jobs beyond `kept`, and those whose records and results are more than `bytes` with the later
   * ones.
   */
  async prune({ kept, bytes }: { readonly kept: number; readonly bytes: number }): Promise<void> {
    const ids = await this.ids("history");
    const state = `${ids.length} ${ids.at(-1)}`;
    // Asked on every turn: without another job there is nothing to forget.
    if (state === this.#pruned) return;
    let total = 0;
    for (const [place, id] of ids.toReversed().entries()) {
      const files = [this.#file("history", id, "json"), this.#file("history", id, "result")];
      for (const file of files) total += (await stat(file).catch(() => undefined))?.size ?? 0;
      // The last one stays, however large.
      if (place === 0 || (place < kept && total <= bytes)) continue;
      for (const file of files) await rm(file, { force: true });
    }
    this.#pruned = state;
  }

  #file(place: Place, id: string, ending: "json" | "result" | "cancel"): string {
    // An id comes from a request: it must not lead out of the folder.
    if (!isId.test(id)) throw new Problem("not-found", `There is no job ${id}.`);
    return join(this.#folders[place], `${id}.${ending}`);
  }
}
