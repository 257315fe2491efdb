import { readdir } from "node:fs/promises";
import { Problem } from "../../contract/problem.ts";

/** Refuses a result folder that holds something already, before the search rather than after it. */
export async function checkOutFolder(folder: string): Promise<void> {
  const content = await readdir(folder).catch((error: NodeJS.ErrnoException) =>
    error.code === "ENOENT" ? [] : [folder],
  );
  if (content.length === 0) return;
  throw new Problem("already-exists", `The result folder ${folder} exists already.`, {
    file: folder,
    remedy: "Choose another folder, or remove this one.",
  });
}
