import { stat, writeFile } from "node:fs/promises";
import { RecordBatchFileWriter } from "apache-arrow";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import { diskProblem, removeQuietly, temporaryBeside } from "../../disk/durable.ts";
import { removeAtEnd } from "../../disk/leftovers.ts";
import { rename } from "../../disk/rename.ts";
import type { OpenDataset } from "../read/open.ts";
import type { StorageOptions } from "../store/root.ts";
import { columnNames, partBatch, writePart } from "../version/parts.ts";
import { marked, strategyLines, wideLines, writeLines } from "./csv.ts";
import { wideParquetToArrow, writeWideParquet } from "./wide-parquet.ts";

interface ExportRequest {
  readonly file: string;
  /** wide: a row per observation, a column per strategy; strategy: the other way round. */
  readonly layout: "wide" | "strategy";
  readonly format: "parquet" | "arrow" | "csv";
  /** Of names in CSV, see csvName. */
  readonly formulasAsText?: boolean;
  /** Of CSV: before its first line. */
  readonly byteOrderMark?: boolean;
}

/** The codec's memory holds a file about four times while it encodes it. */
const mostBytes = 512 * 2 ** 20;

/** Writes a dataset to one file, which appears whole or not at all. Returns its bytes. Throws Problem. */
export async function exportDataset(
  dataset: OpenDataset,
  { file, layout, format, formulasAsText = false, byteOrderMark = false }: ExportRequest,
  options: StorageOptions,
  createdBy: string,
  call?: CallContext,
): Promise<number> {
  const { observations, strategies, rows } = dataset.matrix;
  if (format !== "csv" && 8 * observations * strategies > mostBytes) {
    throw new Problem(
      "unsupported",
      "This is too much for one Parquet or Arrow file (over 512 MB of cells).",
      {
        remedy: "Choose dates (--from, --to) or strategies, or use the files of the dataset as they are.",
      },
    );
  }
  const temporary = temporaryBeside(file);
  const isDone = removeAtEnd(temporary);
  const columns = columnNames(dataset.observations, new Set());
  const part = { strategies: dataset.strategies, columns, rows };
  call?.progress({ stage: "Writing" });
  try {
    if (format === "csv") {
      const lines =
        layout === "wide"
          ? wideLines(dataset, formulasAsText)
          : strategyLines(dataset, columns, formulasAsText);
      await writeLines(
        temporary,
        byteOrderMark ? marked(lines) : lines,
        layout === "wide" ? observations : strategies,
        call,
      );
    } else if (layout === "wide") {
      writeWideParquet(dataset, temporary, createdBy);
      if (format === "arrow") await writeFile(temporary, await wideParquetToArrow(temporary));
    } else if (format === "parquet") {
      const { bytes } = await writePart(part, options, createdBy).file;
      await writeFile(temporary, bytes);
    } else {
      const batch = partBatch(part);
      await writeFile(temporary, RecordBatchFileWriter.writeAll([batch]).toUint8Array(true));
    }
    await rename(temporary, file);
    return (await stat(file)).size;
  } catch (error) {
    throw diskProblem(error, file, "writing");
  } finally {
    await removeQuietly(temporary);
    isDone();
  }
}
