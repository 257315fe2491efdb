import { join } from "node:path";
import { type CallContext, stopIfCancelled } from "../call-context.ts";
import { beginVersion } from "./begin-version.ts";
import { checkFileSizes } from "./check-file-sizes.ts";
import type { Manifest } from "./manifest.ts";
import { readObservations } from "./read-observations.ts";
import { readStrategies } from "./read-strategies.ts";
import { rewriteParts } from "./rewrite-parts.ts";
import type { StorageOptions } from "./storage-options.ts";
import { StoreRoot } from "./store-root.ts";

/**
 * Makes a version with the same cells in fewer files, or with another compression or row-group size. Missing history of
 * strategies that came later is written out. Throws Problem.
 */
export async function optimizeDataset(
  root: StoreRoot,
  name: string,
  wishes: Partial<StorageOptions>,
  call?: CallContext,
): Promise<Manifest> {
  const own = new StoreRoot(root.home, root.writer, () => ({ ...root.options(), ...wishes }));
  const writer = await beginVersion(own, name, "change");
  try {
    const { base } = writer;
    if (!base) throw new Error("a version to change has a base");
    const folder = root.version(name, base.version);
    await checkFileSizes(folder, base.files);
    for (const file of base.files)
      if (file.kind === "rejects" || file.kind === "source") await writer.keep(file);
    const observations = await readObservations(join(folder, "observations.parquet"));
    const { names } = await readStrategies(folder, base);
    const moved =
      names.length === 0 ? observations : await rewriteParts(folder, base, observations, names, writer, call);
    stopIfCancelled(call);
    return await writer.commit({ ...base, action: "optimize", observations: moved });
  } finally {
    await writer.discard();
  }
}
