import { writeFile } from "node:fs/promises";
import { Problem } from "../../../contract/problem.ts";
import { csvCell } from "../../datasets/export/csv.ts";
import type { ArrowColumn } from "../../datasets/parquet/arrow.ts";
import { readParquet } from "../../datasets/parquet/read.ts";
import { diskProblem } from "../../disk/durable.ts";
import { parquetCells } from "./parquet-cells.ts";

/**
 * Writes a wide Parquet file (a column per strategy) as CSV text. Numbers are written so that they are read as the same
 * doubles, and everything that is done with CSV files can be done with these. Throws Problem.
 */
export async function parquetToCsv(from: string, to: string): Promise<void> {
  // As bytes, line by line: one string could not hold a large file.
  const read = readParquet(from, (columns, memory) =>
    Array.from(csvLines(from, columns, memory), (line) => Buffer.from(line)),
  );
  const { value } = await read.catch((error: unknown) => {
    if (error instanceof Problem) throw error;
    throw new Problem(
      "bad-input",
      `${from} is no Parquet file that can be read: ${(error as Error).message}`,
      {
        file: from,
        remedy: "Open it with the program that wrote it, and export it as CSV.",
      },
    );
  });
  await writeFile(to, value, { flag: "wx" }).catch((error: unknown) => {
    throw diskProblem(error, to, "writing");
  });
}

function* csvLines(file: string, columns: readonly ArrowColumn[], memory: ArrayBuffer): Generator<string> {
  const cells = columns.map((column) => {
    const read = parquetCells(column, memory);
    if (read) return read;
    throw new Problem("bad-input", `${file}: the type of the column "${column.name}" is not known.`, {
      file,
      column: column.name,
      remedy: "Columns can hold numbers, texts, dates, times or truth values.",
    });
  });
  const rows = columns[0]?.chunks.reduce((sum, chunk) => sum + chunk.length, 0) ?? 0;
  yield `${columns.map(({ name }) => csvCell(name)).join(",")}\n`;
  for (let row = 0; row < rows; row++) yield `${cells.map((read) => csvCell(read(row))).join(",")}\n`;
}
