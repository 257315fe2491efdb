import { join } from "node:path";
import { type CallContext, stopIfCancelled } from "../../context.ts";
import { readPart, readPartSelection, readStrategies } from "../read/parts.ts";
import { type StorageOptions, StoreRoot } from "../store/root.ts";
import { beginVersion, type VersionWriter } from "./begin.ts";
import { checkFileSizes, damagedFile } from "./files.ts";
import { type Manifest, writtenFile } from "./manifest.ts";
import { readObservations, type StoredObservation } from "./observations.ts";
import { partRows } from "./parts.ts";

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
    const observations = await readObservations(folder, base);
    const { names } = await readStrategies(folder, base);
    const moved =
      names.length === 0 ? observations : await rewriteParts(folder, base, observations, names, writer, call);
    stopIfCancelled(call);
    return await writer.commit({ ...base, action: "optimize", observations: moved });
  } finally {
    await writer.discard();
  }
}

/**
 * Writes all cells of a version anew, as few files per year as memory allows, with the storage options of now.
 * Returns the observations with their new places.
 */
async function rewriteParts(
  folder: string,
  manifest: Manifest,
  observations: readonly StoredObservation[],
  strategies: readonly string[],
  writer: VersionWriter,
  call?: CallContext,
): Promise<StoredObservation[]> {
  const whole = Map.groupBy(observations, (one) => one.part);
  const years = Map.groupBy(observations, (one) => one.date.slice(0, 4));
  const most = partRows(strategies.length);
  const places = new Map<StoredObservation, string>();
  for (const [year, ofYear] of years) {
    for (let first = 0; first < ofYear.length; first += most) {
      stopIfCancelled(call);
      call?.progress({ stage: "Writing cells again", fraction: places.size / observations.length });
      const block = ofYear.slice(first, first + most);
      const rows = new Map<StoredObservation, Float64Array>();
      for (const [part, wanted] of Map.groupBy(block, (one) => one.part)) {
        const path = join(folder, part);
        const columns = wanted.map((one) => one.column);
        const isWhole = whole.get(part)?.length === wanted.length;
        const file = writtenFile(folder, manifest.files, part);
        const read = await (isWhole
          ? readPart(file, manifest.strategies, { withNames: false })
          : readPartSelection(file, columns, null, manifest.strategies)
        ).catch((error: Error) => {
          throw damagedFile(path, error.message);
        });
        for (const one of wanted) {
          const row = read.rows.get(one.column);
          if (!row) throw damagedFile(path, `it has no column ${one.column}.`);
          rows.set(one, row);
        }
      }
      const path = await writer.addPart(year, {
        strategies,
        columns: block.map((one) => one.column),
        rows: block.map((one) => rows.get(one) as Float64Array),
      });
      for (const one of block) places.set(one, path);
    }
  }
  return observations.map((one) => ({ ...one, part: places.get(one) ?? "" }));
}
