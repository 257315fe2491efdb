import { writeFile } from "node:fs/promises";
import { RecordBatchFileWriter } from "apache-arrow";
import type { InputOf } from "../../../contract/method.ts";
import type { datasetExport } from "../../../contract/methods/dataset.ts";
import type { CallContext } from "../../context.ts";
import { onThread } from "../../on-thread.ts";
import { scriptBeside } from "../../program-files.ts";
import type { StorageOptions } from "../store/root.ts";
import { columnNames, partBatch, writePart } from "../version/parts.ts";
import type { ExportedTable } from "./columns.ts";
import { marked, strategyLines, wideLines, writeLines } from "./csv.ts";
import { wideParquetToArrow, writeWideParquet } from "./wide-parquet.ts";

/** How a dataset is written to a file that is not there yet. */
export interface ExportForm
  extends Pick<InputOf<typeof datasetExport>, "layout" | "format" | "formulasAsText" | "byteOrderMark"> {
  readonly file: string;
  readonly options: StorageOptions;
  readonly createdBy: string;
}

/** What a thread is given. Names go as one text: a million of them one by one would keep the caller. */
export type ExportTask = ExportForm & Omit<ExportedTable, "strategies"> & { readonly names: string };

/** A table of so many cells is written in less time than a thread takes to start. */
const fewCells = 100_000;

/** Writes a dataset. A large one is written on a thread of its own, which its cells go to: they are gone afterwards. */
export async function writeExport(
  { observations, strategies, matrix }: ExportedTable,
  form: ExportForm,
  call: CallContext,
): Promise<void> {
  const table = { observations, strategies, matrix };
  const isSmall = matrix.observations * matrix.strategies <= fewCells;
  const script = isSmall
    ? undefined
    : scriptBeside(import.meta.dirname, "export-worker.ts", "export-worker.js");
  if (script === undefined) return writeHere(table, form, call);
  const task: ExportTask = { ...form, observations, matrix, names: JSON.stringify(strategies) };
  const cells = new Set(matrix.rows.map((row) => row.buffer as ArrayBuffer));
  const told = (fraction: number) => call.progress({ stage: writing, fraction });
  await onThread<ExportTask, number, true>(script, task, call, told, { given: [...cells] });
}

const writing = "Writing";

/** The same on the caller's thread. */
export async function writeHere(dataset: ExportedTable, form: ExportForm, call: CallContext): Promise<void> {
  const { file, layout = "wide", format = "parquet", options, createdBy } = form;
  const { formulasAsText = false, byteOrderMark = false } = form;
  const { observations, strategies, rows } = dataset.matrix;
  const isWide = layout === "wide";
  const columns = columnNames(dataset.observations, new Set());
  const part = { strategies: dataset.strategies, columns, rows };
  call.progress({ stage: writing });
  if (format === "csv") {
    const lines = isWide
      ? wideLines(dataset, formulasAsText)
      : strategyLines(dataset, columns, formulasAsText);
    const text = byteOrderMark ? marked(lines) : lines;
    await writeLines(file, text, isWide ? observations : strategies, call);
  } else if (isWide) {
    writeWideParquet(dataset, file, createdBy);
    if (format === "arrow") await writeFile(file, await wideParquetToArrow(file));
  } else if (format === "parquet") {
    const { bytes } = await writePart(part, options, createdBy).file;
    await writeFile(file, bytes);
  } else {
    await writeFile(file, RecordBatchFileWriter.writeAll([partBatch(part)]).toUint8Array(true));
  }
}
