import { join } from "node:path";
import type { ImportOptions } from "../../contract/importing.ts";
import type { CallContext } from "../context.ts";
import { makeTemporaryFolder } from "../datasets/store/temporary.ts";
import { removeQuietly } from "../disk/durable.ts";
import { loadAddon } from "../engine/load-addon.ts";
import { expandPaths } from "./expand-paths.ts";
import type { ImportSettings } from "./import-settings.ts";
import { namedMapping } from "./mapping/resolve-mapping.ts";
import { openCsv } from "./source/open-csv.ts";
import { understandFile } from "./understand-file.ts";
import type { UnderstoodFile } from "./understood-file.ts";

/** Opens and understands files, runs `work` and closes them; converted copies are removed. Throws Problem. */
export async function withFiles<T>(
  home: string,
  paths: readonly string[],
  options: ImportOptions,
  settings: ImportSettings,
  call: CallContext,
  work: (files: readonly UnderstoodFile[]) => Promise<T>,
): Promise<T> {
  const folders: string[] = [];
  const files: UnderstoodFile[] = [];
  const folder = async (): Promise<string> => {
    const made = await makeTemporaryFolder(join(home, "datasets"));
    folders.push(made);
    return made;
  };
  const mapping = await namedMapping(home, options.mapping);
  const open = { dialect: settings.dialect, threads: settings.threads, header: mapping?.header };
  try {
    for (const path of await expandPaths(paths)) {
      let made: Promise<string> | undefined;
      const file = await openCsv(path, { ...open, folder: () => (made ??= folder()) }, call);
      try {
        files.push(await understandFile(home, file, options, settings, call));
      } catch (error) {
        loadAddon().csvClose(file.opened.handle);
        throw error;
      }
    }
    return await work(files);
  } finally {
    for (const { file } of files) loadAddon().csvClose(file.opened.handle);
    for (const made of folders) await removeQuietly(made);
  }
}
