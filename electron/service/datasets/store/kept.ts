/** What was computed from a version and can be computed again, kept beside the version's own files. */
import { createHash } from "node:crypto";
import { readdir, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { datasetNameFault } from "../../../contract/places.ts";
import { removeQuietly } from "../../disk/durable.ts";
import { removeAtEnd } from "../../disk/leftovers.ts";
import { readWhole } from "../../disk/read-whole.ts";
import { rename } from "../../disk/rename.ts";
import { openSealedBytes, sealedBytes } from "../../disk/sealed.ts";
import { diskOf } from "../../host-resources.ts";
import type { Manifest } from "../version/manifest.ts";
import { versionNumbers } from "../version/pointer.ts";
import type { StoreRoot } from "./root.ts";
import { temporaryName } from "./temporary.ts";

/** A result and when it was computed: ISO time; null for just now. */
export interface KeptResult<Value> {
  readonly value: Value;
  readonly at: string | null;
}

/** One file of what is kept. */
export interface KeptFile {
  readonly dataset: string;
  readonly version: number;
  /** What it is: "map", "summary". */
  readonly kind: string;
  readonly bytes: number;
  /** ISO time of the last answer that came from it. */
  readonly usedAt: string;
}

type Version = Pick<Manifest, "name" | "version">;

const keptFile = /^kept-([a-z]+)-[0-9a-f]{24}\.bin$/;
/** Room that is left on the disk for what cannot be computed again. */
const leastFree = 256 * 2 ** 20;
/** One result takes at most this part of what may be kept. */
const largestShare = 1 / 4;

/**
 * Kept results of all datasets, one object a root. They lie in the folder of their version and go where it goes: renamed,
 * deleted, restored, pruned. Never fails: what cannot be read, or is not as it was written, is not there; what cannot be
 * written is not kept. Beyond storage.kept_mb the ones that were used longest ago go.
 */
export class KeptResults {
  readonly #root: StoreRoot;
  /** Bytes that are kept, as far as this process knows. */
  #total = Number.POSITIVE_INFINITY;

  constructor(root: StoreRoot) {
    this.#root = root;
  }

  /**
   * What was kept of a version under this key, which says all that the result depends on; else what `compute` comes to, which
   * is kept. Plain values and typed arrays.
   */
  async answer<Value>(
    of: Version,
    kind: string,
    key: string,
    compute: () => Promise<Value>,
  ): Promise<KeptResult<Value>> {
    const known = await this.#read<Value>(of, kind, key);
    if (known) return known;
    const value = await compute();
    await this.#write(of, kind, key, value);
    return { value, at: null };
  }

  async #read<Value>(of: Version, kind: string, key: string): Promise<KeptResult<Value> | undefined> {
    if (this.#limit() === 0) return undefined;
    const { file, digest } = this.#place(of, kind, key);
    try {
      const content = openSealedBytes(await readWhole(file)) as KeptResult<Value> & { digest: string };
      if (content.digest !== digest) return undefined;
      const now = new Date();
      await utimes(file, now, now).catch(() => undefined);
      return { value: content.value, at: content.at };
    } catch {
      return undefined;
    }
  }

  /** Keeps a result where there is room. */
  async #write(of: Version, kind: string, key: string, value: unknown): Promise<void> {
    const { folder } = this.#root;
    const temporary = join(folder, temporaryName());
    const isOver = removeAtEnd(temporary);
    try {
      const { file, digest } = this.#place(of, kind, key);
      const bytes = sealedBytes({ digest, at: new Date().toISOString(), value });
      if (bytes.length > this.#limit() * largestShare || !(await hasRoom(folder, bytes.length))) return;
      // Not flushed: after a power cut the check sum tells.
      await writeFile(temporary, bytes, { flag: "wx" });
      await rename(temporary, file);
      await this.#prune(bytes.length);
    } catch {
      await removeQuietly(temporary);
    } finally {
      isOver();
    }
  }

  /** What is kept of a dataset, or of all, the last used first. */
  async list(dataset?: string): Promise<KeptFile[]> {
    return (await this.#files(dataset)).map(({ path, ...shown }) => shown);
  }

  /** Removes it. */
  async clear(dataset?: string): Promise<{ results: number; bytes: number }> {
    const files = await this.#files(dataset);
    for (const { path } of files) await removeQuietly(path);
    return { results: files.length, bytes: files.reduce((sum, one) => sum + one.bytes, 0) };
  }

  #limit(): number {
    return this.#root.options().keptBytes;
  }

  #place({ name, version }: Version, kind: string, key: string): { file: string; digest: string } {
    const digest = createHash("sha256").update(key).digest("hex");
    return {
      digest,
      file: join(this.#root.version(name, version), `kept-${kind}-${digest.slice(0, 24)}.bin`),
    };
  }

  async #files(dataset?: string): Promise<(KeptFile & { readonly path: string })[]> {
    const root = this.#root;
    const names = await readdir(root.folder).catch(() => []);
    const found: (KeptFile & { readonly path: string })[] = [];
    for (const name of names) {
      if (datasetNameFault(name) !== undefined || (dataset !== undefined && name !== dataset)) continue;
      for (const version of await versionNumbers(root, name)) {
        const folder = root.version(name, version);
        for (const file of await readdir(folder).catch(() => [])) {
          const kind = keptFile.exec(file)?.[1];
          const path = join(folder, file);
          const facts = kind === undefined ? undefined : await stat(path).catch(() => undefined);
          if (kind === undefined || !facts) continue;
          const usedAt = facts.mtime.toISOString();
          found.push({ dataset: name, version, kind, bytes: facts.size, usedAt, path });
        }
      }
    }
    return found.sort((a, b) => (a.usedAt > b.usedAt ? -1 : 1));
  }

  /** Looks at all files first in a process, and again when what it has written since may be too much. */
  async #prune(written: number): Promise<void> {
    this.#total += written;
    if (this.#total <= this.#limit()) return;
    let kept = 0;
    for (const { path, bytes } of await this.#files()) {
      if (kept + bytes > this.#limit()) await removeQuietly(path);
      else kept += bytes;
    }
    this.#total = kept;
  }
}

const hasRoom = async (folder: string, bytes: number): Promise<boolean> =>
  (await diskOf(folder)).free >= bytes + leastFree;
