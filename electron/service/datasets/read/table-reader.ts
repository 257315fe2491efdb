/** A version that is read by places of its strategies, again and again: a table that does not fit in memory. */
import { join } from "node:path";
import type { CallContext } from "../../context.ts";
import type { NativeControl } from "../../engine/addon/addon.ts";
import type { ParquetHandle } from "../../engine/addon/parquet.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/with-control.ts";
import type { CellBlock } from "../../pnl-matrix.ts";
import type { StoreRoot } from "../store/root.ts";
import { damagedFile } from "../version/files.ts";
import { type Manifest, writtenFile } from "../version/manifest.ts";
import type { StoredObservation } from "../version/observations.ts";
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
  const parts = partsOf(manifest.strategies > 0 ? observations : []);
  let native: ParquetHandle | undefined = loadAddon().parquetOpen(
    [...parts].map(([part, { columns, rows }]) => {
      const { path, bytes, crc32 } = writtenFile(folder, manifest.files, part);
      const own = Uint32Array.from(rows);
      const file = { path, bytes, columns, rows: own };
      return crc32 === undefined ? file : { ...file, sums: sumsIn(crc32) };
    }),
  );
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
        const bytesRead = await withControl((control) => readNative(request, control), call);
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

/** Columns of each file, and the rows that they are. */
function partsOf(observations: readonly StoredObservation[]) {
  const parts = new Map<string, { readonly columns: string[]; readonly rows: number[] }>();
  observations.forEach(({ part, column }, row) => {
    const known = parts.get(part) ?? { columns: [], rows: [] };
    known.columns.push(column);
    known.rows.push(row);
    parts.set(part, known);
  });
  return parts;
}

/** Check sums as they are kept, as numbers. */
function sumsIn(crc32: string): Uint32Array {
  const bytes = Buffer.from(crc32, "base64");
  return Uint32Array.from({ length: bytes.length >> 2 }, (_, block) => bytes.readUInt32LE(4 * block));
}

/** Bytes that were read; undefined: the native reader does not know the files. */
async function readNative(
  request: Parameters<ReturnType<typeof loadAddon>["parquetRead"]>[0],
  control: NativeControl,
): Promise<number | undefined> {
  try {
    return await loadAddon().parquetRead(request, control);
  } catch (error) {
    const { code, reason, file, message } = error as Error & Record<"code" | "reason" | "file", unknown>;
    if (code === "unsupported") return undefined;
    throw reason === "damaged" ? damagedFile(String(file), message) : error;
  }
}
