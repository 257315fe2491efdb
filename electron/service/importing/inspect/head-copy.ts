import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import type { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { diskProblem } from "../../disk/durable.ts";
import { detectCompression } from "../source/detect-compression.ts";
import { parquetToCsv } from "../source/parquet-to-csv.ts";
import { readHead } from "../source/read-head.ts";

/**
 * Writes the first `limit` bytes of a file's text, unpacked and cut after a line, to `to`. Returns whether anything was
 * left out. Throws Problem.
 */
export async function headCopy(from: string, to: string, limit: number): Promise<boolean> {
  const compression = detectCompression((await readHead(from, 16)).head);
  if (compression === "parquet") {
    await parquetToCsv(from, to);
    return false;
  }
  const raw = createReadStream(from, { highWaterMark: 1 << 20 });
  const unpack = { none: null, gzip: createGunzip, zstd: createZstdDecompress }[compression]?.();
  const text: Readable = unpack ? raw.pipe(unpack) : raw;
  if (unpack) raw.on("error", (error) => unpack.destroy(error));
  let written = 0;
  // Where the last whole line ends, for LF and CR. Lines may be longer than a chunk.
  let lineFeed = 0;
  let carriageReturn = 0;
  try {
    const target = await open(to, "wx");
    try {
      for await (const chunk of text as AsyncIterable<Buffer>) {
        const part = chunk.subarray(0, limit - written);
        await target.write(part);
        if (part.includes(10)) lineFeed = written + part.lastIndexOf(10) + 1;
        if (part.includes(13)) carriageReturn = written + part.lastIndexOf(13) + 1;
        written += part.length;
        if (part.length === chunk.length) continue;
        await target.truncate(lineFeed || carriageReturn || written);
        return true;
      }
      return false;
    } finally {
      await target.close();
    }
  } catch (error) {
    throw diskProblem(error, from, "reading");
  } finally {
    raw.destroy();
    unpack?.destroy();
  }
}
