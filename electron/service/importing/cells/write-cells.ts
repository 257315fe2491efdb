import type { ImportPolicies } from "../../../contract/importing.ts";
import { type CallContext, stopIfCancelled } from "../../context.ts";
import { release } from "../../datasets/parquet/write.ts";
import type { VersionWriter } from "../../datasets/version/begin.ts";
import type { Observation, StoredObservation } from "../../datasets/version/observations.ts";
import { columnNames } from "../../datasets/version/parts.ts";
import type { CellSource } from "./cell-source.ts";
import { ColumnStatistics } from "./column-statistics.ts";
import type { Ledger } from "./ledger.ts";
import { planBlocks } from "./plan-blocks.ts";
import { prepareSource } from "./prepare-source.ts";
import { readBlock } from "./read-block.ts";

export interface WriteCellsOptions {
  /** Of the dataset, in its order. */
  readonly strategies: readonly string[];
  readonly policy: ImportPolicies["missing"];
  readonly chunkBytes: number;
  readonly threads: number;
  readonly ledger: Ledger;
  /** Column names that other files of the dataset use, lower case. */
  readonly takenNames: Set<string>;
  /** Of cells that the dataset has already. */
  readonly statistics?: ColumnStatistics;
}

export interface WrittenCells {
  /** In the order given, with the places of their cells. */
  readonly observations: readonly StoredObservation[];
  readonly statistics: ColumnStatistics;
}

/**
 * Reads the cells of all sources block by block and writes each block as a file of the version; the next block is read
 * (in native threads) while one is encoded. Without a writer nothing is written: a look at the columns only.
 * Memory: two blocks and one file. Throws Problem.
 */
export async function writeCells(
  sources: readonly CellSource[],
  observations: readonly Observation[],
  options: WriteCellsOptions,
  writer: VersionWriter | null,
  call?: CallContext,
): Promise<WrittenCells> {
  const { strategies, chunkBytes } = options;
  const names = columnNames(observations, options.takenNames);
  const stored: StoredObservation[] = observations.map((one, index) => ({
    ...one,
    part: "",
    column: strategies.length > 0 ? (names[index] ?? "") : "",
  }));
  const statistics = options.statistics ?? new ColumnStatistics(strategies.length);
  if (strategies.length === 0) return { observations: stored, statistics };

  const prepared = sources.map((source) => prepareSource(source, strategies));
  const blocks = planBlocks(observations, strategies.length, chunkBytes);
  const blockOptions = { ...options, strategies: strategies.length };
  // The block that is read and the one that is encoded, in turn.
  const largest = blocks.reduce((most, block) => Math.max(most, block.observations.length), 0);
  const memory = Array.from(
    { length: Math.min(2, blocks.length) },
    () => new Float64Array(largest * strategies.length),
  );
  const read = (index: number): Promise<Float64Array[]> | undefined => {
    const block = blocks[index];
    const reading =
      block && readBlock(block, prepared, blockOptions, memory[index % 2] as Float64Array, call);
    // Looked at when its turn comes; until then a failure must not count as unhandled.
    reading?.catch(() => undefined);
    return reading;
  };
  let next = read(0);
  try {
    for (const [index, block] of blocks.entries()) {
      stopIfCancelled(call);
      call?.progress({
        stage: writer ? "Storing cells" : "Looking at columns",
        fraction: index / blocks.length,
      });
      const rows = (await next) ?? [];
      next = read(index + 1);
      await statistics.add(rows);
      if (!writer) continue;
      const columns = block.observations.map((place) => names[place] ?? "");
      const part = await writer.addPart(block.year, { strategies, columns, rows });
      for (const place of block.observations)
        stored[place] = { ...(stored[place] as StoredObservation), part };
    }
  } finally {
    // Native code may still write into the block's memory and read the file: it must have ended before the file closes.
    await next?.catch(() => undefined);
    memory.forEach(release);
  }
  return { observations: stored, statistics };
}
