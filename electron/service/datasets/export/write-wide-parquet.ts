import { parquetWriteFile } from "hyparquet-writer";
import type { OpenDataset } from "../dataset-store.ts";
import { exportColumns } from "./export-columns.ts";
import { transpose } from "./transpose.ts";

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
export function writeWideParquet(dataset: OpenDataset, file: string, createdBy: string): void {
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
