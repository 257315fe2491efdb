import type { CallContext } from "../../context.ts";
import { csvRole } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/session.ts";
import type { ColumnPlan } from "../columns/column-plan.ts";
import type { CsvFile } from "../source/csv-file.ts";

const mostRows = 20;
const mostStrategies = 30;

/** The first rows as text. Without a plan (a file that is not understood) the first columns. */
export async function previewOf(
  file: CsvFile,
  plan: ColumnPlan | null,
  threads: number,
  call?: CallContext,
): Promise<{ columns: string[]; rows: string[][] }> {
  const shown = plan
    ? [...new Set([...plan.single.values(), ...plan.strategies.slice(0, mostStrategies)])].sort(
        (a, b) => a - b,
      )
    : file.header.slice(0, mostStrategies).map((_, index) => index);
  const roles = new Uint8Array(file.header.length);
  for (const column of shown) roles[column] = csvRole.text;
  const { handle } = file.opened;
  const rowCount = Math.min(mostRows, file.opened.rowCount);
  const request = { handle, roles, firstRow: 0, rowCount, out: new Float64Array(0), rejectLimit: 0, threads };
  const { text } = await withControl((control) => loadAddon().csvReadRows(request, control), call);
  return {
    columns: shown.map((column) => file.header[column] ?? ""),
    rows: Array.from({ length: rowCount }, (_, row) => text.map((column) => column[row] ?? "")),
  };
}
