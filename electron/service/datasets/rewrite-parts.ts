import { join } from "node:path";
import { type CallContext, stopIfCancelled } from "../call-context.ts";
import { damagedFile } from "./damaged-file.ts";
import type { Manifest } from "./manifest.ts";
import { partRows } from "./part-rows.ts";
import { readPart } from "./read-part.ts";
import { readPartSelection } from "./read-part-selection.ts";
import type { StoredObservation } from "./stored-observation.ts";
import type { VersionWriter } from "./version-writer.ts";

/**
 * Writes all cells of a version anew, as few files per year as memory allows, with the storage options of now.
 * Returns the observations with their new places.
 */
export async function rewriteParts(
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
        const read = await (isWhole
          ? readPart(path, manifest.strategies)
          : readPartSelection(path, columns, null, manifest.strategies));
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
