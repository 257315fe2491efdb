import { join } from "node:path";
import { diskProblem, syncFolder, writeDurably } from "../../disk/durable.ts";
import { rename } from "../../disk/rename.ts";
import { StoreRoot } from "../store/root.ts";
import { removeWhole } from "../store/temporary.ts";
import type { VersionFiles } from "./files.ts";
import { type Manifest, manifestText } from "./manifest.ts";
import { type StoredObservation, writeObservations } from "./observations.ts";
import { movePointer, versionNumbers } from "./pointer.ts";

/** What a new version says about itself, beyond what its files show. */
export interface VersionDraft
  extends Pick<
    Manifest,
    | "action"
    | "source"
    | "sources"
    | "strategies"
    | "mapping"
    | "missing"
    | "rejects"
    | "recordedRejects"
    | "findings"
  > {
  /** Left out: that of the version before. */
  readonly money?: Manifest["money"];
  /** In the order of the matrix. */
  readonly observations: readonly StoredObservation[];
}

/** A version before it is in force. */
export interface PendingVersion {
  readonly root: StoreRoot;
  readonly name: string;
  /** Whether there is a dataset of this name, damaged or not. */
  readonly exists: boolean;
  readonly base: Manifest | null;
  readonly version: number;
  readonly job?: string | undefined;
  readonly temporary: string;
  readonly files: VersionFiles;
}

/** Writes observations and manifest, makes everything durable and puts the version in force. */
export async function commitVersion(pending: PendingVersion, draft: VersionDraft): Promise<Manifest> {
  const { root, name, exists, version, temporary, files } = pending;
  await files.add(
    { path: "observations.parquet", kind: "observations", rows: draft.observations.length },
    await writeObservations(draft.observations, root.options().compression, root.writer),
  );
  const manifest = manifestOf(pending, draft);
  await writeDurably(join(files.folder, "manifest.json"), manifestText(manifest));
  try {
    await files.sync();
    if (exists) {
      await rename(files.folder, root.version(name, version));
      await syncFolder(root.dataset(name));
      await movePointer(root, name, version).catch(async (error: unknown) => {
        // Whole, but never in force: as if it had not been written.
        await removeWhole(root.folder, root.version(name, version));
        throw error;
      });
      await pruneVersions(root, name, version);
    } else {
      await writeDurably(join(temporary, "current"), `${StoreRoot.versionFolder(version)}\n`);
      await syncFolder(temporary);
      await rename(temporary, root.dataset(name));
      await syncFolder(root.folder);
    }
  } catch (error) {
    throw diskProblem(error, root.dataset(name), "writing");
  }
  return manifest;
}

function manifestOf(
  { root, name, base, version, files, job }: PendingVersion,
  draft: VersionDraft,
): Manifest {
  const { observations, ...said } = draft;
  const dates = observations.map((one) => one.date).sort();
  const { compression, rowGroupStrategies } = root.options();
  // Observations stored before some strategies existed have no cell for them.
  const stored = files.list.reduce((sum, file) => sum + (file.cells?.finite ?? 0), 0);
  return {
    // First: a draft made from another version's manifest must not override what this version is.
    ...said,
    formatVersion: 1,
    name,
    version,
    parent: base?.version ?? null,
    createdAt: new Date().toISOString(),
    job,
    money: said.money ?? base?.money,
    writer: root.writer,
    observations: observations.length,
    firstDate: dates[0] ?? "",
    lastDate: dates.at(-1) ?? "",
    missingCells: observations.length * said.strategies - stored,
    storage: { compression, rowGroupStrategies },
    files: files.list,
  };
}

/** Removes the oldest versions beyond the number that is kept; never the one in force or a newer one. */
async function pruneVersions(root: StoreRoot, name: string, current: number): Promise<void> {
  const older = (await versionNumbers(root, name)).filter((version) => version < current);
  const surplus = older.slice(0, Math.max(0, older.length + 1 - root.options().versionsKept));
  for (const version of surplus) {
    await removeWhole(root.folder, root.version(name, version));
  }
}
