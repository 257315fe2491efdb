import { z } from "zod";
import { datasetFinding } from "./dataset-finding.ts";

/** What lists and headings show of a dataset version. */
export const datasetSummary = z.object({
  name: z.string(),
  version: z.number().int().positive(),
  /** What made this version. */
  action: z.string(),
  createdAt: z.string(),
  observations: z.number().int(),
  strategies: z.number().int(),
  firstDate: z.string(),
  lastDate: z.string(),
  /** Bytes on the disk. */
  bytes: z.number(),
  source: z.object({ fileName: z.string(), bytes: z.number(), sha256: z.string() }),
  /** Name of the mapping that the file was read with. */
  mapping: z.string(),
  missing: z.enum(["zero", "keep", "refuse"]),
  /** Cells not taken as written, by reason; `recordedRejects` of them are listed. */
  rejects: z.record(z.string(), z.number()),
  recordedRejects: z.number(),
  /** Cells without a value. */
  missingCells: z.number(),
  findings: z.array(datasetFinding),
  compression: z.string(),
});
export type DatasetSummary = z.infer<typeof datasetSummary>;
