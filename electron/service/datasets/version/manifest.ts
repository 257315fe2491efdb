import { join } from "node:path";
import { z } from "zod";
import { datasetFinding, importPolicies, moneyUnit } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { openSealed, sealedText } from "../../disk/sealed.ts";
import type { WrittenFile } from "../parquet/blocks.ts";

const count = z.number().int().nonnegative();

/** The file that cells came from. */
export const sourceFile = z.object({
  fileName: z.string(),
  /** Where it was; `verify --repair` looks there first. Absent for data that came from no file. */
  path: z.string().optional(),
  bytes: count,
  sha256: z.string(),
});

/** Whether a path stays in the folder that it is joined to, on every system. */
function isBelow(path: string): boolean {
  const isAbsolute = /^([\\/]|[A-Za-z]:)/.test(path);
  return !isAbsolute && !path.split(/[\\/]/).some((part) => ["", ".", ".."].includes(part));
}

/** One Parquet file of a version. */
const manifestFile = z.object({
  /** Relative to the version's folder, with / on every system. */
  path: z.string().refine(isBelow, "must lie below the version"),
  kind: z.enum(["observations", "pnl", "rejects", "source"]),
  bytes: count,
  sha256: z.string(),
  /** CRC-32 of each block, see parquet/blocks.ts; absent in versions that were written without. */
  crc32: z.string().optional(),
  rows: count,
  /** Of a pnl file, in the order of its cells by observation; `verify` computes them again. */
  cells: z.object({ finite: count, missing: count, sum: z.number().nullable() }).optional(),
});
export type ManifestFile = z.infer<typeof manifestFile>;

/** A file of a version with its full path, for reading. Throws Error when the version has none of this path. */
export function writtenFile(folder: string, files: readonly ManifestFile[], path: string): WrittenFile {
  const found = files.find((one) => one.path === path);
  if (!found) throw new Error(`the version has no file ${path}.`);
  return { path: join(folder, path), bytes: found.bytes, crc32: found.crc32 };
}

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
  /** Id of the queued job that made it: a job that is run again after a crash finds that its work is done. */
  job: z.string().optional(),
  writer: z.string(),
  /** The file of the last import or append. */
  source: sourceFile,
  /** All files that cells came from, oldest first. */
  sources: z.array(sourceFile),
  observations: count,
  strategies: count,
  firstDate: z.string(),
  lastDate: z.string(),
  /**
   * What cells are in: a code of ISO 4217, a sign or a word; absent where nobody said. Of a version made from another: as
   * there.
   */
  money: moneyUnit.optional(),
  /** Which columns were understood as what; enough to import the file again. */
  mapping: z.unknown(),
  /** What happened to a cell that was not a number. */
  missing: importPolicies.shape.missing,
  /** Cells not taken as written, by reason. All are counted; `recordedRejects` are listed in rejects files. */
  rejects: z.record(z.string(), count),
  recordedRejects: count,
  /** Cells without a value in the matrix, history of strategies that came later included. */
  missingCells: count,
  /** What the import noticed: constant columns, copies, zones, scale of the confidence ... */
  findings: z.array(datasetFinding),
  storage: z.object({ compression: z.string(), rowGroupStrategies: z.number().int().positive() }),
  files: z.array(manifestFile),
});
export type Manifest = z.infer<typeof manifest>;
export type Finding = Manifest["findings"][number];
export type SourceFile = Manifest["source"];

/** manifest.json. */
export const manifestText = (value: Manifest): string => sealedText(value);

/**
 * What manifestText wrote for this version: the checksum stands for the schema, which would take longer than all else when
 * hundreds of manifests are read. Throws Error.
 */
export function writtenManifest(text: string, version: number): Manifest {
  const content = openSealed(text);
  if (content.formatVersion !== 1) throw new Error(`its format version is ${content.formatVersion}, not 1.`);
  if (content.version !== version)
    throw new Error(`it is that of version ${content.version}, not ${version}.`);
  return content as Manifest;
}

/** Reads manifest.json of a version. Throws Problem "damaged", with this remedy, when it is not what was written there. */
export function parseManifest(text: string, file: string, version: number, remedy: string): Manifest {
  try {
    return manifest.parse(writtenManifest(text, version));
  } catch (error) {
    throw new Problem("damaged", `The manifest ${file} is damaged: ${faultOf(error)}`, { file, remedy });
  }
}

/** One sentence, whatever a parser says. */
function faultOf(error: unknown): string {
  if (error instanceof SyntaxError) return "it is no JSON.";
  if (error instanceof z.ZodError) return `its field ${error.issues[0]?.path.join(".")} is wrong.`;
  return (error as Error).message;
}
