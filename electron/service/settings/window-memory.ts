import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { RequestOf, ResultOf } from "../../contract/method.ts";
import type { windowRecall, windowRemember } from "../../contract/methods/window.ts";
import { diskProblem, keepJson } from "../disk/durable.ts";
import { readKept } from "../disk/json-files.ts";

/** HOME/window, a file for each value: two windows that remember at once do not undo each other's. */
const folderOf = (home: string): string => join(home, "window");

/** By folder, what is being written: what was said last is what stays, and a page that is loaded again has it. */
const writing = new Map<string, Promise<void>>();

const written = (home: string): Promise<void> =>
  (writing.get(folderOf(home)) ?? Promise.resolve()).catch(() => undefined);

/** All that is remembered. A file that cannot be read is told of and keeps none of the others back. */
export async function recallWindow(home: string): Promise<ResultOf<typeof windowRecall>> {
  await written(home);
  const folder = folderOf(home);
  const names = (await entriesOf(folder)).filter((name) => /^[a-z][a-z0-9.-]*\.json$/.test(name));
  const { kept, damaged } = await readKept(folder, names, (value) => value);
  return { values: Object.fromEntries(kept), damaged };
}

/** None where nothing was remembered yet. Throws Problem where the folder cannot be read: that is not the same. */
const entriesOf = (folder: string): Promise<string[]> =>
  readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return [];
    throw diskProblem(error, folder, "reading");
  });

export function rememberOfWindow(home: string, { values }: RequestOf<typeof windowRemember>): Promise<void> {
  const folder = folderOf(home);
  const mine = written(home).then(async () => {
    for (const [name, value] of Object.entries(values)) await keepJson(folder, name, value);
  });
  writing.set(folder, mine);
  return mine;
}
