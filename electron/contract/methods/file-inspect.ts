import { z } from "zod";
import { defineMethod } from "../method.ts";
import { problemReport } from "../problem.ts";
import { datasetFinding } from "./dataset-finding.ts";
import { importOptions } from "./dataset-import-options.ts";
import { fileUnderstanding } from "./file-understanding.ts";

/** What an import would make of a file, without importing it. A file that cannot be understood is a result too. */
export const fileInspect = defineMethod({
  name: "file.inspect",
  summary: "Show what would be understood of a file",
  job: false,
  request: importOptions.extend({ file: z.string() }),
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
