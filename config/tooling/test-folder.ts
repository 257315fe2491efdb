import { statfsSync } from "node:fs";

const inMemory = "/dev/shm";
/** Bytes; tests keep less than a tenth of it at a time. */
const room = 8e9;

/**
 * Has the temporary files of tests lie in memory, where there is room. The product has every file that it writes put on the
 * disk before it goes on, and tests write many thousands of small ones: half of the time of an import of a few rows is a disk
 * that is waited for.
 */
export function keepTestFilesInMemory(): void {
  if (process.platform !== "linux" || process.env.TMPDIR !== undefined) return;
  try {
    const { bavail, bsize } = statfsSync(inMemory);
    if (bavail * bsize >= room && process.availableMemory() >= room) process.env.TMPDIR = inMemory;
  } catch {
    // No such folder: they lie where the system has them.
  }
}
