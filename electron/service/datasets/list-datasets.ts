import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Manifest } from "./manifest.ts";
import { writtenManifest } from "./manifest-text.ts";
import type { StoreRoot } from "./store-root.ts";

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
