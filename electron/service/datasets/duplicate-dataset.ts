import { join } from "node:path";
import { beginVersion } from "./begin-version.ts";
import type { Manifest } from "./manifest.ts";
import { readManifest } from "./read-manifest.ts";
import { readObservations } from "./read-observations.ts";
import type { StoreRoot } from "./store-root.ts";

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
