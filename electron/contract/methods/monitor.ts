import { z } from "zod";
import { defineMethod } from "../method.ts";
import { datasetName } from "../places.ts";
import { problemReport } from "../problem.ts";

/** A part of a run, as its progress names it. */
const runStage = z.object({
  name: z.string(),
  seconds: z.number(),
  /** Of the process meanwhile, all that it did at the time; null where the system does not count them. */
  bytesRead: z.number().nullable(),
  bytesWritten: z.number().nullable(),
  /** Memory of the process at its end. */
  memoryBytes: z.number(),
});

/** A call that was work, whoever made it. */
export const runRecord = z.object({
  /** ISO time of its start. */
  at: z.string(),
  method: z.string(),
  dataset: z.string().nullable(),
  seconds: z.number(),
  stages: z.array(runStage),
  bytesRead: z.number().nullable(),
  bytesWritten: z.number().nullable(),
  /** The most that the process was seen to hold. */
  peakMemoryBytes: z.number(),
  /** Most processor time that the service's one loop was busy in a piece: for so long it answers no window. null: not known. */
  longestPauseSeconds: z.number().nullable().default(null),
  /** Backends that held matrices meanwhile: "cpu", "cuda". */
  backends: z.array(z.string()),
  process: z.number().int(),
  /** Why it failed; null when it did not. */
  problem: problemReport.pick({ code: true, message: true }).nullable(),
});
export type RunRecord = z.infer<typeof runRecord>;

const alertKind = z.enum(["speed", "memory", "disk", "failures"]);

/** A threshold of the settings ([alerts]) that was passed. */
export const alert = z.object({
  at: z.string(),
  kind: alertKind,
  text: z.string(),
  method: z.string(),
  dataset: z.string().nullable(),
});
export type Alert = z.infer<typeof alert>;

export const monitorRuns = defineMethod({
  name: "monitor.runs",
  summary: "Runs of this and of all earlier processes, and the alerts that came of them",
  job: false,
  request: z.object({
    method: z.string().optional(),
    dataset: datasetName().optional(),
    limit: z.number().int().min(1).max(10_000).default(100),
  }),
  result: z.object({
    /** Newest first, each with what its method does, in words. */
    runs: z.array(runRecord.extend({ title: z.string() })),
    alerts: z.array(alert),
  }),
});

const checkState = z.enum(["ok", "warning", "failed"]);

/** One thing that an installation needs, and how it stands. */
export const doctorCheck = z.object({
  /** "environment", "native code", "gpu", "data root", ... */
  name: z.string(),
  state: checkState,
  detail: z.string(),
  /** What to do; null where nothing is to be done. */
  remedy: z.string().nullable(),
});

export const monitorDoctor = defineMethod({
  name: "monitor.doctor",
  summary: "Look at environment, native code, GPU, disk, permissions, data and published figures",
  job: false,
  request: z.object({}),
  result: z.object({ checks: z.array(doctorCheck), healthy: z.boolean() }),
});
