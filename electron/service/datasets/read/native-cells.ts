/** Cells of a version's files through the native reader, which knows those that are packed with Snappy or not at all. */
import type { CallContext } from "../../context.ts";
import type { ParquetHandle, ParquetReadRequest } from "../../engine/addon/parquet.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/with-control.ts";
import { damagedFile } from "../version/files.ts";
import { type Manifest, writtenFile } from "../version/manifest.ts";
import type { StoredObservation } from "../version/observations.ts";

/** By file: columns that are wanted, and the rows that they are. */
export type WantedColumns = ReadonlyMap<
  string,
  { readonly columns: readonly string[]; readonly rows: readonly number[] }
>;

/** Columns of each file that hold these observations, each a row. */
export function wantedColumns(
  observations: readonly Pick<StoredObservation, "part" | "column">[],
): WantedColumns {
  const parts = new Map<string, { readonly columns: string[]; readonly rows: number[] }>();
  observations.forEach(({ part, column }, row) => {
    const known = parts.get(part) ?? { columns: [], rows: [] };
    known.columns.push(column);
    known.rows.push(row);
    parts.set(part, known);
  });
  return parts;
}

/** Nothing is opened yet. */
export function openNative(folder: string, { files }: Manifest, parts: WantedColumns): ParquetHandle {
  return loadAddon().parquetOpen(
    [...parts].map(([part, { columns, rows }]) => {
      const { path, bytes, crc32 } = writtenFile(folder, files, part);
      const file = { path, bytes, columns, rows: Uint32Array.from(rows) };
      return crc32 === undefined ? file : { ...file, sums: sumsIn(crc32) };
    }),
  );
}

/**
 * Bytes that were read; undefined: the native reader does not know the files, and some cells may have been read. Throws Problem
 * "damaged" or "cancelled".
 */
export function readNative(
  request: ParquetReadRequest,
  call?: CallContext,
  stage?: string,
): Promise<number | undefined> {
  const read = async (control: Int32Array): Promise<number | undefined> => {
    try {
      return await loadAddon().parquetRead(request, control);
    } catch (error) {
      const { code, reason, file, message } = error as Error & Record<"code" | "reason" | "file", unknown>;
      if (code === "unsupported") return undefined;
      throw reason === "damaged" ? damagedFile(String(file), message) : error;
    }
  };
  return withControl(read, call, stage);
}

/** Check sums as they are kept, as numbers. */
function sumsIn(crc32: string): Uint32Array {
  const bytes = Buffer.from(crc32, "base64");
  return Uint32Array.from({ length: bytes.length >> 2 }, (_, block) => bytes.readUInt32LE(4 * block));
}
