import { join } from "node:path";
import { type CallContext, stopIfCancelled } from "../call-context.ts";
import { checkFileSizes } from "./check-file-sizes.ts";
import { damagedFile } from "./damaged-file.ts";
import type { OpenDataset, OpenOptions } from "./dataset-store.ts";
import { findStrategies } from "./find-strategies.ts";
import { readManifest, readVersionManifest } from "./read-manifest.ts";
import { readObservations } from "./read-observations.ts";
import { type PartRows, readPart } from "./read-part.ts";
import { readPartSelection } from "./read-part-selection.ts";
import { readStrategies } from "./read-strategies.ts";
import type { StoreRoot } from "./store-root.ts";

/** Reads a dataset, or a part of it, into memory. Throws Problem "not-found", "damaged" or "cancelled". */
export async function openDataset(
  root: StoreRoot,
  name: string,
  options: OpenOptions = {},
  call?: CallContext,
): Promise<OpenDataset> {
  const manifest = await (options.version === undefined
    ? readManifest(root, name)
    : readVersionManifest(root, name, options.version));
  const folder = root.version(name, manifest.version);
  await checkFileSizes(folder, manifest.files);
  const stored = await readObservations(join(folder, "observations.parquet"));
  const { from = "", to = "9999-12-31" } = options;
  const chosen = stored.filter(({ date }) => date >= from && date <= to);

  let bytesRead = 0;
  let names: readonly string[] | undefined;
  let indices: Uint32Array | null = null;
  if (options.strategies) {
    const all = await readStrategies(folder, manifest);
    bytesRead += all.bytesRead;
    indices = findStrategies(all.names, options.strategies, name);
  }
  const parts = Map.groupBy(manifest.strategies > 0 ? chosen : [], ({ part }) => part);
  const whole = Map.groupBy(stored, ({ part }) => part);
  const rows = new Map<string, PartRows["rows"]>();
  for (const [part, observations] of parts) {
    stopIfCancelled(call);
    call?.progress({ stage: "Reading the dataset", fraction: rows.size / parts.size });
    const path = join(folder, part);
    const isWhole = !indices && whole.get(part)?.length === observations.length;
    const read: PartRows = await (isWhole
      ? readPart(path, manifest.strategies)
      : readPartSelection(
          path,
          observations.map(({ column }) => column),
          indices,
          manifest.strategies,
        )
    ).catch((error: Error) => {
      throw damagedFile(path, error.message);
    });
    if (read.names?.length === manifest.strategies) names = read.names;
    bytesRead += read.bytesRead;
    rows.set(part, read.rows);
  }
  const strategies = options.strategies ?? names ?? (await readStrategies(folder, manifest)).names;
  return {
    manifest,
    observations: chosen,
    strategies,
    matrix: {
      observations: chosen.length,
      strategies: strategies.length,
      rows: chosen.map(({ part, column }) => {
        if (manifest.strategies === 0) return new Float64Array(0);
        const row = rows.get(part)?.get(column);
        if (!row) throw damagedFile(join(folder, part), `it has no column ${column}.`);
        return row;
      }),
    },
    bytesRead,
  };
}
