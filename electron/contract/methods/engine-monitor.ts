import { z } from "zod";
import { defineMethod } from "../method.ts";

/** What the engine does at present: cheap enough to be asked for every second. */
export const engineMonitor = defineMethod({
  name: "engine.monitor",
  summary: "Memory, utilisation and times of the compute backends so far",
  job: false,
  request: z.object({}),
  result: z.object({
    backends: z.array(
      z.object({
        name: z.string(),
        /** Open sessions; each holds a matrix. */
        sessions: z.number().int(),
        /** Sums over the open sessions, bytes. */
        memoryUsedBytes: z.number(),
        /** What sessions may use: the limit in the settings, else what was free less a reserve. */
        memoryLimitBytes: z.number(),
        /** The most that was in use since the program started. */
        memoryPeakBytes: z.number(),
        /** Of the busiest device over the last second or so; null where it does not say. */
        utilisationPercent: z.number().nullable(),
        /** Sessions whose matrix does not fit the device and is sent again for each pass. */
        streamedSessions: z.number().int(),
        /** Since the program started, closed sessions included; those that never ran are missing. */
        operations: z.array(
          z.object({
            name: z.string(),
            runs: z.number().int(),
            failed: z.number().int(),
            wallMs: z.number(),
            /** Device clock, summed over devices; 0 on the processor. */
            kernelMs: z.number(),
            /** Copies to and from the device, where they are timed apart. */
            transferMs: z.number(),
          }),
        ),
      }),
    ),
    /** Thresholds of the settings that are passed, in words. */
    warnings: z.array(z.object({ backend: z.string(), text: z.string() })),
  }),
});
