import { createReadStream, createWriteStream } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Unpacked, UnpackTask } from "./unpack-beside.ts";

/** A compressed file or workbook that says it becomes larger than this is not unpacked in memory. */
export const mostBytes = 2 ** 31 - 1;

/** What a user can mend; any other error is a damaged file or a fault of ours. */
export class Refusal extends Error {
  readonly remedy: string;
  /** Sheets of which one has to be chosen. */
  readonly sheets: readonly string[];
  constructor(message: string, remedy: string, sheets: readonly string[] = []) {
    super(message);
    this.remedy = remedy;
    this.sheets = sheets;
  }
}

export async function unpackBzip2({ from, folder }: UnpackTask): Promise<Unpacked> {
  const { default: bunzip } = await import("seek-bzip");
  const path = join(folder, "unpacked");
  await writeFile(path, bunzip.decode(await readFile(from), undefined, true), { flag: "wx" });
  return { files: [{ path, name: "" }], sheets: [] };
}

export async function unpackXz({ from, folder }: UnpackTask): Promise<Unpacked> {
  const { default: xz } = await import("xz-decompress");
  const path = join(folder, "unpacked");
  const packed = Readable.toWeb(createReadStream(from)) as ReadableStream<Uint8Array>;
  const plain = new xz.XzReadableStream(packed) as unknown as AsyncIterable<Uint8Array>;
  await pipeline(plain, createWriteStream(path, { flags: "wx" }));
  return { files: [{ path, name: "" }], sheets: [] };
}

/** Names of an archive that are no table: folders, what systems add, hidden files, words about the tables. */
const isNoTable = (name: string): boolean =>
  /\/$|(^|\/)(__MACOSX\/|\.|Thumbs\.db$|desktop\.ini$|(readme|licen[cs]e|notice|changelog)(\.\w+)?$)|\.md$/i.test(
    name,
  );

/** Deflate makes a byte of at most so many: who says more has never been packed. */
const mostPacked = 1032;

/** Bytes that an archive needs for each of its files, whatever is in it: its own header, and the one in the list. */
const leastEntry = 30 + 46;

export async function unpackZip({ from, folder }: UnpackTask): Promise<Unpacked> {
  const { unzipSync } = await import("fflate");
  const names: string[] = [];
  let bytes = 0;
  const packed = await readFile(from);
  let entries = 0;
  const members = unzipSync(packed, {
    filter: ({ name, size, originalSize }) => {
      entries += 1;
      if (entries * leastEntry > packed.length)
        throw new Error("it is said to hold more files than have room in it");
      if (isNoTable(name)) return false;
      // As much memory would be taken as it says.
      if (originalSize > mostPacked * Math.min(size, packed.length))
        throw new Error("a file in it is said to be larger than what is packed there can become");
      bytes += originalSize;
      if (bytes > mostBytes)
        throw new Refusal("it holds more than 2 GB", "Unpack it first, and name the files.");
      names.push(name);
      return true;
    },
  });
  if (names.length === 0) throw new Refusal("it holds no file", "Check how the archive was made.");
  names.sort();
  const files: Unpacked["files"][number][] = [];
  for (const [index, name] of names.entries()) {
    // Never under the name of the archive, which may lead out of the folder.
    const path = join(folder, `member-${index}`);
    await writeFile(path, members[name] as Uint8Array, { flag: "wx" });
    files.push({ path, name });
  }
  return { files, sheets: [] };
}
