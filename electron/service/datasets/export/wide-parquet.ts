import { readFile } from "node:fs/promises";
import { parquetWriteFile } from "hyparquet-writer";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { parquetModule } from "../parquet/arrow.ts";
import { type ExportedTable, exportColumns } from "./columns.ts";

type WriteOptions = Parameters<typeof parquetWriteFile>[0];

const types = {
  date: { type: "INT32", converted_type: "DATE" },
  text: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  number: { type: "DOUBLE" },
} as const;

/**
 * Date and one float64 column per strategy in one row group: the layout that other programs expect. parquet-wasm needs
 * several times as long for tens of thousands of columns. A missing cell is null.
 */
export function writeWideParquet(dataset: ExportedTable, file: string, createdBy: string): void {
  const known = exportColumns(dataset).map((one) => ({
    name: one.name,
    kind: one.kind,
    isNullable: one.values.includes(null),
    data: one.kind === "date" ? one.values.map((date) => new Date(`${date}T00:00:00Z`)) : [...one.values],
  }));
  const cells = transpose(dataset.matrix).map((values, index) => {
    const isNullable = values.some(Number.isNaN);
    // The writer knows null, not NaN, as "no value"; a typed array cannot hold it.
    const data = isNullable ? Array.from(values, (value) => (Number.isNaN(value) ? null : value)) : values;
    return { name: dataset.strategies[index] ?? "", kind: "number" as const, isNullable, data };
  });
  const columns = [...known, ...cells];
  const schema: WriteOptions["schema"] = [
    { name: "schema", num_children: columns.length },
    ...columns.map(({ name, kind, isNullable }) => ({
      name,
      ...types[kind],
      repetition_type: isNullable ? ("OPTIONAL" as const) : ("REQUIRED" as const),
    })),
  ];
  parquetWriteFile({
    filename: file,
    schema,
    columnData: columns.map(({ name, data }) => ({ name, data, encoding: "PLAIN", offsetIndex: false })),
    rowGroupSize: Math.max(1, dataset.matrix.observations),
    statistics: false,
    createdBy,
  });
}

/** Cells of one strategy each, over all observations. Square tiles keep both sides in the cache. */
function transpose({ rows, strategies, observations }: PnlMatrix): Float64Array[] {
  const tile = 64;
  const block = new Float64Array(strategies * observations);
  for (let first = 0; first < strategies; first += tile) {
    const end = Math.min(strategies, first + tile);
    rows.forEach((row, time) => {
      for (let index = first; index < end; index++) block[index * observations + time] = row[index] as number;
    });
  }
  return Array.from({ length: strategies }, (_, index) =>
    block.subarray(index * observations, (index + 1) * observations),
  );
}

/**
 * A Parquet file as an Arrow IPC stream. The codec does it in time linear in the columns; Apache Arrow's JavaScript is
 * quadratic, half a minute for 100,000 of them.
 */
export async function wideParquetToArrow(file: string): Promise<Uint8Array> {
  const { readParquet } = await parquetModule();
  return readParquet(await readFile(file), { batchSize: 0x7fff_ffff }).intoIPCStream();
}
