import type { ImportPolicies } from "../../../contract/importing.ts";
import { type CallContext, stopIfCancelled } from "../../context.ts";
import { parquetModule } from "../../datasets/parquet/arrow.ts";
import { release } from "../../datasets/parquet/encode.ts";
import type { VersionWriter } from "../../datasets/version/begin.ts";
import type { Observation, StoredObservation } from "../../datasets/version/observations.ts";
import { columnNames, partRows } from "../../datasets/version/parts.ts";
import { ColumnStatistics } from "./column-statistics.ts";
import type { Ledger } from "./ledger.ts";
import { type CellSource, prepareSource, readBlock } from "./read-block.ts";

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

interface WrittenCells {
  /** In the order given, with the places of their cells. */
  readonly observations: readonly StoredObservation[];
  readonly statistics: ColumnStatistics;
}

/**
 * Reads the cells of all sources block by block and writes each block as a file of the version; the next block is read
 * (in native threads) while one is encoded. Without a writer nothing is written: a look at the columns only.
 * Memory: two blocks, and the files that are encoded at a time (tablesAtATime). Throws Problem.
 */
export async function writeCells(
  sources: readonly CellSource[],
  observations: readonly Observation[],
  options: WriteCellsOptions,
  writer: VersionWriter | null,
  call?: CallContext,
): Promise<WrittenCells> {
  const { strategies, chunkBytes, threads } = options;
  const names = columnNames(observations, options.takenNames);
  const stored: StoredObservation[] = observations.map((one, index) => ({
    ...one,
    part: "",
    column: strategies.length > 0 ? (names[index] ?? "") : "",
  }));
  const statistics = options.statistics ?? new ColumnStatistics(strategies, threads);
  if (strategies.length === 0) return { observations: stored, statistics };

  for (const { sample } of sources) sample.begin();
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
  // Observations are written by the codec in the end: it is there then.
  if (writer) void parquetModule().catch(() => undefined);
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
      const part = await writer.addPart(block.year, { strategies, columns, rows, threads });
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

/** Observations that become one file: of one year, at most as many as are held in memory at once. */
export interface Block {
  readonly year: string;
  /** Places among the observations, ascending. */
  readonly observations: readonly number[];
}

/** A block is at least so large: smaller files would repeat the names of the strategies too often. */
const leastBytes = 4 * 2 ** 20;

/**
 * Cuts the observations of a dataset into blocks, in the order in which the years first occur. Encoding takes several
 * times the memory of a block, so a small table is cut in four, to stay within a few times its own size.
 */
function planBlocks(
  observations: readonly Pick<Observation, "date">[],
  strategies: number,
  chunkBytes: number,
): Block[] {
  const rowBytes = 8 * Math.max(1, strategies);
  const bytes = Math.min(chunkBytes, Math.max(leastBytes, (observations.length * rowBytes) / 4));
  const most = Math.max(1, Math.min(partRows(strategies), Math.floor(bytes / rowBytes)));
  const years = Map.groupBy(
    observations.map((_, index) => index),
    (index) => (observations[index]?.date ?? "").slice(0, 4),
  );
  return [...years].flatMap(([year, all]) => {
    // Equal parts: 366 + 1 rows would make a file of one row.
    const parts = Math.ceil(all.length / most);
    const size = Math.ceil(all.length / parts);
    return Array.from({ length: parts }, (_, part) => ({
      year,
      observations: all.slice(part * size, (part + 1) * size),
    }));
  });
}
