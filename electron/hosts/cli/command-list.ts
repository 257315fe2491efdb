import type { CommandEntry } from "./command-entry.ts";

/** Every command, in the order of the help text. */
export const commandList: readonly CommandEntry[] = [
  {
    name: "sample",
    summary: "write a CSV file of invented strategies that behaves like a real one",
    load: async () => (await import("./commands/sample.ts")).defineSample,
  },
  {
    name: "import",
    summary: "turn CSV files into a dataset",
    load: async () => (await import("./commands/import.ts")).defineImport,
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
    name: "ulta",
    summary: "list the strategies that ULTA inverts and why",
    load: async () => (await import("./commands/ulta.ts")).defineUlta,
  },
  {
    name: "search",
    summary: "search for the best portfolios",
    load: async () => (await import("./commands/search.ts")).defineSearch,
  },
  {
    name: "replay",
    summary: "repeat the search of a capsule and say whether it comes to the same",
    load: async () => (await import("./commands/replay.ts")).defineReplay,
  },
  {
    name: "parameters",
    summary: "parameters of the search algorithms",
    load: async () => (await import("./commands/parameters.ts")).defineParameters,
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
