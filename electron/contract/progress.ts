import { z } from "zod";

/** State of a running call, sent about ten times a second. */
export const progress = z.object({
  /** What is being done now, for people: "Writing Parquet". */
  stage: z.string(),
  /** 0..1 over the whole call, absent while unknown. */
  fraction: z.number().min(0).max(1).optional(),
  /** A figure worth showing beside the bar: "41 MB of 600 MB". */
  detail: z.string().optional(),
  /** Stage-specific live data (a search's race), described by the method. */
  live: z.unknown().optional(),
});
export type Progress = z.infer<typeof progress>;
