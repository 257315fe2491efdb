import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import type { ImportOptions } from "../../../contract/importing.ts";
import type { CallContext } from "../../context.ts";
import { diskProblem } from "../../disk/durable.ts";
import { defined, type ImportSettings } from "../import-settings.ts";
import { namedMapping } from "../mappings.ts";
import { rowLimitOf } from "../row-limit.ts";
import { damagedPacking } from "../source/convert.ts";
import { readHead } from "../source/head.ts";
import { recogniseKind } from "../source/kinds.ts";
import { type CsvFile, openCsv } from "../source/open-csv.ts";
import { type PlainFile, plainFiles } from "../source/unpack.ts";

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
  const { size, head } = await readHead(path, 1 << 16);
  const kind = recogniseKind(head);
  const mapping = await namedMapping(home, options.mapping);
  const layout = { ...mapping?.layout, ...defined(options.layout) };
  const packing = kind.as === "packed" && (kind.name === "gzip" || kind.name === "zstd") ? kind.name : "none";
  const { dialect, threads, headerBytes, unpackedBytes } = settings;
  const opening = {
    dialect,
    threads,
    headerBytes,
    unpackedBytes,
    header: mapping?.header,
    layout,
    folder,
    sha256: false,
  };
  const rowLimit = rowLimitOf({ home, options, settings, mapping }, opening, call);
  let plain: PlainFile | undefined;
  let isPartial = false;
  if (packing !== "none" || (kind.as === "text" && size > mostBytes)) {
    const copy = join(await folder(), "head.csv");
    isPartial = await headCopy(path, copy, partBytes);
    const inner = recogniseKind((await readHead(copy, 1 << 16)).head);
    // What is packed twice is unpacked whole: half a workbook cannot be read.
    if (inner.as === "text") plain = { path: copy, packing, name: "", sheets: [] };
    else isPartial = false;
  } else if (kind.as !== "text") {
    [plain] = await plainFiles(path, {
      sheet: layout.sheet,
      folder,
      signal: call?.signal,
      unpackedBytes,
      rowLimit,
    });
  }
  return { file: await openCsv(path, { ...opening, plain, rowLimit }, call), isPartial };
}

/**
 * Writes the first `limit` bytes of a file's text, unpacked and cut after a line, to `to`. Returns whether anything was
 * left out. Throws Problem.
 */
export async function headCopy(from: string, to: string, limit: number): Promise<boolean> {
  const kind = recogniseKind((await readHead(from, 1 << 12)).head);
  const packing = kind.as === "packed" ? kind.name : "none";
  const raw = createReadStream(from, { highWaterMark: 1 << 20 });
  const unpack = packing === "gzip" ? createGunzip() : packing === "zstd" ? createZstdDecompress() : null;
  const text: Readable = unpack ? raw.pipe(unpack) : raw;
  if (unpack) raw.on("error", (error) => unpack.destroy(error));
  // Whatever goes wrong before the text is asked for is thrown then; without a listener it would end the program.
  const later = (): void => undefined;
  raw.on("error", later);
  unpack?.on("error", later);
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
    throw damagedPacking(error, from) ?? diskProblem(error, from, "reading");
  } finally {
    raw.destroy();
    unpack?.destroy();
  }
}
