import { existsSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { keptSearch } from "../../contract/kept-search.ts";
import { decodeMessage, encodeMessage } from "../../contract/messages/codec.ts";
import { Problem } from "../../contract/problem.ts";
import { keepJson, makeFolders, replaceDurably } from "../disk/durable.ts";
import { jsonNames, readKept } from "../disk/json-files.ts";
import { searchesFolder } from "../disk/own-places.ts";

/** A record as it lies on the disk. */
const storedSearch = keptSearch.extend({
  /** Process that runs it; null when none does. */
  process: z.number().int().nullable(),
  /** Folder of its files and state of an unfinished one, absolute; null = none. */
  out: z.string().nullable(),
  checkpoint: z.string().nullable(),
});
export type StoredSearch = z.infer<typeof storedSearch>;

/** Removed searches can be brought back for so long. */
const removedForMs = 24 * 3_600_000;

/**
 * Searches below <home>/searches, two files each, every one replaced in one step:
 *
 *     <id>.json      what was asked, how it stands, what a list says of it
 *     <id>.result    what it came to, as a message of the contract
 */
export class SearchFiles {
  readonly #folder: string;

  constructor(home: string) {
    this.#folder = join(home, searchesFolder);
  }

  /** All records, newest first, and the files that are none. */
  async all(): Promise<{ searches: StoredSearch[]; damaged: { file: string; reason: string }[] }> {
    const names = await jsonNames(this.#folder);
    const { kept, damaged } = await readKept(this.#folder, names, (one) => storedSearch.parse(one));
    const searches = kept
      .map(([, search]) => search)
      .sort((a, b) => b.startedAt.localeCompare(a.startedAt) || b.id.localeCompare(a.id));
    return { searches, damaged };
  }

  /** Throws Problem "not-found", or "damaged". */
  async read(id: string): Promise<StoredSearch> {
    const file = this.#file(id, "json");
    const text = await readFile(file, "utf8").catch(() => undefined);
    if (text === undefined) throw unknownSearch(id);
    try {
      return storedSearch.parse(JSON.parse(text));
    } catch (error) {
      throw new Problem("damaged", `${file} is not a kept search: ${(error as Error).message}`, { file });
    }
  }

  /** Whether there is a record of this id, whole or not. */
  has(id: string): boolean {
    return existsSync(this.#file(id, "json"));
  }

  async write(search: StoredSearch): Promise<void> {
    this.#file(search.id, "json");
    await keepJson(this.#folder, search.id, search);
  }

  /** The result first, so that a record that says it has ended is right. */
  async finish(search: StoredSearch, result: unknown): Promise<void> {
    await makeFolders(this.#folder);
    await replaceDurably(this.#file(search.id, "result"), encodeMessage(result));
    await this.write(search);
  }

  /** As it was kept. Throws Problem "not-found" where there is none. */
  async result(id: string): Promise<unknown> {
    const bytes = await readFile(this.#file(id, "result")).catch(() => undefined);
    if (!bytes) throw new Problem("not-found", `The result of the search ${id} is no longer there.`);
    return decodeMessage(bytes);
  }

  async forget(id: string): Promise<void> {
    await rm(this.#file(id, "json"), { force: true });
    await rm(this.#file(id, "result"), { force: true });
  }

  /** Forgets what was removed a day ago, and the oldest beyond `most` that nobody named or wrote a note on. */
  async prune(most: number, now = Date.now()): Promise<void> {
    const { searches } = await this.all();
    const isOver = ({ removedAt }: StoredSearch) =>
      removedAt !== null && now - Date.parse(removedAt) > removedForMs;
    const listed = searches.filter((one) => one.removedAt === null);
    const plain = listed.filter((one) => one.state === "done" && one.name === "" && one.note === "");
    const room = Math.max(0, most - (listed.length - plain.length));
    for (const { id } of [...searches.filter(isOver), ...plain.slice(room)]) await this.forget(id);
  }

  /** An id comes from a request: it must not lead out of the folder. */
  #file(id: string, ending: "json" | "result"): string {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be in a name
    if (id === "" || /[/\\:\u0000-\u001f]|^\./.test(id)) throw unknownSearch(id);
    return join(this.#folder, `${id}.${ending}`);
  }
}

const unknownSearch = (id: string): Problem =>
  new Problem("not-found", `There is no kept search ${id}.`, { remedy: "tessera searches lists them." });
