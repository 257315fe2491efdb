import { z } from "zod";
import { defineMethod } from "../method.ts";

/** Backends found, which one is used, and why the others are not. */
export const engineReport = defineMethod({
  name: "engine.report",
  summary: "List compute backends and say which is used and why",
  job: false,
  request: z.object({}),
  result: z.object({
    backends: z.array(
      z.object({
        name: z.string(),
        used: z.boolean(),
        reason: z.string(),
        version: z.string().nullable(),
        devices: z.array(
          z.object({
            name: z.string(),
            detail: z.string(),
            threadCount: z.number(),
            memoryBytes: z.number(),
            memoryFreeBytes: z.number(),
          }),
        ),
      }),
    ),
  }),
});

/** Begins the start of what a table of so many cells will be computed on, and does not wait for it. */
export const enginePrepare = defineMethod({
  name: "engine.prepare",
  summary: "Begin the start of a GPU beside what comes before its work",
  job: false,
  request: z.object({ cells: z.number().int().nonnegative() }),
  result: z.object({}),
});

/** Computes figures that other libraries' test suites publish, on every usable backend, and compares. */
export const engineSelfTest = defineMethod({
  name: "engine.self-test",
  summary: "Check the compute backends against published figures",
  job: false,
  request: z.object({}),
  result: z.object({
    backends: z.array(
      z.object({
        name: z.string(),
        passed: z.boolean(),
        seconds: z.number(),
        checks: z.array(
          z.object({
            name: z.string(),
            /** Where the expected figure was published, or how it is known. */
            source: z.string(),
            expected: z.number(),
            /** Null when the backend answered an error, which is in `problem`. */
            computed: z.number().nullable(),
            tolerance: z.number(),
            passed: z.boolean(),
            problem: z.string().optional(),
          }),
        ),
      }),
    ),
  }),
});

/** Work on a whole table. */
export const plannedWork = z.enum([
  "metrics",
  "groups",
  "correlate",
  "duplicates",
  "clusters",
  "map",
  "search",
  "zone-search",
]);
export type PlannedWork = z.infer<typeof plannedWork>;

/** How a work goes on a table: all of it in memory, part by part to the same bits, or not at all. */
export const workPlan = z.object({
  work: plannedWork,
  how: z.enum(["whole", "in parts", "refused"]),
  /** Of the dataset, once; cells as they are, before they were packed. */
  readBytes: z.number(),
  /** Of the file that columns are put into meanwhile: what it takes on the disk, and what is read of it. */
  diskBytes: z.number(),
  againBytes: z.number(),
  /** Most of cells and of what is made of them that is in memory at a time. */
  holdBytes: z.number(),
  /** Pairs of strategies that are looked at. */
  pairs: z.number(),
  summary: z.string(),
});
export type WorkPlan = z.infer<typeof workPlan>;

/** What a session of a matrix will take on each usable backend, before it is opened. */
export const enginePlan = defineMethod({
  name: "engine.plan",
  summary: "Plan the memory of a matrix on each compute backend",
  job: false,
  request: z.object({
    strategies: z
      .number()
      .int()
      .positive()
      .max(2 ** 31 - 1),
    observations: z
      .number()
      .int()
      .positive()
      .max(2 ** 31 - 1),
    /** Rows that correlations are taken from, where they are others (zones); left out: the same. */
    correlationObservations: z
      .number()
      .int()
      .positive()
      .max(2 ** 31 - 1)
      .optional(),
    /** Limit to plan for in bytes, instead of the settings'. 0 = none. */
    memoryLimitBytes: z.number().int().nonnegative().optional(),
    /** Cells without a value; where there is no dataset yet, none. */
    missingCells: z.number().int().nonnegative().default(0),
  }),
  result: z.object({
    /**
     * Where a search by P&L / drawdown goes, with the settings' sizes and algorithms, and how long it takes by the model of
     * both sides.
     */
    searches: z.string(),
    /** What is computed on parts of a table that may not be in memory as a whole, and what is not; absent: it may. */
    inParts: z.string().optional(),
    works: z.array(workPlan),
    plans: z.array(
      z.object({
        backend: z.string(),
        device: z.string(),
        installedBytes: z.number(),
        freeBytes: z.number(),
        /** Left to the driver, the desktop and other programs. */
        reserveBytes: z.number(),
        /** What the session may take. */
        budgetBytes: z.number(),
        parts: z.array(
          z.object({
            name: z.string(),
            bytes: z.number(),
            /** "always", or the operation during which it is held. */
            during: z.string(),
          }),
        ),
        /** The most that is held at a time: what is always there and the largest operation. */
        peakBytes: z.number(),
        /** False: the matrix stays with the host and is sent in panels. */
        resident: z.boolean(),
        /** Panels of a correlation pass; every pair of panels is passed once. */
        panels: z.number().int(),
        panelStrategies: z.number().int(),
        /** The plan in one sentence. */
        summary: z.string(),
        /** What has a limit of its own on this device (gpu.memory.<use> of the settings): how it goes within that. */
        uses: z.array(
          z.object({
            use: z.string(),
            /** As the settings have it: "4", "50%". */
            limit: z.string(),
            budgetBytes: z.number(),
            resident: z.boolean(),
            panels: z.number().int(),
            summary: z.string(),
          }),
        ),
      }),
    ),
  }),
});

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
