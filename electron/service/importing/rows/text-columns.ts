import type { CallContext } from "../../context.ts";
import { csvRole } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/session.ts";
import type { ColumnPlan, SingleRole } from "../columns/column-plan.ts";
import type { CsvFile } from "../source/csv-file.ts";
import { checkExtraCells } from "./check-extra-cells.ts";

/** The columns that are no strategies, as text, one entry per data row in file order. */
export interface TextColumns {
  readonly texts: ReadonlyMap<SingleRole, readonly string[]>;
  /** 1-based physical lines of the user's file. */
  readonly lines: Float64Array;
  /** Rows with blank cells beyond the last column, as far as they were looked at. */
  readonly trailingBlanks: number;
}

/**
 * Reads them. What lies beyond them is looked at when the strategies are read; without strategies now, and then a row
 * with more cells than the header is Problem "bad-input".
 */
export async function readTextColumns(
  file: CsvFile,
  plan: ColumnPlan,
  threads: number,
  call?: CallContext,
): Promise<TextColumns> {
  const roles = new Uint8Array(file.header.length);
  const places = [...plan.single].sort(([, a], [, b]) => a - b);
  for (const [, column] of places) roles[column] = csvRole.text;
  const { handle, rowCount } = file.opened;
  const stopEarly = plan.strategies.length > 0;
  const read = await withControl(
    (control) =>
      loadAddon().csvReadRows(
        {
          handle,
          roles,
          firstRow: 0,
          rowCount,
          out: new Float64Array(0),
          // All that can be listed: a missing cell of each text column and one piece of extra text per row.
          rejectLimit: Math.min(0xffff_ffff, rowCount * (places.length + 1)),
          threads,
          stopEarly,
        },
        control,
      ),
    call,
    "Reading dates",
  );
  return {
    texts: new Map(places.map(([role], index) => [role, read.text[index] ?? []])),
    lines: read.line.map((line) => line - file.shift.lines),
    trailingBlanks: stopEarly ? 0 : checkExtraCells(file, read),
  };
}
