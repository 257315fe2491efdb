/** The cells of a version, read by places of its strategies: all at once, or panel after panel of a table beyond memory. */
import { join } from "node:path";
import { type CallContext, stopIfCancelled } from "../../context.ts";
import type { ParquetHandle } from "../../engine/addon/parquet.ts";
import type { CellBlock } from "../../pnl-matrix.ts";
import type { StoreRoot } from "../store/root.ts";
import { checkFileSizes, damagedFile } from "../version/files.ts";
import { type Manifest, writtenFile } from "../version/manifest.ts";
import type { StoredObservation } from "../version/observations.ts";
import { readManifest, readVersionManifest } from "../version/pointer.ts";
import { observationsOf } from "./metadata.ts";
import { openNative, readNative, wantedColumns } from "./native-cells.ts";
import { readPartSelection } from "./parts.ts";

const stage = "Reading the dataset";

export interface TableReader {
  readonly manifest: Manifest;
  /** Rows of the table, those of the dates that were asked for. */
  readonly observations: readonly StoredObservation[];
  /** Whether the native reader knows the files, as far as is known: each is tried when cells are read. */
  readonly isNative: boolean;
  /**
   * Reads the strategies at these places into the columns of a block from `at` on; one reading of a block at a time. Throws
   * Problem "damaged" or "cancelled". Comes to the bytes of cells that were read from the disk. Native code reads beside the
   * thread of the caller.
   */
  read(places: Uint32Array, into: CellBlock, at: number, call?: CallContext): Promise<number>;
}

/** Which rows of which version. */
export interface RowsAsked {
  /** Inclusive ISO dates; files and columns outside are not read. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** A version other than the one in force. */
  readonly version?: number | undefined;
}

/**
 * Looks at a version and reads no cell yet. Files that the native reader knows are read by it on `threads` threads (0 = all
 * processors), the others by the codec, one after the other.
 */
export async function tableReader(
  root: StoreRoot,
  name: string,
  asked: RowsAsked,
  threads: number,
): Promise<TableReader> {
  const { manifest, folder, rows: observations } = await rowsToRead(root, name, asked);
  const parts = wantedColumns(manifest.strategies > 0 ? observations : []);
  let native: ParquetHandle | undefined = openNative(folder, manifest, parts);
  return {
    manifest,
    observations,
    get isNative() {
      return native !== undefined;
    },
    async read(places, into, at, call) {
      if (native) {
        const { cells: out, stride } = into;
        const request = { files: native, places, out, stride, at, threads };
        const bytesRead = await readNative(request, call, stage);
        if (bytesRead !== undefined) return bytesRead;
        native = undefined;
      }
      let sum = 0;
      const chosen = isAll(places, manifest.strategies) ? null : places;
      for (const [index, [part, { columns, rows }]] of [...parts].entries()) {
        stopIfCancelled(call);
        call?.progress({ stage, fraction: index / parts.size });
        const file = writtenFile(folder, manifest.files, part);
        const found = await readPartSelection(file, columns, chosen, manifest.strategies).catch(
          (error: Error) => {
            throw damagedFile(join(folder, part), error.message);
          },
        );
        sum += found.bytesRead;
        for (const [k, column] of columns.entries()) {
          const row = found.rows.get(column);
          if (!row) throw damagedFile(join(folder, part), `it has no column ${column}.`);
          into.rows[rows[k] as number]?.set(row, at);
        }
      }
      return sum;
    },
  };
}

/** The rows of a version that are asked for, with the places of their cells; files are as long as they were. */
async function rowsToRead(
  root: StoreRoot,
  name: string,
  { version, from = "", to = "9999-12-31" }: RowsAsked,
) {
  const manifest = await (version === undefined
    ? readManifest(root, name)
    : readVersionManifest(root, name, version));
  const folder = root.version(name, manifest.version);
  await checkFileSizes(folder, manifest.files);
  const stored = await observationsOf(root, manifest);
  checkParts(manifest, stored, folder);
  return { manifest, folder, rows: stored.filter(({ date }) => date >= from && date <= to) };
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

const isAll = (places: Uint32Array, strategies: number): boolean =>
  places.length === strategies && places.every((place, at) => place === at);
