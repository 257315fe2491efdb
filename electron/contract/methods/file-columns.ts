import { z } from "zod";
import { defineMethod } from "../method.ts";
import { importOptions } from "./dataset-import-options.ts";

/** What every column of a file would become: the table in which a mapping is made. */
export const fileColumns = defineMethod({
  name: "file.columns",
  summary: "Show the role of every column of a file",
  job: false,
  request: importOptions.extend({ file: z.string().min(1) }),
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
