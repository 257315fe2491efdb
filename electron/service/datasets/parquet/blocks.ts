import { openAsBlob } from "node:fs";
import { crc32 } from "node:zlib";
import { readWhole } from "../../disk/read-whole.ts";

/**
 * Check sums of a file, by which every reading of it is checked: CRC-32 of each block of 64 KiB, as base64 of 32-bit numbers,
 * little-endian. Small enough to check a part of a file, quick enough to check all of it each time (3 GB/s on one core).
 */
export const blockBytes = 65_536;

/** The check sums of a file's content. */
export function blocksOf(content: Uint8Array): string {
  const sums = Buffer.alloc(4 * Math.ceil(content.length / blockBytes));
  for (let block = 0; block * blockBytes < content.length; block++)
    sums.writeUInt32LE(sumOf(content, block), 4 * block);
  return sums.toString("base64");
}

const sumOf = (content: Uint8Array, block: number): number =>
  crc32(content.subarray(block * blockBytes, (block + 1) * blockBytes));

/** What a file was when it was written. */
export interface WrittenFile {
  /** Full path. */
  readonly path: string;
  readonly bytes: number;
  /** Absent for files that an earlier version wrote: then only their length is checked. */
  readonly crc32?: string | undefined;
}

function changed(first: number): Error {
  const from = first * blockBytes;
  return new Error(`bytes ${from} to ${from + blockBytes - 1} are not as they were written.`);
}

/** Reads a whole file. Throws Error when it is not as it was written. */
export async function readWritten({ path, bytes, crc32: sums }: WrittenFile): Promise<Uint8Array> {
  const content = await readWhole(path);
  if (content.length !== bytes) throw new Error(`it has ${content.length} bytes instead of ${bytes}.`);
  if (sums === undefined) return content;
  const expected = Buffer.from(sums, "base64");
  for (let block = 0; block * blockBytes < bytes; block++)
    if (expected.readUInt32LE(4 * block) !== sumOf(content, block)) throw changed(block);
  return content;
}

/** As much of a Blob as the codec uses. */
type BlobLike = Pick<Blob, "size" | "arrayBuffer"> & { slice(start?: number, end?: number): BlobLike };

/**
 * A file of which parts are read: whole blocks are, and checked. What is wrong is told by `fault` after reading; the codec, which
 * would end the process over a failed read, gets bytes in any case.
 */
export async function openWritten({
  path,
  bytes,
  crc32: sums,
}: WrittenFile): Promise<{ blob: Blob; fault(): Error | undefined }> {
  const file = await openAsBlob(path);
  let fault: Error | undefined;
  if (file.size !== bytes) fault = new Error(`it has ${file.size} bytes instead of ${bytes}.`);
  if (sums === undefined || fault) return { blob: file, fault: () => fault };
  const expected = Buffer.from(sums, "base64");
  const read = async (start: number, end: number): Promise<ArrayBuffer> => {
    const first = Math.floor(start / blockBytes);
    const from = first * blockBytes;
    const content = new Uint8Array(
      await file.slice(from, Math.ceil(end / blockBytes) * blockBytes).arrayBuffer(),
    );
    for (let block = 0; block * blockBytes < content.length; block++)
      if (expected.readUInt32LE(4 * (first + block)) !== sumOf(content, block))
        fault ??= changed(first + block);
    return content.slice(start - from, end - from).buffer;
  };
  const part = (start: number, end: number): BlobLike => ({
    size: end - start,
    arrayBuffer: () => read(start, end),
    slice: (from = 0, to = end - start) => part(start + from, Math.min(end, start + to)),
  });
  return { blob: part(0, bytes) as unknown as Blob, fault: () => fault };
}
