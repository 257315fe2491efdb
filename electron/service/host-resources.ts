/** Memory and disk that this process may take, where it runs: a machine, or a container on one. */
import { statfs } from "node:fs/promises";
import { freemem, totalmem } from "node:os";

/** Bytes. */
export interface Room {
  readonly free: number;
  readonly total: number;
}

/** Of the machine, or what is left to this process by the limits of its container. */
export function hostMemory(): Room {
  const contained = process.constrainedMemory();
  const total = contained > 0 ? Math.min(contained, totalmem()) : totalmem();
  return { free: Math.min(process.availableMemory(), freemem(), total), total };
}

/** Of the disk that a folder lies on, without what is reserved for the administrator. Throws as statfs does. */
export async function diskOf(folder: string): Promise<Room> {
  const { bavail, blocks, bsize } = await statfs(folder);
  return { free: bavail * bsize, total: blocks * bsize };
}
