import { stat } from "node:fs/promises";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import { diskProblem, removeQuietly, temporaryBeside } from "../../disk/durable.ts";
import { removeAtEnd } from "../../disk/leftovers.ts";
import { rename } from "../../disk/rename.ts";
import type { ExportedTable } from "./columns.ts";
import { type ExportForm, writeExport } from "./write-export.ts";

/** The codec's memory holds a file about four times while it encodes it. */
const mostBytes = 512 * 2 ** 20;

/**
 * Writes a dataset, whose cells are gone afterwards, to one file, which appears whole or not at all. Returns its bytes. Throws
 * Problem.
 */
export async function exportDataset(
  dataset: ExportedTable,
  form: ExportForm,
  call: CallContext,
): Promise<number> {
  const { observations, strategies } = dataset.matrix;
  const { file, format } = form;
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
  try {
    await writeExport(dataset, { ...form, file: temporary }, call);
    await rename(temporary, file);
    return (await stat(file)).size;
  } catch (error) {
    throw diskProblem(error, file, "writing");
  } finally {
    await removeQuietly(temporary);
    isDone();
  }
}
