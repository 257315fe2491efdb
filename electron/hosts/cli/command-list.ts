import type { CommandEntry } from "./command-entry.ts";

/** Every command, in the order of the help text. */
export const commandList: readonly CommandEntry[] = [
  {
    name: "sample",
    summary: "write a CSV file of invented strategies that behaves like a real one",
    load: async () => (await import("./commands/sample.ts")).defineSample,
  },
  {
    name: "metrics",
    summary: "metrics of every strategy",
    load: async () => (await import("./commands/metrics.ts")).defineMetrics,
  },
  {
    name: "score",
    summary: "score a portfolio: fitness, its parts and the report figures",
    load: async () => (await import("./commands/score.ts")).defineScore,
  },
  {
    name: "correlate",
    summary: "correlation of all pairs of strategies, or the matrix of a portfolio",
    load: async () => (await import("./commands/correlate.ts")).defineCorrelate,
  },
  {
    name: "settings",
    summary: "list the settings in force and where each comes from",
    load: async () => (await import("./commands/settings.ts")).defineSettings,
  },
  {
    name: "engine",
    summary: "list the compute backends, which one is used, and why the others are not",
    load: async () => (await import("./commands/engine.ts")).defineEngine,
  },
  {
    name: "jobs",
    summary: "the job queue: list, submit, run, cancel, repeat",
    load: async () => (await import("./commands/jobs.ts")).defineJobs,
  },
];
