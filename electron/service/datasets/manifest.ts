import { z } from "zod";

const count = z.number().int().nonnegative();

/** The file that cells came from. */
const source = z.object({
  fileName: z.string(),
  /** Where it was; `verify --repair` looks there first. Absent for data that came from no file. */
  path: z.string().optional(),
  bytes: count,
  sha256: z.string(),
});

/** One Parquet file of a version. */
const manifestFile = z.object({
  /** Relative to the version's folder, with / on every system. */
  path: z.string(),
  kind: z.enum(["observations", "pnl", "rejects", "source"]),
  bytes: count,
  sha256: z.string(),
  rows: count,
  /** Of a pnl file, in the order of its cells by observation; `verify` computes them again. */
  cells: z.object({ finite: count, missing: count, sum: z.number().nullable() }).optional(),
});
export type ManifestFile = z.infer<typeof manifestFile>;

/** manifest.json of a dataset version. Written last, so that a version without it does not exist. */
export const manifest = z.object({
  formatVersion: z.literal(1),
  name: z.string(),
  /** Version of the dataset, from 1; versions are immutable. */
  version: z.number().int().positive(),
  /** The version that this one was made from; null for the first. */
  parent: z.number().int().positive().nullable(),
  /** What made it. */
  action: z.enum([
    "import",
    "append",
    "replace",
    "rename",
    "duplicate",
    "optimize",
    "repair",
    "migrate",
    "annotate",
  ]),
  createdAt: z.string(),
  writer: z.string(),
  /** The file of the last import or append. */
  source,
  /** All files that cells came from, oldest first. */
  sources: z.array(source),
  observations: count,
  strategies: count,
  firstDate: z.string(),
  lastDate: z.string(),
  /** Which columns were understood as what; enough to import the file again. */
  mapping: z.unknown(),
  /** What happened to a cell that was not a number. */
  missing: z.enum(["zero", "keep", "refuse"]),
  /** Cells not taken as written, by reason. All are counted; `recordedRejects` are listed in rejects files. */
  rejects: z.record(z.string(), count),
  recordedRejects: count,
  /** Cells without a value in the matrix, history of strategies that came later included. */
  missingCells: count,
  /** What the import noticed: constant columns, copies, zones, scale of the confidence ... */
  findings: z.array(
    z.object({
      kind: z.string(),
      count,
      message: z.string(),
      /** A few of the columns or lines concerned. */
      examples: z.array(z.string()),
    }),
  ),
  storage: z.object({ compression: z.string(), rowGroupStrategies: z.number().int().positive() }),
  files: z.array(manifestFile),
});
export type Manifest = z.infer<typeof manifest>;
export type Finding = Manifest["findings"][number];
export type SourceFile = Manifest["source"];
