import { readdirSync, readFileSync, statSync } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { diskProblem, syncFolder } from "../../disk/durable.ts";
import { beginVersion } from "../version/begin.ts";
import { type Manifest, writtenManifest } from "../version/manifest.ts";
import { readObservations } from "../version/observations.ts";
import { readManifest } from "../version/pointer.ts";
import { withLock } from "./lock.ts";
import { checkFreeName } from "./name.ts";
import type { StoreRoot } from "./root.ts";

/** Manifests that were read, by path. A version's manifest never changes, but a dataset of its name may be made anew. */
export type ManifestCache = Map<string, { readonly stamp: string; readonly manifest: Manifest }>;

/**
 * Manifests in force, sorted by name. Synchronous reads: for hundreds of files of a few kB they are several times
 * faster than promises. Datasets that cannot be read are left out.
 */
export function listDatasets(root: StoreRoot, cache: ManifestCache): Manifest[] {
  let names: string[];
  try {
    names = readdirSync(root.folder).filter((name) => !name.startsWith("."));
  } catch {
    return [];
  }
  // Without regard to case; the rules of languages would take longer than all the reading.
  const sorted = names.map((name) => ({ name, key: name.toLowerCase() }));
  sorted.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.name < b.name ? -1 : 1));
  return sorted.flatMap(({ name }) => readCached(root, name, cache) ?? []);
}

function readCached(root: StoreRoot, name: string, cache: ManifestCache): Manifest | undefined {
  try {
    const folder = join(root.folder, name, readFileSync(root.pointer(name), "utf8").trim());
    const file = join(folder, "manifest.json");
    const { ino, mtimeMs, size } = statSync(file);
    const stamp = `${ino} ${mtimeMs} ${size}`;
    const known = cache.get(file);
    if (known?.stamp === stamp) return known.manifest;
    const manifest = { ...writtenManifest(readFileSync(file, "utf8")), name };
    cache.set(file, { stamp, manifest });
    return manifest;
  } catch {
    return undefined;
  }
}

/** Gives a dataset, with all its versions, another name. Throws Problem "not-found" or "already-exists". */
export function renameDataset(root: StoreRoot, name: string, to: string): Promise<Manifest> {
  const names = name.toLowerCase() === to.toLowerCase() ? [name] : [name, to];
  return withLock(root, names, async () => {
    await readManifest(root, name);
    if (names.length > 1) await checkFreeName(root, to);
    try {
      await rename(root.dataset(name), root.dataset(to));
      await syncFolder(root.folder);
    } catch (error) {
      throw diskProblem(error, root.dataset(name), "renaming");
    }
    return readManifest(root, to);
  });
}

/** Makes a new dataset of the version in force; files are shared on the disk. Throws Problem. */
export async function duplicateDataset(root: StoreRoot, name: string, to: string): Promise<Manifest> {
  const manifest = await readManifest(root, name);
  const folder = root.version(name, manifest.version);
  const writer = await beginVersion(root, to, "create");
  try {
    const observations = await readObservations(join(folder, "observations.parquet"));
    for (const file of manifest.files) if (file.kind !== "observations") await writer.keep(file, folder);
    return await writer.commit({ ...manifest, action: "duplicate", observations });
  } finally {
    await writer.discard();
  }
}
