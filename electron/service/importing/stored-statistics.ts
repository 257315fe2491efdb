import { join } from "node:path";
import { type CallContext, stopIfCancelled } from "../context.ts";
import { readPart } from "../datasets/read/parts.ts";
import type { Manifest } from "../datasets/version/manifest.ts";
import { ColumnStatistics } from "./cells/column-statistics.ts";

/** Statistics of the cells that a dataset has already, to go on with. `strategies` may count new ones too. */
export async function storedStatistics(
  folder: string,
  manifest: Manifest,
  strategies: number,
  call?: CallContext,
): Promise<ColumnStatistics> {
  const statistics = new ColumnStatistics(strategies);
  for (const { path } of manifest.files.filter(({ kind }) => kind === "pnl")) {
    stopIfCancelled(call);
    const { rows } = await readPart(join(folder, path), strategies);
    await statistics.add([...rows.values()]);
  }
  return statistics;
}
