/** What every opening of a version needs beside its cells: read from the Parquet files once, and kept as it is used. */
import { KeptResults } from "../store/kept.ts";
import type { StoreRoot } from "../store/root.ts";
import type { Manifest } from "../version/manifest.ts";
import { readObservations, type StoredObservation } from "../version/observations.ts";
import { readStrategies } from "./parts.ts";

/** The observations of a version, in the order of the matrix. Throws Problem "damaged". */
export async function observationsOf(root: StoreRoot, manifest: Manifest): Promise<StoredObservation[]> {
  return kept(root, manifest, "observations", () =>
    readObservations(root.version(manifest.name, manifest.version), manifest),
  );
}

/** The names of all strategies of a version, in the order of the matrix. Throws Problem "damaged". */
export async function strategiesOf(root: StoreRoot, manifest: Manifest): Promise<string[]> {
  return kept(root, manifest, "names", async () => {
    const { names } = await readStrategies(root.version(manifest.name, manifest.version), manifest);
    return names;
  });
}

async function kept<Value>(
  root: StoreRoot,
  manifest: Manifest,
  kind: "names" | "observations",
  read: () => Promise<Value>,
): Promise<Value> {
  const results = new KeptResults(root);
  const key = JSON.stringify([kind, manifest.files.map(({ path, sha256 }) => [path, sha256])]);
  const known = await results.read<Value>(manifest, kind, key);
  if (known) return known.value;
  const value = await read();
  await results.write(manifest, kind, key, value);
  return value;
}
