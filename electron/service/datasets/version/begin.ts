import { join } from "node:path";
import { Problem } from "../../../contract/problem.ts";
import { removeQuietly } from "../../disk/durable.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { type EncodedFile, release } from "../parquet/encode.ts";
import { tablesAtATime } from "../parquet/encode-beside.ts";
import { rememberStrategies } from "../read/metadata.ts";
import { lockDataset } from "../store/lock.ts";
import { checkDatasetName, checkFreeName, findDataset } from "../store/name.ts";
import { StoreRoot } from "../store/root.ts";
import { makeTemporaryFolder } from "../store/temporary.ts";
import { commitVersion, type PendingVersion, type VersionDraft } from "./commit.ts";
import { VersionFiles } from "./files.ts";
import type { Manifest, ManifestFile } from "./manifest.ts";
import { type PartContent, writePart } from "./parts.ts";
import { readManifest, versionNumbers } from "./pointer.ts";

/**
 * A version of a dataset that is being written beside the others. Nothing of it is seen until `commit`, which puts
 * it in force in one step. Exactly one of `commit` and `discard` ends it and gives the dataset's lock back.
 */
export interface VersionWriter {
  readonly name: string;
  readonly version: number;
  /** Name and version of the program, for the files' "created by". */
  readonly createdBy: string;
  /** The version in force before; null for a new dataset, and for one that is damaged and replaced. */
  readonly base: Manifest | null;
  /**
   * Writes cells of one year to a new file and resolves to its path, for StoredObservation.part, when they have been read: it
   * may not be on the disk yet.
   */
  addPart(year: string, content: PartContent): Promise<string>;
  /** Files written or kept so far. */
  readonly files: readonly ManifestFile[];
  /** Writes another file of the version. */
  addFile(file: Pick<ManifestFile, "path" | "kind" | "rows">, content: Uint8Array): Promise<void>;
  /**
   * Takes over a file as it is, of `base` or of the version in `folder`. Before any addPart, so that new files get
   * names of their own.
   */
  keep(file: ManifestFile, folder?: string): Promise<void>;
  /** Copies a file from anywhere; bytes and checksum are the caller's and must be right. */
  copyIn(from: string, file: ManifestFile): Promise<void>;
  commit(draft: VersionDraft): Promise<Manifest>;
  /** Removes everything that was written; never throws. */
  discard(): Promise<void>;
}

/** create: the name must be free; change: the dataset must be there; either: both will do. */
export type VersionMode = "create" | "change" | "either";

/** Starts a version of a dataset. Throws Problem "busy", "already-exists" or "not-found". */
export async function beginVersion(
  root: StoreRoot,
  name: string,
  mode: VersionMode,
  job?: string,
): Promise<VersionWriter> {
  checkDatasetName(name);
  const unlock = await lockDataset(root, name);
  try {
    const { exists, base } = await findBase(root, name, mode);
    const version = Math.max(0, ...(await versionNumbers(root, name))) + 1;
    const temporary = await makeTemporaryFolder(root.folder);
    return versionWriter({ root, name, exists, base, version, temporary, job }, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** What a version is made from. A dataset that is damaged has nothing to go on from, but can be replaced. */
async function findBase(
  root: StoreRoot,
  name: string,
  mode: VersionMode,
): Promise<Pick<PendingVersion, "exists" | "base">> {
  const existing = await findDataset(root, name);
  if (existing !== undefined && (mode === "create" || existing !== name)) await checkFreeName(root, name);
  if (mode === "change") return { exists: true, base: await readManifest(root, name) };
  if (existing === undefined) return { exists: false, base: null };
  const base = await readManifest(root, name).catch((error: unknown) => {
    const code = error instanceof Problem ? error.report.code : undefined;
    if (code === "damaged" || code === "not-found") return null;
    throw error;
  });
  return { exists: true, base };
}

/**
 * Parts on their way to the disk: several are encoded at a time, and written one after the other in the order in which they
 * came, while the next ones are encoded. An error comes with the next step.
 */
function partsInOrder(files: VersionFiles) {
  const paths = new Set<string>();
  /** Those that are not on the disk yet, the oldest first. */
  const under: Promise<void>[] = [];
  let last: Promise<void> = Promise.resolve();
  const freePath = (year: string): string => {
    for (let number = 0; ; number++) {
      const path = `pnl/year=${year}/part-${number}.parquet`;
      if (!paths.has(path) && !files.list.some((file) => file.path === path)) return path;
    }
  };
  return {
    written: () => last,
    /** Waits until fewer than so many are under way. */
    async room(most: number): Promise<void> {
      while (under.length >= most) await under[0];
    },
    add(
      year: string,
      encoding: Promise<EncodedFile>,
      file: Pick<ManifestFile, "kind" | "rows" | "cells">,
    ): string {
      const path = freePath(year);
      paths.add(path);
      const before = last;
      // Looked at in its turn; until then a failure must not count as unhandled.
      encoding.catch(() => undefined);
      const write = async () => {
        await before;
        const encoded = await encoding;
        await files.addSummed({ path, ...file }, encoded).finally(() => release(encoded.bytes));
        under.shift();
      };
      last = write();
      last.catch(() => undefined);
      under.push(last);
      return path;
    },
  };
}

function versionWriter(pending: Omit<PendingVersion, "files">, unlock: () => Promise<void>): VersionWriter {
  const { root, name, base, version, temporary } = pending;
  const options = root.options();
  const files = new VersionFiles(join(temporary, StoreRoot.versionFolder(version)));
  const parts = partsInOrder(files);
  let names: readonly string[] | undefined;
  let ended = false;
  const end = async (): Promise<void> => {
    if (ended) return;
    ended = true;
    await parts.written().catch(() => undefined);
    await removeQuietly(temporary);
    await unlock();
  };
  return {
    name,
    version,
    createdBy: root.writer,
    base,
    files: files.list,
    async addPart(year, content) {
      names = content.strategies;
      const counts = await loadAddon().countCells(content.rows);
      await parts.room(
        tablesAtATime(8 * counts.missingByRow.length * content.strategies.length, content.threads ?? 1),
      );
      const { finite, missing, sum } = counts;
      const { file, cellsRead } = writePart(content, options, root.writer, counts.missingByRow);
      const path = parts.add(year, file, {
        kind: "pnl",
        rows: content.strategies.length,
        cells: { finite, missing, sum },
      });
      await cellsRead;
      return path;
    },
    addFile: (file, content) => parts.written().then(() => files.add(file, content)),
    keep: (file, folder) =>
      parts.written().then(() => files.keep(file, folder ?? root.version(name, base?.version ?? 0))),
    copyIn: (from, file) => parts.written().then(() => files.copyIn(from, file)),
    async commit(draft) {
      try {
        await parts.written();
        const manifest = await commitVersion({ ...pending, files }, draft);
        // Whoever opens the version next in this process need not read them.
        if (names?.length === manifest.strategies) rememberStrategies(root, manifest, names);
        return manifest;
      } finally {
        await end();
      }
    },
    discard: end,
  };
}
