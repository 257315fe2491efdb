import { z } from "zod";
import { datasetFinding, fileUnderstanding, importOptions, importPolicies } from "../importing.ts";
import { defineMethod } from "../method.ts";
import { datasetName, inputPath, outputPath } from "../places.ts";
import { problemReport } from "../problem.ts";

/** How the Parquet files of a dataset are packed. */
export const compression = z.enum(["snappy", "zstd", "gzip", "none"]);

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
  /** What its cells are in: a code of ISO 4217, a sign, or a word such as points; "" = nobody said. */
  money: z.string(),
  /** Name of the mapping that the file was read with. */
  mapping: z.string(),
  missing: importPolicies.shape.missing,
  /** Cells not taken as written, by reason; `recordedRejects` of them are listed. */
  rejects: z.record(z.string(), z.number()),
  recordedRejects: z.number(),
  /** Cells without a value. */
  missingCells: z.number(),
  findings: z.array(datasetFinding),
  compression: z.string(),
});
export type DatasetSummary = z.infer<typeof datasetSummary>;

/** One row of a dataset: a day, or a day and an intraday zone. */
export const observation = z.object({
  /** Row of the source file, from 0, before sorting. */
  sourceRow: z.number().int().nonnegative(),
  /** ISO YYYY-MM-DD. */
  date: z.string(),
  /** Weekday name as in the file, or derived from the date. */
  day: z.string(),
  zone: z.string().nullable(),
  /** HH:MM:SS */
  startTime: z.string().nullable(),
  endTime: z.string().nullable(),
  marketRegime: z.string().nullable(),
  /** Percent, 0..100, whatever the scale in the file. */
  confidence: z.number().nullable(),
  transitionThreshold: z.number().nullable(),
  /** Currency. */
  capital: z.number().nullable(),
});

/** What a dataset holds, without its cells: observations and what is known of them. */
export const datasetOpenSummary = defineMethod({
  name: "dataset.open-summary",
  summary: "Describe the rows of a dataset",
  job: false,
  request: z.object({ dataset: datasetName(), version: z.number().int().positive().optional() }),
  result: z.object({
    dataset: datasetSummary,
    /** In the order of the matrix. */
    observations: z.array(observation),
    /** Distinct values, sorted; empty when no observation has one. */
    zones: z.array(z.string()),
    regimes: z.array(z.string()),
    /** Trading days. */
    dates: z.number(),
  }),
});

/** Every dataset with its version in force, damaged ones, what is in the trash, and where else datasets lie. */
export const datasetList = defineMethod({
  name: "dataset.list",
  summary: "List the datasets",
  job: false,
  request: z.object({}),
  result: z.object({
    datasets: z.array(datasetSummary),
    /** Those whose version in force cannot be read, with what is wrong and the versions that could be put in force instead. */
    damaged: z.array(
      z.object({
        name: z.string(),
        problem: problemReport,
        /** The newest first. */
        versions: z.array(z.number().int()),
      }),
    ),
    trash: z.array(z.object({ id: z.string(), name: z.string(), deletedAt: z.string() })),
    /** Data roots of earlier versions that still hold datasets: none of them is in the list. */
    elsewhere: z.array(
      z.object({
        folder: z.string(),
        datasets: z.array(z.string()),
        message: z.string(),
        remedy: z.string(),
      }),
    ),
  }),
});

/** The versions of a dataset that can be put in force. */
export const datasetHistory = defineMethod({
  name: "dataset.history",
  summary: "List the versions of a dataset",
  job: false,
  request: z.object({ dataset: datasetName() }),
  result: z.object({
    versions: z.array(
      z.object({
        version: z.number(),
        isCurrent: z.boolean(),
        parent: z.number().nullable(),
        /** null when the version's manifest is damaged. */
        dataset: datasetSummary.nullable(),
      }),
    ),
  }),
});

/** A rectangle of cells, as stored. */
export const datasetCells = defineMethod({
  name: "dataset.cells",
  summary: "Read cells of a dataset",
  job: false,
  request: z.object({
    dataset: datasetName(),
    /** Inclusive ISO dates. */
    from: z.string().optional(),
    to: z.string().optional(),
    strategies: z.array(z.string()).min(1).max(10_000),
  }),
  result: z.object({
    dates: z.array(z.string()),
    zones: z.array(z.string().nullable()),
    strategies: z.array(z.string()),
    /** [observation][strategy]; NaN = no value. */
    cells: z.instanceof(Float64Array),
    /** Bytes read from the disk for it. */
    bytesRead: z.number(),
  }),
});

/** Names of a dataset's strategies, a page at a time. */
export const datasetStrategies = defineMethod({
  name: "dataset.strategies",
  summary: "List the strategies of a dataset",
  job: false,
  request: z.object({
    dataset: datasetName(),
    /** Only names with all of these words in them, in any case and order. */
    search: z.string().default(""),
    offset: z.number().int().nonnegative().default(0),
    limit: z.number().int().positive().max(1_000_000).default(1000),
  }),
  result: z.object({
    /** How many there are, or match. */
    total: z.number(),
    names: z.array(z.string()),
    /** Their places in the dataset. */
    places: z.instanceof(Uint32Array),
  }),
});

/** The ledger of cells that were not taken as written. */
export const datasetRejects = defineMethod({
  name: "dataset.rejects",
  summary: "List the cells of a dataset that were not taken as written",
  job: false,
  request: z.object({
    dataset: datasetName(),
    offset: z.number().int().nonnegative().default(0),
    limit: z.number().int().positive().max(100_000).default(1000),
    /** Only cells of this column, by its name in the file or in the dataset. */
    column: z.string().optional(),
    reason: z.string().optional(),
  }),
  result: z.object({
    /** Cells by reason; all of them, also those that are not listed. */
    counts: z.record(z.string(), z.number()),
    /** Listed cells that match the request. */
    total: z.number(),
    rejects: z.array(
      z.object({
        file: z.string(),
        line: z.number(),
        byte: z.number().nullable(),
        row: z.number(),
        column: z.string(),
        strategy: z.string().nullable(),
        text: z.string(),
        reason: z.string(),
        /** What stands in the dataset instead; null = no value. */
        value: z.number().nullable(),
      }),
    ),
  }),
});

/** Reads every byte of a dataset and compares it with what was written; can make a damaged one anew from its source. */
export const datasetVerify = defineMethod({
  name: "dataset.verify",
  summary: "Check all files of a dataset, and repair it from its source",
  job: true,
  lasting: true,
  request: z.object({ dataset: datasetName(), repair: z.boolean().default(false) }),
  result: z.object({
    dataset: datasetSummary,
    files: z.number(),
    bytes: z.number(),
    /** None = the dataset is as it was written. After a repair: what was wrong before. */
    faults: z.array(z.object({ file: z.string(), fault: z.string() })),
    repaired: z.boolean(),
  }),
});

/** Turns CSV files into a dataset. Several files are joined side by side by date. Cancelling leaves nothing behind. */
export const datasetImport = defineMethod({
  name: "dataset.import",
  summary: "Import files as a dataset",
  job: true,
  lasting: true,
  request: importOptions.extend({
    /** Absolute paths. A folder stands for the CSV files in it. */
    files: z.array(inputPath()).min(1),
    dataset: datasetName(),
    /** Make a new version when the dataset is there already; otherwise that is an error. */
    replace: z.boolean().default(false),
  }),
  result: z.object({
    dataset: datasetSummary,
    files: z.array(fileUnderstanding),
    seconds: z.number(),
  }),
});

/** Adds new days to a dataset: new files beside those it has. What is not said is done as in its import. */
export const datasetAppend = defineMethod({
  name: "dataset.append",
  summary: "Append the rows of files to a dataset",
  job: true,
  lasting: true,
  request: importOptions.extend({
    files: z.array(inputPath()).min(1),
    dataset: datasetName(),
    /** Rows of a date (and zone) that is there already: an error, left out, or observations of their own. */
    overlap: z.enum(["refuse", "skip", "keep"]).default("refuse"),
  }),
  result: z.object({
    dataset: datasetSummary,
    files: z.array(fileUnderstanding),
    /** Observations that were added. */
    added: z.number(),
    seconds: z.number(),
  }),
});

/** Takes over files of the replaced system, checks every strategy against them, and writes a validation report. */
export const datasetMigrate = defineMethod({
  name: "dataset.migrate",
  summary: "Migrate a database dump or input folder of the replaced system",
  job: true,
  lasting: true,
  request: importOptions.extend({
    /** Dumps (COPY ... TO), CSV files, or an input folder. They are only read. */
    files: z.array(inputPath()).min(1),
    dataset: datasetName(),
    /** Where the report is written, which must not be there yet; below the data root when absent. */
    report: outputPath().optional(),
  }),
  result: z.object({
    dataset: datasetSummary,
    report: z.string(),
    strategies: z.number(),
    /** Strategies whose totals differ by more than 1e-9; with any, the call fails instead. */
    differing: z.number(),
    seconds: z.number(),
  }),
});

/** Portfolios and runs of the replaced system's result folders, kept beside those of this program and marked. */
export const datasetTakeOver = defineMethod({
  name: "dataset.take-over",
  summary: "Take over result folders of the replaced system: portfolios, their figures, runs",
  job: true,
  lasting: true,
  request: z.object({
    dataset: datasetName(),
    /** Run folders with best_portfolio texts, zone texts or execution_summary files. They are only read. */
    folders: z.array(inputPath()).min(1),
  }),
  result: z.object({
    runs: z.array(
      z.object({
        folder: z.string(),
        /** Of the kept search; the same folder has the same. */
        id: z.string(),
        portfolios: z.number().int(),
        /** It had been taken over before, and nothing was done. */
        known: z.boolean(),
        compared: z.number().int(),
        agreeing: z.number().int(),
        /** What could not be taken over, and why. */
        skipped: z.array(z.object({ file: z.string(), reason: z.string() })),
      }),
    ),
  }),
});

/** Writes a dataset anew: fewer files, another compression or row-group size. The cells stay the same. */
export const datasetOptimize = defineMethod({
  name: "dataset.optimize",
  summary: "Rewrite the files of a dataset",
  job: true,
  lasting: true,
  request: z.object({
    dataset: datasetName(),
    compression: compression.optional(),
    rowGroupStrategies: z.number().int().min(1).max(1_048_576).optional(),
    byteStreamSplit: z.boolean().optional(),
  }),
  result: z.object({ dataset: datasetSummary, bytesBefore: z.number(), bytesAfter: z.number() }),
});

/** Puts an earlier (or later) version in force, in one step; no file is rewritten. */
export const datasetRollback = defineMethod({
  name: "dataset.rollback",
  summary: "Go back to another version of a dataset",
  job: false,
  request: z.object({
    dataset: datasetName(),
    /** The version before the one in force when absent. */
    version: z.number().int().positive().optional(),
  }),
  result: z.object({ dataset: datasetSummary, from: z.number() }),
});

/** Gives a dataset another name. */
export const datasetRename = defineMethod({
  name: "dataset.rename",
  summary: "Rename a dataset",
  job: false,
  request: z.object({ dataset: datasetName(), to: datasetName() }),
  result: z.object({ dataset: datasetSummary }),
});

/** Makes a second dataset of the version in force; where the system can, no byte is copied. */
export const datasetDuplicate = defineMethod({
  name: "dataset.duplicate",
  summary: "Duplicate a dataset",
  job: false,
  request: z.object({ dataset: datasetName(), to: datasetName() }),
  result: z.object({ dataset: datasetSummary }),
});

/** Results that were computed once and are kept with the version that they are of, those used last first. */
export const datasetKept = defineMethod({
  name: "dataset.kept",
  summary: "List the results that are kept with datasets",
  job: false,
  request: z.object({
    /** Absent: of all datasets. */
    dataset: datasetName().optional(),
  }),
  result: z.object({
    results: z.array(
      z.object({
        dataset: z.string(),
        version: z.number(),
        /**
         * What it is: "map", "order", "structure" or "summary" of the correlation of all pairs; "names" of strategies,
         * "observations"; the "places" of a view's strategies in a table that does not fit in memory; the "deviation" of a
         * typical strategy; what is "believed" of a portfolio's members, and ways to weight them ("weights"); the "table" that
         * a report is of.
         */
        kind: z.string(),
        bytes: z.number(),
        /** ISO time of the last answer that came from it. */
        usedAt: z.string(),
      }),
    ),
    bytes: z.number(),
    /** What all kept results may take, by the setting storage.kept_mb. */
    limitBytes: z.number(),
  }),
});

/** What is asked for again afterwards is computed again. */
export const datasetClearKept = defineMethod({
  name: "dataset.clearKept",
  summary: "Remove the results that are kept with datasets",
  job: false,
  request: z.object({
    /** Absent: of all datasets. */
    dataset: datasetName().optional(),
  }),
  result: z.object({ results: z.number().int(), bytes: z.number() }),
});

/** Moves a dataset to the trash; dataset.restore brings it back. */
export const datasetDelete = defineMethod({
  name: "dataset.delete",
  summary: "Delete a dataset",
  job: false,
  request: z.object({ dataset: datasetName() }),
  result: z.object({ trash: z.object({ id: z.string(), name: z.string(), deletedAt: z.string() }) }),
});

/** What is in the trash, the latest first, how much of the disk it takes, and when it is removed. */
export const datasetTrash = defineMethod({
  name: "dataset.trash",
  summary: "List the trash",
  job: false,
  request: z.object({}),
  result: z.object({
    trash: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        deletedAt: z.string(),
        /** Of files that no other dataset has. */
        bytes: z.number(),
        /** When it is removed for good, by the setting storage.trash_days. */
        removedAt: z.string(),
      }),
    ),
    bytes: z.number(),
    /** In force: what is deleted stays this long, and a dataset keeps so many versions. */
    days: z.number(),
    versionsKept: z.number(),
  }),
});

/** Removes datasets of the trash for good, which needs no room on the disk. */
export const datasetEmptyTrash = defineMethod({
  name: "dataset.emptyTrash",
  summary: "Empty the trash",
  job: false,
  request: z.object({
    /** Ids of the trash, or names; all of it when absent. */
    ids: z.array(z.string()).min(1).optional(),
  }),
  result: z.object({ removed: z.array(z.string()), bytes: z.number() }),
});

/** Brings a deleted dataset back. */
export const datasetRestore = defineMethod({
  name: "dataset.restore",
  summary: "Bring a deleted dataset back",
  job: false,
  request: z.object({
    /** Of an entry of the trash; or the name of a dataset, for the one that was deleted last. */
    id: z.string(),
    /** Another name than it had. */
    as: datasetName().optional(),
  }),
  result: z.object({ dataset: datasetSummary }),
});

/** Writes a dataset, or a part of it, to one file for other programs. */
export const datasetExport = defineMethod({
  name: "dataset.export",
  summary: "Export a dataset as Parquet, Arrow or CSV",
  job: true,
  lasting: true,
  request: z.object({
    dataset: datasetName(),
    /** Absolute path. */
    file: outputPath(),
    /** An existing file is refused without it. */
    replace: z.boolean().default(false),
    /** In CSV, an apostrophe before a name that a spreadsheet would run as a formula; a program then reads another name. */
    formulasAsText: z.boolean().default(false),
    /** In CSV, the byte order mark without which Excel takes UTF-8 for the system's code page. */
    byteOrderMark: z.boolean().default(false),
    /** wide: a row per observation and a column per strategy; strategy: a row per strategy. */
    layout: z.enum(["wide", "strategy"]).default("wide"),
    /** arrow: an IPC file (layout strategy) or IPC stream (layout wide). */
    format: z.enum(["parquet", "arrow", "csv"]).default("parquet"),
    /** Inclusive ISO dates. */
    from: z.string().optional(),
    to: z.string().optional(),
    strategies: z.array(z.string()).min(1).optional(),
    compression: compression.optional(),
  }),
  result: z.object({ file: z.string(), bytes: z.number(), observations: z.number(), strategies: z.number() }),
});
