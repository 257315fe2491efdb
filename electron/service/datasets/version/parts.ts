import type { Data, RecordBatch, Utf8 } from "apache-arrow";
import { loadAddon } from "../../engine/load-addon.ts";
import { textOfSums } from "../parquet/blocks.ts";
import type { EncodedFile } from "../parquet/encode.ts";
import { floatData, recordBatch, textData, writeSummed } from "../parquet/write.ts";
import type { StorageOptions } from "../store/root.ts";
import type { Observation } from "./observations.ts";

/** Bytes of cells in one Parquet file: WebAssembly memory holds a part about four times while the codec encodes it. */
const partBytes = 64 * 2 ** 20;

/** How many observations of `strategies` cells go into one file. */
export function partRows(strategies: number): number {
  return Math.max(1, Math.min(366, Math.floor(partBytes / (8 * Math.max(1, strategies)))));
}

/**
 * Names for the Parquet columns of observations: the date, with the zone when there is one ("2024-01-04",
 * "2024-01-04 A"), and " #2" behind the second of that name. Unique without regard to case, as DuckDB needs.
 * Every name given is added to `taken` (lower case).
 */
export function columnNames(
  observations: readonly Pick<Observation, "date" | "zone">[],
  taken: Set<string>,
): string[] {
  /** The number to try next for a name: thousands of rows may have one date. */
  const next = new Map<string, number>();
  return observations.map(({ date, zone }) => {
    const plain = zone ? `${date} ${zone}` : date;
    let name = plain;
    let copy = next.get(plain.toLowerCase()) ?? 2;
    while (taken.has(name.toLowerCase())) name = `${plain} #${copy++}`;
    next.set(plain.toLowerCase(), copy);
    taken.add(name.toLowerCase());
    return name;
  });
}

/** Cells of some observations of one year, before they become a file. */
export interface PartContent {
  readonly strategies: readonly string[];
  /** One name per row, of columnNames. */
  readonly columns: readonly string[];
  /** One array of strategies.length cells per observation; NaN = missing. */
  readonly rows: readonly Float64Array[];
  /** Processors that a part may be encoded on; 0 = all, absent = one. */
  readonly threads?: number;
}

/** Names as an Arrow column: the same for all parts of a dataset. */
const nameData = new WeakMap<readonly string[], Data<Utf8>>();

function namesOf(strategies: readonly string[]): Data<Utf8> {
  const known = nameData.get(strategies) ?? textData(strategies);
  nameData.set(strategies, known);
  return known;
}

/**
 * A part as an Arrow batch: a row per strategy, the name first, then one float64 column per observation.
 * `missingByRow`: missing cells of each observation, where they are counted already.
 */
export function partBatch(
  { strategies, columns, rows }: PartContent,
  missingByRow?: readonly number[],
): RecordBatch {
  const cells = columns.map(
    (name, index) => [name, floatData(rows[index] ?? new Float64Array(0), missingByRow?.[index])] as const,
  );
  return recordBatch([["strategy", namesOf(strategies)], ...cells], ["strategy"]);
}

/** A part on its way to be a file. */
interface PartEncoding {
  readonly file: Promise<EncodedFile>;
  /** Resolves when the cells have been read; never throws. */
  readonly cellsRead: Promise<unknown>;
}

/** Encodes a part as a Parquet file: in native code what it knows how to pack, else by the codec. */
export function writePart(
  content: PartContent,
  options: Pick<StorageOptions, "compression" | "byteStreamSplit" | "rowGroupStrategies">,
  writer: string,
  missingByRow?: readonly number[],
): PartEncoding {
  const { compression, byteStreamSplit: split, rowGroupStrategies: rowGroupRows } = options;
  if (compression === "snappy" || compression === "none") {
    const { strategies, columns, rows, threads = 1 } = content;
    const { values, valueOffsets } = namesOf(strategies);
    const encoded = loadAddon().parquetEncode({
      ...{ columns, rows, split, rowGroupRows, writer, threads },
      ...{ names: values, nameEnds: valueOffsets, snappy: compression === "snappy" },
    });
    const file = encoded.then(({ bytes, sha256, sums }) => ({ bytes, sha256, crc32: textOfSums(sums) }));
    return { file, cellsRead: file.catch(() => undefined) };
  }
  const file = writeSummed(partBatch(content, missingByRow), {
    ...{ compression, rowGroupRows, writer },
    splitColumns: split ? content.columns : [],
  });
  return { file, cellsRead: Promise.resolve() };
}
