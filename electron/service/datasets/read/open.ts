import { Problem } from "../../../contract/problem.ts";
import { amongNames } from "../../among-names.ts";
import type { CallContext } from "../../context.ts";
import { allPlaces, cellBlock, type PnlMatrix } from "../../pnl-matrix.ts";
import type { StoreRoot } from "../store/root.ts";
import type { Manifest } from "../version/manifest.ts";
import type { Observation } from "../version/observations.ts";
import { readPointer } from "../version/pointer.ts";
import { strategiesOf } from "./metadata.ts";
import { type RowsAsked, tableReader } from "./table-reader.ts";

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

export interface OpenOptions extends RowsAsked {
  /** Only these strategies, in this order; row groups without any of them are not read. */
  readonly strategies?: readonly string[] | undefined;
  /** Threads that read; 0 = all processors. */
  readonly threads?: number | undefined;
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

/** Reads a dataset, or a part of it, into memory. Throws Problem "not-found", "damaged" or "cancelled". */
async function openDataset(
  root: StoreRoot,
  name: string,
  options: OpenOptions,
  call?: CallContext,
): Promise<OpenDataset> {
  const { manifest, observations, read } = await tableReader(root, name, options, options.threads ?? 0);
  const all = await strategiesOf(root, manifest);
  const strategies = options.strategies ?? all;
  const places = options.strategies
    ? findStrategies(all, options.strategies, name)
    : allPlaces(manifest.strategies);
  const block = cellBlock(observations.length, places.length);
  const bytesRead = await read(places, block, 0, call);
  const { rows } = block;
  // As plain values: some analyses hand the matrix to a thread.
  const matrix = { observations: observations.length, strategies: places.length, rows };
  return { manifest, observations, strategies, matrix, bytesRead };
}

/**
 * Places of `wanted` among `names`. An index of a million names would take longer than to look at each. Throws Problem
 * "not-found" that names the first ones that are not there.
 */
function findStrategies(names: readonly string[], wanted: readonly string[], dataset: string): Uint32Array {
  const isWanted = amongNames(new Set(wanted));
  const places = new Map<string, number>();
  for (const [index, name] of names.entries()) if (isWanted(name)) places.set(name, index);
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
