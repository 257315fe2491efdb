import { z } from "zod";
import { defineMethod } from "../method.ts";
import { importOptions } from "./dataset-import-options.ts";

/** One cell of a file among its neighbours, as text: what stands around a cell that is no number. */
export const fileCell = defineMethod({
  name: "file.cell",
  summary: "Show a cell of a file with the lines and columns around it",
  job: false,
  request: importOptions.extend({
    file: z.string().min(1),
    /** 1-based physical line of the cell's row. */
    line: z.number().int().positive(),
    /** Exact name of its column. */
    column: z.string(),
    /** Rows above and below, columns left and right; the file's first column always comes along. */
    rows: z.number().int().min(0).max(20).default(3),
    columns: z.number().int().min(0).max(20).default(2),
  }),
  result: z.object({
    columns: z.array(z.string()),
    rows: z.array(z.object({ line: z.number(), cells: z.array(z.string()) })),
    /** Where the cell is in `rows` and `columns`. */
    row: z.number().int(),
    column: z.number().int(),
  }),
});
