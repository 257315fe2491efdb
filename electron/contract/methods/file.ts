import { z } from "zod";
import { datasetFinding, fileUnderstanding, importOptions } from "../importing.ts";
import { defineMethod } from "../method.ts";
import { inputPath } from "../places.ts";
import { problemReport } from "../problem.ts";

/** What an import would make of a file, without importing it. A file that cannot be understood is a result too. */
export const fileInspect = defineMethod({
  name: "file.inspect",
  summary: "Show what would be understood of a file",
  job: false,
  request: importOptions.extend({ file: inputPath() }),
  result: z.object({
    /** null when the file is not understood; then `problem` says why. */
    understanding: fileUnderstanding.nullable(),
    problem: problemReport.nullable(),
    findings: z.array(datasetFinding),
    /** The first rows as text: the columns with a role, and the first strategies. */
    preview: z.object({ columns: z.array(z.string()), rows: z.array(z.array(z.string())) }),
    /** The first names of the strategies. */
    strategies: z.array(z.string()),
    /** Observations whose cells were looked at; the cells of those that are no numbers, by reason, and some of them. */
    checkedRows: z.number(),
    rejects: z.record(z.string(), z.number()),
    rejectExamples: z.array(
      z.object({ line: z.number(), column: z.string(), text: z.string(), reason: z.string() }),
    ),
    /** Only the first part of a large or packed file was looked at. */
    isPartial: z.boolean(),
    seconds: z.number(),
  }),
});

/** What every column of a file would become: the table in which a mapping is made. */
export const fileColumns = defineMethod({
  name: "file.columns",
  summary: "Show the role of every column of a file",
  job: false,
  request: importOptions.extend({ file: inputPath() }),
  result: z.object({
    /** Every column of the file, in order. */
    columns: z.array(z.string()),
    /** Role of each column: its place in columnRole.options. */
    roles: z.custom<Uint8Array>((value) => value instanceof Uint8Array, "must be a Uint8Array"),
    /** Name that a strategy will have where that differs from the file's, by place of the column. */
    renamed: z.record(z.string(), z.string()),
    /** Mapping in force, and the names of those that can be asked for. */
    mapping: z.string(),
    mappings: z.array(z.string()),
  }),
});

/** One cell of a file among its neighbours, as text: what stands around a cell that is no number. */
export const fileCell = defineMethod({
  name: "file.cell",
  summary: "Show a cell of a file with the lines and columns around it",
  job: false,
  request: importOptions.extend({
    file: inputPath(),
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

/** Longest text that can be pasted, in characters: a larger table is a file somewhere. */
const mostPasted = 64 * 2 ** 20;

/** Keeps a table that was pasted as a file of the data root, until this process ends; it is then imported as any other. */
export const filePaste = defineMethod({
  name: "file.paste",
  summary: "Keep a pasted table as a file that can be imported",
  job: false,
  request: z.object({ text: z.string().min(1).max(mostPasted) }),
  result: z.object({ path: z.string() }),
});
