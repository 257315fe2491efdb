import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import type { ImportOptions } from "../../../contract/importing.ts";
import type { CallContext } from "../../context.ts";
import { diskProblem } from "../../disk/durable.ts";
import type { ImportSettings } from "../import-settings.ts";
import { namedMapping } from "../mappings.ts";
import { detectCompression, readHead } from "../source/head.ts";
import { type CsvFile, openCsv } from "../source/open-csv.ts";
import { parquetToCsv } from "../source/parquet-to-csv.ts";

/** A larger file is looked at in this much of its text. */
const mostBytes = 256 * 2 ** 20;

const partBytes = 64 * 2 ** 20;

/** Opens a file, or the first part of a large or packed one. The caller closes its handle. Throws Problem. */
export async function openHead(
  home: string,
  path: string,
  options: ImportOptions,
  settings: ImportSettings,
  folder: () => Promise<string>,
  call?: CallContext,
): Promise<{ file: CsvFile; isPartial: boolean }> {
  const { size, head } = await readHead(path, 16);
  const compression = detectCompression(head);
  let looked = path;
  let isPartial = false;
  if (compression !== "none" || size > mostBytes) {
    looked = join(await folder(), "head.csv");
    isPartial = await headCopy(path, looked, partBytes);
  }
  const header = (await namedMapping(home, options.mapping))?.header;
  const opening = { dialect: settings.dialect, threads: settings.threads, header, folder, sha256: false };
  const file = await openCsv(looked, opening, call);
  return { file: { ...file, source: { ...file.source, path, bytes: size, compression } }, isPartial };
}

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
