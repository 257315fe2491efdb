import { readdir, readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Problem } from "../../../contract/problem.ts";

/** Larger files are no results of the replaced system. */
const mostBytes = 256 * 2 ** 20;

/** Texts of a result file, or of the .csv and .txt files of a run folder, by name in order. Throws Problem. */
export async function readResultFiles(path: string): Promise<Map<string, string>> {
  try {
    const isFolder = (await stat(path)).isDirectory();
    const names = isFolder
      ? (await readdir(path)).filter((name) => /\.(csv|txt)$/i.test(name)).sort()
      : [basename(path)];
    const texts = new Map<string, string>();
    for (const name of names) {
      const file = isFolder ? join(path, name) : path;
      const { size } = await stat(file);
      if (size > mostBytes)
        throw new Problem("bad-input", `${file} is too large for a result file.`, { file });
      texts.set(name, await readFile(file, "utf8"));
    }
    return texts;
  } catch (error) {
    if (error instanceof Problem) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === "ENOENT"
      ? new Problem("not-found", `There is no file or folder ${path}.`, { file: path })
      : new Problem("unreadable", `${path} cannot be read: ${message}`, { file: path });
  }
}
