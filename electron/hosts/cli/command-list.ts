import type { CommandEntry } from "./run-cli.ts";

/** Every command, in the order of the help text. */
export const commandList: readonly CommandEntry[] = [
  {
    name: "sample",
    summary: "write a CSV file of invented strategies that behaves like a real one",
    load: async () => (await import("./commands/sample.ts")).defineSample,
  },
  {
    name: "inspect",
    summary: "show what an import would make of a file",
    load: async () => (await import("./commands/import.ts")).defineInspect,
  },
  {
    name: "import",
    summary: "turn CSV files into a dataset",
    load: async () => (await import("./commands/import.ts")).defineImport,
  },
  {
    name: "migrate",
    summary: "take over a database dump or input folder of the replaced system, and check it",
    load: async () => (await import("./commands/import.ts")).defineMigrate,
  },
  {
    name: "append",
    summary: "add new days to a dataset",
    load: async () => (await import("./commands/import.ts")).defineAppend,
  },
  {
    name: "datasets",
    summary: "list the datasets",
    load: async () => (await import("./commands/datasets.ts")).defineDatasets,
  },
  {
    name: "view",
    summary: "show, keep or clear the view of a dataset that window and --kept-view use",
    load: async () => (await import("./commands/settings/view.ts")).defineView,
  },
  {
    name: "verify",
    summary: "check all files of a dataset, and repair it",
    load: async () => (await import("./commands/versions.ts")).defineVerify,
  },
  {
    name: "rejects",
    summary: "list the cells that were not taken as written",
    load: async () => (await import("./commands/versions.ts")).defineRejects,
  },
  {
    name: "history",
    summary: "list the versions of a dataset",
    load: async () => (await import("./commands/versions.ts")).defineHistory,
  },
  {
    name: "rollback",
    summary: "go back to another version of a dataset",
    load: async () => (await import("./commands/versions.ts")).defineRollback,
  },
  {
    name: "optimize",
    summary: "rewrite the files of a dataset",
    load: async () => (await import("./commands/versions.ts")).defineOptimize,
  },
  {
    name: "export",
    summary: "write a dataset to one file for other programs",
    load: async () => (await import("./commands/export.ts")).defineExport,
  },
  {
    name: "rename",
    summary: "give a dataset another name",
    load: async () => (await import("./commands/datasets.ts")).defineRename,
  },
  {
    name: "duplicate",
    summary: "make a second dataset of one",
    load: async () => (await import("./commands/datasets.ts")).defineDuplicate,
  },
  {
    name: "kept",
    summary: "the results that are kept with datasets: list them, remove them",
    load: async () => (await import("./commands/datasets.ts")).defineKept,
  },
  {
    name: "delete",
    summary: "move a dataset to the trash",
    load: async () => (await import("./commands/datasets.ts")).defineDelete,
  },
  {
    name: "restore",
    summary: "bring a deleted dataset back",
    load: async () => (await import("./commands/datasets.ts")).defineRestore,
  },
  {
    name: "trash",
    summary: "what is deleted: list it, empty it",
    load: async () => (await import("./commands/datasets.ts")).defineTrash,
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
    name: "portfolios",
    summary: "list the saved portfolios, or the strategies of one",
    load: async () => (await import("./commands/portfolios.ts")).definePortfolios,
  },
  {
    name: "report",
    summary: "write a report of a portfolio, a search or a dataset as HTML or PDF",
    load: async () => (await import("./commands/export.ts")).defineReport,
  },
  {
    name: "correlate",
    summary: "correlation of all pairs of strategies, or the matrix of a portfolio",
    load: async () => (await import("./commands/correlate.ts")).defineCorrelate,
  },
  {
    name: "clusters",
    summary: "strategies that move together, and how many independent ones there are",
    load: async () => (await import("./commands/clusters.ts")).defineClusters,
  },
  {
    name: "duplicates",
    summary: "strategies that are nearly the same as a better one",
    load: async () => (await import("./commands/duplicates.ts")).defineDuplicates,
  },
  {
    name: "ulta",
    summary: "list the strategies that ULTA inverts and why",
    load: async () => (await import("./commands/ulta.ts")).defineUlta,
  },
  {
    name: "regimes",
    summary: "market regimes, and what a filter would keep",
    load: async () => (await import("./commands/regimes.ts")).defineRegimes,
  },
  {
    name: "groups",
    summary: "statistics of every strategy by market regime, zone or weekday",
    load: async () => (await import("./commands/groups.ts")).defineGroups,
  },
  {
    name: "join-regimes",
    summary: "take regimes from a separate series of bars",
    load: async () => (await import("./commands/regimes.ts")).defineJoinRegimes,
  },
  {
    name: "zones",
    summary: "intraday zones and what is earned in each",
    load: async () => (await import("./commands/zones.ts")).defineZones,
  },
  {
    name: "assign-zones",
    summary: "give every row its intraday zone by time windows",
    load: async () => (await import("./commands/zones.ts")).defineAssignZones,
  },
  {
    name: "zone-search",
    summary: "a portfolio for every intraday zone, and their combinations",
    load: async () => (await import("./commands/zone-search.ts")).defineZoneSearch,
  },
  {
    name: "weights",
    summary: "four ways to weight the members of a portfolio, and which earned",
    load: async () => (await import("./commands/weights.ts")).defineWeights,
  },
  {
    name: "kelly",
    summary: "how large to make a portfolio: honestly for a drawdown, or by Kelly",
    load: async () => (await import("./commands/kelly.ts")).defineKelly,
  },
  {
    name: "search",
    summary: "search for the best portfolios",
    load: async () => (await import("./commands/search.ts")).defineSearch,
  },
  {
    name: "searches",
    summary: "the searches that are kept: list, show, name, remove, run again",
    load: async () => (await import("./commands/search.ts")).defineSearches,
  },
  {
    name: "frontier",
    summary:
      "the frontier: what giving some of the believable Sharpe ratio away buys in P&L / drawdown, and how many strategies are enough",
    load: async () => (await import("./commands/frontier.ts")).defineFrontier,
  },
  {
    name: "replay",
    summary: "repeat the search of a capsule and say whether it comes to the same",
    load: async () => (await import("./commands/search.ts")).defineReplay,
  },
  {
    name: "validate",
    summary: "compare results of the old system with a dataset, line by line",
    load: async () => (await import("./commands/validate.ts")).defineValidate,
  },
  {
    name: "parameters",
    summary: "parameters of the search algorithms",
    load: async () => (await import("./commands/search.ts")).defineParameters,
  },
  {
    name: "settings",
    summary: "list the settings in force and where each comes from",
    load: async () => (await import("./commands/settings/settings.ts")).defineSettings,
  },
  {
    name: "doctor",
    summary: "look at environment, GPU, disk, permissions and data, and run the self-test",
    load: async () => (await import("./commands/engine.ts")).defineDoctor,
  },
  {
    name: "runs",
    summary: "what runs took, stage by stage, and the alerts that came of them",
    load: async () => (await import("./commands/engine.ts")).defineRuns,
  },
  {
    name: "plan",
    summary: "plan the memory of a dataset on each compute backend before anything is opened",
    load: async () => (await import("./commands/engine.ts")).definePlan,
  },
  {
    name: "engine",
    summary: "list the compute backends, which one is used, and why the others are not",
    load: async () => (await import("./commands/engine.ts")).defineEngine,
  },
  {
    name: "cluster",
    summary: "run a large piece of work in shards on a cluster, and merge them",
    load: async () => (await import("./commands/cluster/cluster.ts")).defineCluster,
  },
  {
    name: "jobs",
    summary: "the job queue: list, submit, run, cancel, repeat",
    load: async () => (await import("./commands/jobs.ts")).defineJobs,
  },
  {
    name: "serve",
    summary: "open the workstation in a browser on this machine",
    load: async () => (await import("./commands/serve.ts")).defineServe,
  },
];
