import type { Cell } from "write-excel-file/node";
import { pythonFixed } from "./python-fixed.ts";

/** Cells of the workbooks. */
export const workbookCells = {
  header: (...names: string[]): Cell[] => names.map((value) => ({ value, type: String, fontWeight: "bold" })),
  text: (value: string): Cell => ({ value, type: String }),
  count: (value: number): Cell => ({ value, type: Number }),
  /** A cell cannot hold an infinity; it is written as text there. */
  figure: (value: number): Cell =>
    Number.isFinite(value) ? { value, type: Number } : { value: pythonFixed(value, 0), type: String },
  widths: (...characters: number[]) => characters.map((width) => ({ width })),
};
