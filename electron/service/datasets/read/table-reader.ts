/** A version that is read by places of its strategies, again and again: a table that does not fit in memory. */
import { join } from "node:path";
import type { CallContext } from "../../context.ts";
import type { ParquetHandle } from "../../engine/addon/parquet.ts";
import type { CellBlock } from "../../pnl-matrix.ts";
import type { StoreRoot } from "../store/root.ts";
import { damagedFile } from "../version/files.ts";
import { type Manifest, writtenFile } from "../version/manifest.ts";
import type { StoredObservation } from "../version/observations.ts";
import { openNative, readNative, wantedColumns } from "./native-cells.ts";
import { type OpenOptions, rowsToRead } from "./open.ts";
import { readPartSelection } from "./parts.ts";

export interface TableReader {
  readonly manifest: Manifest;
  /** Rows of the table, those of the dates that were asked for. */
  readonly observations: readonly StoredObservation[];
  /** Whether the native reader knows the files, as far as is known: each is tried when cells are read. */
  readonly isNative: boolean;
  /**
   * Reads the strategies at these places into the columns of a block from `at` on; one reading of a block at a time. Throws
   * Problem "damaged" or "cancelled". Comes to the bytes of cells that were read from the disk.
   */
  read(places: Uint32Array, into: CellBlock, at: number, call?: CallContext): Promise<number>;
}

type Asked = Pick<OpenOptions, "from" | "to" | "version">;

/**
 * Looks at a version and reads no cell yet. Files that the native reader knows are read by it on `threads` threads (0 = all
 * processors), the others by the codec, one after the other.
 */
export async function tableReader(
  root: StoreRoot,
  name: string,
  asked: Asked,
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
        const bytesRead = await readNative(request, call);
        if (bytesRead !== undefined) return bytesRead;
        native = undefined;
      }
      let sum = 0;
      for (const [part, { columns, rows }] of parts) {
        call?.signal.throwIfAborted();
        const file = writtenFile(folder, manifest.files, part);
        const found = await readPartSelection(file, columns, places, manifest.strategies).catch(
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
