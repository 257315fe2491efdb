/** What every opening of a version needs beside its cells: read from the Parquet files once, and kept as it is used. */
import type { StoreRoot } from "../store/root.ts";
import type { Manifest } from "../version/manifest.ts";
import { readObservations, type StoredObservation } from "../version/observations.ts";
import { readStrategies } from "./parts.ts";

/** The observations of a version, in the order of the matrix. Throws Problem "damaged". */
export async function observationsOf(root: StoreRoot, manifest: Manifest): Promise<StoredObservation[]> {
  return keptOf(root, manifest, "observations", () =>
    readObservations(root.version(manifest.name, manifest.version), manifest),
  );
}

/**
 * The names of all strategies of a version, in the order of the matrix: one list for all who ask, which nobody changes. Throws
 * Problem "damaged".
 */
export function strategiesOf(root: StoreRoot, manifest: Manifest): Promise<string[]> {
  const known = namesInUse.get(keyInUse(root, manifest));
  const names =
    known ??
    keptOf(root, manifest, "names", async () => {
      const read = await readStrategies(root.version(manifest.name, manifest.version), manifest);
      return read.names;
    });
  return keepInUse(root, manifest, names);
}

/** Names that are known already are not read once more. */
export function rememberStrategies(root: StoreRoot, manifest: Manifest, names: readonly string[]): void {
  if (namesInUse.has(keyInUse(root, manifest))) return;
  void keepInUse(root, manifest, Promise.resolve(names as string[]));
}

function keepInUse(root: StoreRoot, manifest: Manifest, names: Promise<string[]>): Promise<string[]> {
  const key = keyInUse(root, manifest);
  namesInUse.delete(key);
  namesInUse.set(key, names);
  names.catch(() => namesInUse.delete(key));
  const [oldest] = namesInUse.keys();
  if (namesInUse.size > MOST_IN_USE && oldest !== undefined) namesInUse.delete(oldest);
  return names;
}

/**
 * Names that were asked for last, the last at the end: who types a name asks with every letter, and a million names take a
 * second to read.
 */
const namesInUse = new Map<string, Promise<string[]>>();
const MOST_IN_USE = 2;

const keyInUse = (root: StoreRoot, manifest: Manifest): string =>
  `${root.folder} ${keyOf(manifest, "names")}`;

const keyOf = (manifest: Manifest, kind: "names" | "observations"): string =>
  JSON.stringify([kind, manifest.files.map(({ path, sha256 }) => [path, sha256])]);

async function keptOf<Value>(
  root: StoreRoot,
  manifest: Manifest,
  kind: "names" | "observations",
  read: () => Promise<Value>,
): Promise<Value> {
  return (await root.kept.answer(manifest, kind, keyOf(manifest, kind), read)).value;
}
