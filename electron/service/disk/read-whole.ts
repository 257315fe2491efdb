import { open } from "node:fs/promises";

/**
 * A whole file in a buffer of its own, by as few readings as the system allows. `readFile` asks for half a megabyte at a time,
 * each time by way of another thread. Throws what the system says.
 */
export async function readWhole(path: string): Promise<Buffer<ArrayBuffer>> {
  const file = await open(path);
  try {
    const { size } = await file.stat();
    const content = Buffer.allocUnsafeSlow(size);
    let filled = 0;
    while (filled < size) {
      const { bytesRead } = await file.read(content, filled, size - filled, filled);
      // It became shorter meanwhile.
      if (bytesRead === 0) return content.subarray(0, filled);
      filled += bytesRead;
    }
    return content;
  } finally {
    await file.close();
  }
}
