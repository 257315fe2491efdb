import { stat } from "node:fs/promises";
import { join } from "node:path";
import { type CallContext, stopIfCancelled } from "../../context.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { readPart } from "../read/parts.ts";
import type { StoreRoot } from "../store/root.ts";
import { hashFile } from "./files.ts";
import { type Manifest, type ManifestFile, writtenFile } from "./manifest.ts";
import { readObservations, type StoredObservation } from "./observations.ts";
import { readManifest } from "./pointer.ts";

export interface VerifyReport {
  readonly manifest: Manifest;
  readonly files: number;
  readonly bytes: number;
  /** What is wrong, by file; none = the version is as it was written. */
  readonly faults: readonly { readonly file: string; readonly fault: string }[];
}

/**
 * Reads every byte of the version in force: checksums and lengths of all files, then counts, names, columns and sums of
 * the cells against the manifest. Throws Problem "not-found", "cancelled", or "damaged" for the manifest itself.
 */
export async function verifyDataset(
  root: StoreRoot,
  name: string,
  call?: CallContext,
): Promise<VerifyReport> {
  const manifest = await readManifest(root, name);
  const folder = root.version(name, manifest.version);
  const faults: { file: string; fault: string }[] = [];
  const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
  let done = 0;
  for (const file of manifest.files) {
    stopIfCancelled(call);
    call?.progress({ stage: "Checking checksums", fraction: done / bytes / 2 });
    const fault = await checksumFault(join(folder, file.path), file);
    if (fault) faults.push({ file: file.path, fault });
    done += file.bytes;
  }
  if (faults.length === 0) {
    for await (const fault of contentFaults(folder, manifest, call)) faults.push(fault);
  }
  return { manifest, files: manifest.files.length, bytes, faults };
}

async function checksumFault(path: string, { bytes, sha256 }: ManifestFile): Promise<string | undefined> {
  try {
    const { size } = await stat(path);
    if (size !== bytes) return `it has ${size} bytes instead of ${bytes}`;
    return (await hashFile(path)) === sha256 ? undefined : "its checksum does not agree";
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOENT" ? "it is not there" : (error as Error).message;
  }
}

async function* contentFaults(
  folder: string,
  manifest: Manifest,
  call?: CallContext,
): AsyncGenerator<{ file: string; fault: string }> {
  const observations = await readObservations(folder, manifest);
  if (observations.length !== manifest.observations) {
    yield {
      file: "observations.parquet",
      fault: `it has ${observations.length} rows, not ${manifest.observations}`,
    };
  }
  const parts = manifest.files.filter(({ kind }) => kind === "pnl");
  const longest = Math.max(0, ...parts.map(({ rows }) => rows));
  if (longest !== manifest.strategies) {
    yield {
      file: "manifest.json",
      fault: `the files hold ${longest} strategies, not ${manifest.strategies}`,
    };
  }
  let names: readonly string[] = [];
  for (const [index, part] of parts.entries()) {
    stopIfCancelled(call);
    call?.progress({ stage: "Checking cells", fraction: 0.5 + index / parts.length / 2 });
    const file = writtenFile(folder, manifest.files, part.path);
    const read = await readPart(file, part.rows, { withNames: true });
    const own = read.names ?? [];
    const fault =
      (await partFault(part, own, [...read.rows], observations)) ??
      (own.every((name, place) => names[place] === undefined || names[place] === name)
        ? undefined
        : "its strategies are not those of the other files");
    if (fault) yield { file: part.path, fault };
    if (own.length > names.length) names = own;
  }
}

async function partFault(
  part: ManifestFile,
  names: readonly string[],
  rows: readonly (readonly [string, Float64Array])[],
  observations: readonly StoredObservation[],
): Promise<string | undefined> {
  if (names.length !== part.rows) return `it has ${names.length} strategies, not ${part.rows}`;
  if (new Set(names).size !== names.length) return "a strategy occurs twice";
  const wanted = observations.filter((one) => one.part === part.path).map((one) => one.column);
  const found = new Set(rows.map(([column]) => column));
  if (wanted.length !== found.size || !wanted.every((column) => found.has(column))) {
    return "its columns are not the rows of the dataset";
  }
  const { finite, missing, sum } = await loadAddon().countCells(rows.map(([, row]) => row));
  const { cells } = part;
  if (cells && (cells.finite !== finite || cells.missing !== missing || cells.sum !== sum)) {
    return `its cells (${finite}, sum ${sum}) are not those of the manifest (${cells.finite}, sum ${cells.sum})`;
  }
  return undefined;
}
