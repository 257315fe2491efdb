import { type FileHandle, open } from "node:fs/promises";

/** Reads a file from a byte on until `into` is full, and returns how many bytes there were: fewer where the file ends. */
export async function readInto(file: FileHandle, into: Uint8Array, from: number): Promise<number> {
  let filled = 0;
  while (filled < into.length) {
    const { bytesRead } = await file.read(into, filled, into.length - filled, from + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return filled;
}

/**
 * Up to `count` bytes of a file from `from` on. Of a smaller file no more memory is taken than it has: a megabyte for each look
 * at a few rows has all memory searched for what is unused after every thirty.
 */
export async function readUpTo(file: FileHandle, from: number, count: number): Promise<Buffer> {
  const { size } = await file.stat();
  // Of what the system makes while it is read no size is known.
  const content = Buffer.alloc(size === 0 ? count : Math.min(count, Math.max(0, size - from)));
  return content.subarray(0, await readInto(file, content, from));
}

/**
 * A whole file in a buffer of its own, by as few readings as the system allows. `readFile` asks for half a megabyte at a time,
 * each time by way of another thread. Throws what the system says.
 */
export async function readWhole(path: string): Promise<Buffer<ArrayBuffer>> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const content = Buffer.allocUnsafeSlow(size);
    const filled = await readInto(file, content, 0);
    // It may have become shorter meanwhile.
    return filled < size ? content.subarray(0, filled) : content;
  } finally {
    await file.close();
  }
}
