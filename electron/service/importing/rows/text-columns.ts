import type { CallContext } from "../../context.ts";
import { csvRole } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/with-control.ts";
import type { ColumnPlan, SingleRole } from "../columns/plan-columns.ts";
import type { ImportSettings } from "../import-settings.ts";
import type { CsvFile } from "../source/open-csv.ts";
import { extraCells, type LongRow, refuseLong } from "./long-rows.ts";

/** The columns that are no strategies, as text, one entry per data row in file order. */
export interface TextColumns {
  readonly texts: ReadonlyMap<SingleRole, readonly string[]>;
  /** 1-based physical lines of the user's file. */
  readonly lines: Float64Array;
  /** Rows with blank cells beyond the last column, as far as they were looked at. */
  readonly trailingBlanks: number;
  /** Rows with more cells than the header has names, as far as they were looked at. */
  readonly long: readonly LongRow[];
}

/**
 * Reads them. What lies beyond them is looked at when the strategies are read; now where there are none, or where rows with
 * more cells than the header are not refused: then they must be known before the others become observations.
 */
export async function readTextColumns(
  file: CsvFile,
  plan: ColumnPlan,
  { policies, threads }: Pick<ImportSettings, "policies" | "threads">,
  call?: CallContext,
): Promise<TextColumns> {
  const roles = new Uint8Array(file.header.length);
  const places = [...plan.single].sort(([, a], [, b]) => a - b);
  for (const [, column] of places) roles[column] = csvRole.text;
  const { handle, rowCount } = file.opened;
  const areRefused = policies.longRows === "refuse";
  const stopEarly = plan.strategies.length > 0 && areRefused;
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
  const { long, blanks } = extraCells(file, read);
  if (areRefused) refuseLong(file, long);
  return {
    texts: new Map(places.map(([role], index) => [role, read.text[index] ?? []])),
    lines: read.line.map((line) => line - file.shift.lines),
    // Those of strategies are counted when these are read.
    trailingBlanks: plan.strategies.length > 0 ? 0 : blanks,
    long,
  };
}
