import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";

const ending = ".json";

/** Names of the JSON files in a folder; none where it cannot be read. */
export const jsonNames = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(ending));

/**
 * What files hold that `keepJson` wrote, each with its name without the ending. A file that cannot be read, or that `parse`
 * throws for, is told of and keeps none of the others back; one that was deleted since the folder was read is neither.
 */
export async function readKept<T>(
  folder: string,
  names: readonly string[],
  parse: (value: unknown) => T,
): Promise<{ kept: (readonly [name: string, value: T])[]; damaged: { file: string; reason: string }[] }> {
  const kept: (readonly [string, T])[] = [];
  const damaged: { file: string; reason: string }[] = [];
  for (const name of names) {
    const file = join(folder, name);
    try {
      kept.push([name.slice(0, -ending.length), parse(JSON.parse(await readFile(file, "utf8")))]);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT")
        damaged.push({ file, reason: (error as Error).message });
    }
  }
  return { kept, damaged };
}
