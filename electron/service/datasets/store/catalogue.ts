import { lstatSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { datasetNameFault, isRepairName } from "../../../contract/places.ts";
import { type ProblemReport, problemOf } from "../../../contract/problem.ts";
import { diskProblem, syncFolder } from "../../disk/durable.ts";
import { rename } from "../../disk/rename.ts";
import { beginVersion } from "../version/begin.ts";
import { history } from "../version/history.ts";
import { type Manifest, writtenManifest } from "../version/manifest.ts";
import { readObservations } from "../version/observations.ts";
import { readManifest } from "../version/pointer.ts";
import { withLock } from "./lock.ts";
import { checkFreeName } from "./name.ts";
import type { StoreRoot } from "./root.ts";

/** Manifests that were read, by path. A version's manifest never changes, but a dataset of its name may be made anew. */
export type ManifestCache = Map<string, { readonly stamp: string; readonly manifest: Manifest }>;

/** A dataset whose version in force cannot be read. */
export interface DamagedDataset {
  readonly name: string;
  readonly problem: ProblemReport;
  /** Versions that can be put in force instead, the newest first. */
  readonly versions: readonly number[];
}

/** Everything that is stored, by name. */
export interface Catalogue {
  readonly manifests: readonly Manifest[];
  readonly damaged: readonly DamagedDataset[];
}

/**
 * All datasets, sorted by name. Synchronous reads: for hundreds of files of a few kB they are several times faster than
 * promises; what cannot be read so is looked at closely.
 */
export async function listDatasets(root: StoreRoot, cache: ManifestCache): Promise<Catalogue> {
  let names: string[];
  try {
    // What is not called like a dataset is none: "._x" and whatever else other programs leave.
    names = readdirSync(root.folder).filter(
      (name) => datasetNameFault(name) === undefined && !isRepairName(name),
    );
  } catch {
    return { manifests: [], damaged: [] };
  }
  // Without regard to case; the rules of languages would take longer than all the reading.
  const sorted = names.map((name) => ({ name, key: name.toLowerCase() }));
  sorted.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.name < b.name ? -1 : 1));
  const manifests: Manifest[] = [];
  const damaged: DamagedDataset[] = [];
  for (const { name } of sorted) {
    const found = readCached(root, name, cache) ?? (await lookClosely(root, name));
    if (found === undefined) continue;
    if ("problem" in found) damaged.push(found);
    else manifests.push(found);
  }
  return { manifests, damaged };
}

function readCached(root: StoreRoot, name: string, cache: ManifestCache): Manifest | undefined {
  try {
    const version = readFileSync(root.pointer(name), "utf8").trim();
    const file = join(root.folder, name, version, "manifest.json");
    const isLink = [root.dataset(name), dirname(file), file].some((one) => lstatSync(one).isSymbolicLink());
    if (isLink) return undefined;
    const { ino, mtimeMs, size } = statSync(file);
    const stamp = `${ino} ${mtimeMs} ${size}`;
    const known = cache.get(file);
    if (known?.stamp === stamp) return known.manifest;
    const manifest = { ...writtenManifest(readFileSync(file, "utf8"), Number(version.slice(1))), name };
    cache.set(file, { stamp, manifest });
    return manifest;
  } catch {
    return undefined;
  }
}

/** What is wrong with a dataset; undefined for a folder that is none, or is gone by now. */
async function lookClosely(root: StoreRoot, name: string): Promise<Manifest | DamagedDataset | undefined> {
  try {
    return await readManifest(root, name);
  } catch (error) {
    const problem = problemOf(error);
    if (problem.code === "not-found") return undefined;
    const all = await history(root, name).catch(() => []);
    const versions = all.filter((one) => one.manifest !== null && !one.isCurrent);
    return { name, problem, versions: versions.map(({ version }) => version).reverse() };
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
    const observations = await readObservations(folder, manifest);
    for (const file of manifest.files) if (file.kind !== "observations") await writer.keep(file, folder);
    return await writer.commit({ ...manifest, action: "duplicate", observations });
  } finally {
    await writer.discard();
  }
}
