import { type FileHandle, open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { readInto, readWhole } from "../../disk/read-whole.ts";

/**
 * Check sums of a file, by which every reading of it is checked: CRC-32 of each block of 64 KiB, as base64 of 32-bit numbers,
 * little-endian. Small enough to check a part of a file, quick enough to check all of it each time (3 GB/s on one core).
 */
export const blockBytes = 65_536;

/** The check sums of a file's content. */
export const blocksOf = (content: Uint8Array): string =>
  textOfSums(
    Uint32Array.from({ length: Math.ceil(content.length / blockBytes) }, (_, block) => sumOf(content, block)),
  );

/** Check sums as they are kept. */
export function textOfSums(sums: Uint32Array): string {
  const bytes = Buffer.alloc(4 * sums.length);
  for (const [block, sum] of sums.entries()) bytes.writeUInt32LE(sum, 4 * block);
  return bytes.toString("base64");
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

/** The check sums of a file's blocks, undefined where it has none. Throws Error for less than all. */
function sumsOf({ bytes, crc32: sums }: WrittenFile): Buffer | undefined {
  const expected = sums === undefined ? undefined : Buffer.from(sums, "base64");
  if (expected && expected.length < 4 * Math.ceil(bytes / blockBytes))
    throw new Error("its check sums are cut off.");
  return expected;
}

/** Reads a whole file. Throws Error when it is not as it was written. */
export async function readWritten(written: WrittenFile): Promise<Uint8Array> {
  const { path, bytes } = written;
  const content = await readWhole(path);
  if (content.length !== bytes) throw new Error(`it has ${content.length} bytes instead of ${bytes}.`);
  const expected = sumsOf(written);
  for (let block = 0; expected && block * blockBytes < bytes; block++)
    if (expected.readUInt32LE(4 * block) !== sumOf(content, block)) throw changed(block);
  return content;
}

/** As much of a Blob as the codec uses. */
type BlobLike = Pick<Blob, "size" | "arrayBuffer"> & { slice(start?: number, end?: number): BlobLike };

/** Bytes `start` to `end` - 1 of something. */
export type ReadBytes = (start: number, end: number) => Promise<Uint8Array<ArrayBuffer>>;

/** What the codec takes for a file: `size` bytes that `read` gives. */
export function blobOf(size: number, read: ReadBytes): Blob {
  // As of a Blob, nothing lies behind the end: a damaged footer may ask for any bytes.
  const part = (start: number, end: number): BlobLike => ({
    size: end - start,
    arrayBuffer: async () => (await read(start, end)).buffer,
    slice: (from = 0, to = end - start) => {
      const first = Math.min(end, start + from);
      return part(first, Math.max(first, Math.min(end, start + to)));
    },
  });
  return part(0, size) as unknown as Blob;
}

/** Reads a file from a byte on. Throws Error where it ends before `content` is full. */
async function fill(content: Uint8Array, file: FileHandle, from: number): Promise<void> {
  const filled = await readInto(file, content, from);
  if (filled < content.length) throw new Error(`it ends at byte ${from + filled}.`);
}

/** Blocks that are kept while a file is open: the columns of a row group lie beside each other, several in a block. */
const keptBlocks = 16;

/**
 * A file of which parts are read: whole blocks are, and checked. What is wrong is told by `fault` after reading; the codec,
 * which would end the process over a failed read, gets bytes in any case. Who opens it closes it.
 */
export class OpenWritten {
  readonly size: number;
  readonly #file: FileHandle;
  readonly #sums: Buffer | undefined;
  readonly #blocks = new Map<number, Promise<Uint8Array>>();
  #fault: Error | undefined;

  private constructor(file: FileHandle, size: number, written: WrittenFile) {
    this.#file = file;
    this.size = size;
    if (size === written.bytes) this.#sums = sumsOf(written);
    else this.#fault = new Error(`it has ${size} bytes instead of ${written.bytes}.`);
  }

  /** Throws Error where it cannot be opened, or has less than all check sums. */
  static async open(written: WrittenFile): Promise<OpenWritten> {
    const file = await open(written.path);
    try {
      return new OpenWritten(file, (await file.stat()).size, written);
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  fault(): Error | undefined {
    return this.#fault;
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** Bound, as it is handed on by itself. */
  readonly read: ReadBytes = async (start, end) => {
    const [first, last] = [Math.floor(start / blockBytes), Math.ceil(end / blockBytes)];
    const blocks = this.#blocksOf(first, last);
    const out = new Uint8Array(end - start);
    for (const [at, block] of blocks.entries()) {
      const content = (await block) ?? new Uint8Array();
      const from = (first + at) * blockBytes;
      out.set(content.subarray(Math.max(0, start - from), end - from), Math.max(0, from - start));
    }
    return out;
  };

  /** Blocks `first` to `last` - 1; of those that are not kept, neighbours are read together. */
  #blocksOf(first: number, last: number): (Promise<Uint8Array> | undefined)[] {
    for (let block = first; block < last; block++) {
      if (this.#blocks.has(block)) continue;
      const from = block;
      while (block + 1 < last && !this.#blocks.has(block + 1)) block++;
      const piece = this.#readBlocks(from, block + 1);
      for (let one = from; one <= block; one++)
        this.#blocks.set(
          one,
          piece.then((content) => content.subarray((one - from) * blockBytes, (one - from + 1) * blockBytes)),
        );
    }
    const wanted = Array.from({ length: last - first }, (_, at) => this.#blocks.get(first + at));
    // Those that were read first go first.
    for (const block of this.#blocks.keys()) {
      if (this.#blocks.size <= keptBlocks) break;
      this.#blocks.delete(block);
    }
    return wanted;
  }

  /** Blocks `first` to `last` - 1 in one piece. */
  async #readBlocks(first: number, last: number): Promise<Uint8Array> {
    const content = new Uint8Array(Math.min(this.size, last * blockBytes) - first * blockBytes);
    await fill(content, this.#file, first * blockBytes).catch((error: Error) => {
      this.#fault ??= error;
    });
    for (let block = 0; this.#sums && block * blockBytes < content.length; block++)
      if (this.#sums.readUInt32LE(4 * (first + block)) !== sumOf(content, block))
        this.#fault ??= changed(first + block);
    return content;
  }
}
