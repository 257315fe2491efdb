import type { CsvHandle, NativeControl, TesseraAddon } from "../../engine/addon.ts";
import { csvRejectReasons, csvRole } from "../../engine/addon.ts";

/** Rows looked at for every column; the few suspects are then looked at in more rows. */
const firstRows = 4;
const moreRows = 2000;

const textReason = csvRejectReasons.indexOf("text");

interface Suspects {
  readonly columns: readonly number[];
  readonly first: number;
  readonly rows: number;
}

/**
 * Which of `columns` hold text: no cell is a number, and some cell is neither blank nor an NA token nor a truth
 * value ("True" and "False" were 1 and 0 to the replaced system).
 */
export async function findTextColumns(
  addon: TesseraAddon,
  handle: CsvHandle,
  width: number,
  rowCount: number,
  columns: readonly number[],
  threads: number,
  control: NativeControl,
): Promise<number[]> {
  const look = async ({ columns: wanted, first, rows }: Suspects): Promise<number[]> => {
    if (wanted.length === 0 || rows <= 0) return [...wanted];
    const roles = new Uint8Array(width);
    for (const column of wanted) roles[column] = csvRole.number;
    const out = new Float64Array(rows * wanted.length);
    const read = await addon.csvReadRows(
      { handle, roles, firstRow: first, rowCount: rows, out, rejectLimit: out.length + rows, threads },
      control,
    );
    const texts = new Set<number>();
    for (let index = 0; index < read.rejectColumn.length; index++) {
      const isText = read.rejectReason[index] === textReason;
      if (isText && !/^(true|false)$/i.test(read.rejectText[index]?.trim() ?? "")) {
        texts.add(read.rejectColumn[index] ?? 0);
      }
    }
    return wanted.filter((column, place) => {
      if (!texts.has(column)) return false;
      for (let row = 0; row < rows; row++) {
        if (!Number.isNaN(out[row * wanted.length + place])) return false;
      }
      return true;
    });
  };
  const suspects = await look({ columns, first: 0, rows: Math.min(firstRows, rowCount) });
  return look({ columns: suspects, first: 0, rows: Math.min(moreRows, rowCount) });
}
