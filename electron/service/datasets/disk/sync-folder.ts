import { open } from "node:fs/promises";

/** Makes the entries of a folder (a rename, a new file) survive a power cut. Windows does that by itself. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
