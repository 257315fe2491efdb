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

/** The names of all strategies of a version, in the order of the matrix. Throws Problem "damaged". */
export async function strategiesOf(root: StoreRoot, manifest: Manifest): Promise<string[]> {
  return keptOf(root, manifest, "names", async () => {
    const { names } = await readStrategies(root.version(manifest.name, manifest.version), manifest);
    return names;
  });
}

async function keptOf<Value>(
  root: StoreRoot,
  manifest: Manifest,
  kind: "names" | "observations",
  read: () => Promise<Value>,
): Promise<Value> {
  const key = JSON.stringify([kind, manifest.files.map(({ path, sha256 }) => [path, sha256])]);
  return (await root.kept.answer(manifest, kind, key, read)).value;
}
