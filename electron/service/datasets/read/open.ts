import { join } from "node:path";
import { Problem } from "../../../contract/problem.ts";
import { type CallContext, stopIfCancelled } from "../../context.ts";
import { allPlaces, type PnlMatrix } from "../../pnl-matrix.ts";
import type { StoreRoot } from "../store/root.ts";
import { checkFileSizes, damagedFile } from "../version/files.ts";
import { type Manifest, writtenFile } from "../version/manifest.ts";
import type { Observation, StoredObservation } from "../version/observations.ts";
import { readManifest, readPointer, readVersionManifest } from "../version/pointer.ts";
import { knowsStrategies, observationsOf, rememberStrategies, strategiesOf } from "./metadata.ts";
import { openNative, readNative, wantedColumns } from "./native-cells.ts";
import { type PartRows, readPart, readPartSelection } from "./parts.ts";

/** What a caller is told meanwhile. */
const readingDataset = "Reading the dataset";

/** A dataset in memory. */
export interface OpenDataset {
  readonly manifest: Manifest;
  readonly observations: readonly Observation[];
  /** Strategy names, N, in column order of the source. */
  readonly strategies: readonly string[];
  readonly matrix: PnlMatrix;
  /** Bytes of cells read from the disk, after pruning. */
  readonly bytesRead: number;
}

export interface OpenOptions {
  /** Inclusive ISO dates; files and columns outside are not read. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only these strategies, in this order; row groups without any of them are not read. */
  readonly strategies?: readonly string[] | undefined;
  /** A version other than the one in force. */
  readonly version?: number | undefined;
}

/**
 * Reads a dataset; once more when another version came into force meanwhile and the one that was being read was removed
 * as too old. Throws Problem as openDataset does.
 */
export async function openLatest(
  root: StoreRoot,
  name: string,
  options: OpenOptions = {},
  call?: CallContext,
): Promise<OpenDataset> {
  const before = await readPointer(root, name);
  try {
    return await openDataset(root, name, options, call);
  } catch (error) {
    if (options.version !== undefined || (await readPointer(root, name)) === before) throw error;
    return openDataset(root, name, options, call);
  }
}

/** The rows of a version that are asked for, with the places of their cells; files are as long as they were. */
export async function rowsToRead(
  root: StoreRoot,
  name: string,
  { version, from = "", to = "9999-12-31" }: Pick<OpenOptions, "from" | "to" | "version">,
) {
  const manifest = await (version === undefined
    ? readManifest(root, name)
    : readVersionManifest(root, name, version));
  const folder = root.version(name, manifest.version);
  await checkFileSizes(folder, manifest.files);
  const stored = await observationsOf(root, manifest);
  checkParts(manifest, stored, folder);
  return { manifest, folder, stored, rows: stored.filter(({ date }) => date >= from && date <= to) };
}

/** Reads a dataset, or a part of it, into memory. Throws Problem "not-found", "damaged" or "cancelled". */
async function openDataset(
  root: StoreRoot,
  name: string,
  options: OpenOptions = {},
  call?: CallContext,
): Promise<OpenDataset> {
  const { manifest, folder, stored, rows: chosen } = await rowsToRead(root, name, options);
  let bytesRead = 0;
  let names: readonly string[] | undefined;
  let indices: Uint32Array | null = null;
  if (options.strategies) {
    indices = findStrategies(await strategiesOf(root, manifest), options.strategies, name);
  }
  const native = indices ? undefined : await allCells(folder, manifest, chosen, call);
  if (native) {
    return {
      ...{ manifest, observations: chosen, strategies: await strategiesOf(root, manifest) },
      matrix: { observations: chosen.length, strategies: manifest.strategies, rows: native.rows },
      bytesRead: native.bytesRead,
    };
  }
  const parts = Map.groupBy(manifest.strategies > 0 ? chosen : [], ({ part }) => part);
  const whole = Map.groupBy(stored, ({ part }) => part);
  const rows = new Map<string, PartRows["rows"]>();
  for (const [part, observations] of parts) {
    stopIfCancelled(call);
    call?.progress({ stage: readingDataset, fraction: rows.size / parts.size });
    const path = join(folder, part);
    const file = writtenFile(folder, manifest.files, part);
    const isWhole = !indices && whole.get(part)?.length === observations.length;
    const read: PartRows = await (isWhole
      ? readPart(file, manifest.strategies, {
          withNames: names === undefined && !knowsStrategies(root, manifest),
        })
      : readPartSelection(
          file,
          observations.map(({ column }) => column),
          indices,
          manifest.strategies,
        )
    ).catch((error: Error) => {
      throw damagedFile(path, error.message);
    });
    if (read.names?.length === manifest.strategies) {
      names = read.names;
      rememberStrategies(root, manifest, read.names);
    }
    bytesRead += read.bytesRead;
    rows.set(part, read.rows);
  }
  const strategies = options.strategies ?? names ?? (await strategiesOf(root, manifest));
  return {
    manifest,
    observations: chosen,
    strategies,
    matrix: {
      observations: chosen.length,
      strategies: strategies.length,
      rows: chosen.map(({ part, column }) => {
        if (manifest.strategies === 0) return new Float64Array(0);
        const row = rows.get(part)?.get(column);
        if (!row) throw damagedFile(join(folder, part), `it has no column ${column}.`);
        return row;
      }),
    },
    bytesRead,
  };
}

/** All cells of these observations, where the native reader knows their files. */
async function allCells(
  folder: string,
  manifest: Manifest,
  observations: readonly StoredObservation[],
  call?: CallContext,
) {
  const { strategies: stride } = manifest;
  if (stride === 0 || observations.length === 0) return undefined;
  const out = new Float64Array(observations.length * stride);
  const files = openNative(folder, manifest, wantedColumns(observations));
  const request = { files, places: allPlaces(stride), out, stride, at: 0, threads: 0 };
  const bytesRead = await readNative(request, call, readingDataset);
  const rows = observations.map((_, t) => out.subarray(t * stride, (t + 1) * stride));
  return bytesRead === undefined ? undefined : { rows, bytesRead };
}

/** Throws Problem "damaged" when observations name a file that is none of the version. */
function checkParts(manifest: Manifest, stored: readonly { readonly part: string }[], folder: string): void {
  if (manifest.strategies === 0) return;
  const known = new Set(manifest.files.map(({ path }) => path));
  const strange = stored.find(({ part }) => !known.has(part));
  if (strange)
    throw damagedFile(
      join(folder, "observations.parquet"),
      `it names ${strange.part}, which is no file of it.`,
    );
}

/**
 * Places of `wanted` among `names`. An index of a million names would take longer than to look at each. Throws Problem
 * "not-found" that names the first ones that are not there.
 */
function findStrategies(names: readonly string[], wanted: readonly string[], dataset: string): Uint32Array {
  const isWanted = new Set(wanted);
  const places = new Map<string, number>();
  for (const [index, name] of names.entries()) if (isWanted.has(name)) places.set(name, index);
  const unknown = wanted.filter((name) => !places.has(name));
  if (unknown.length > 0) {
    const shown = unknown.slice(0, 3).map((name) => `"${name}"`);
    const more = unknown.length > 3 ? ` and ${unknown.length - 3} more` : "";
    throw new Problem("not-found", `The dataset "${dataset}" has no strategy ${shown.join(", ")}${more}.`, {
      remedy: "Names are case-sensitive and must be as in the header of the imported file.",
    });
  }
  return Uint32Array.from(wanted, (name) => places.get(name) ?? 0);
}
