import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { FileUnderstanding, ImportOptions } from "../../contract/importing.ts";
import { Problem } from "../../contract/problem.ts";
import type { CallContext } from "../context.ts";
import { makeTemporaryFolder } from "../datasets/store/temporary.ts";
import { diskProblem, removeQuietly } from "../disk/durable.ts";
import { loadAddon } from "../engine/load-addon.ts";
import { decimals, delimiters, thousands, wordOf } from "./dialect/words.ts";
import type { ImportSettings } from "./import-settings.ts";
import { namedMapping } from "./mappings.ts";
import { openCsv } from "./source/open-csv.ts";
import { type UnderstoodFile, understandFile } from "./understand-file.ts";

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

const csvName = /\.((csv|tsv|txt)(\.gz|\.zst)?|parquet)$/i;

/** A folder becomes the CSV files in it, by name; other paths stay. Throws Problem. */
async function expandPaths(paths: readonly string[]): Promise<string[]> {
  const expanded: string[] = [];
  for (const path of paths) {
    try {
      if (!(await stat(path)).isDirectory()) {
        expanded.push(path);
        continue;
      }
      const names = (await readdir(path)).filter((name) => csvName.test(name)).sort();
      if (names.length === 0) {
        throw new Problem("bad-input", `There is no CSV file in the folder ${path}.`, {
          file: path,
          remedy:
            "Name the file to import, or a folder with files that end in .csv, .tsv or .txt (also .gz, .zst).",
        });
      }
      expanded.push(...names.map((name) => join(path, name)));
    } catch (error) {
      throw diskProblem(error, path, "reading");
    }
  }
  return expanded;
}

const mostIgnored = 100;

/** What is shown of how a file was understood. */
export function describeFile({ file, mapping, plan, rows }: UnderstoodFile): FileUnderstanding {
  const { source, dialect, numbers, opened, header } = file;
  return {
    file: source.path,
    bytes: source.bytes,
    encoding: source.encoding,
    compression: source.compression,
    hasBom: opened.hasBom,
    lineEnd: opened.lineEnd,
    delimiter: wordOf(delimiters, dialect.delimiter),
    decimal: numbers.decimal === "" ? "none" : wordOf(decimals, numbers.decimal),
    thousands: wordOf(thousands, numbers.thousands),
    numbers: numbers.accounting ? "accounting" : "plain",
    hasHeader: file.hasHeader,
    rows: opened.rowCount,
    columns: header.length,
    mapping: mapping.name,
    dateFormat: rows.dateFormat,
    dateBecause: rows.dateBecause,
    confidenceScale: rows.confidenceScale,
    roles: [...plan.single].map(([role, column]) => ({ role, column: header[column] ?? "" })),
    strategies: plan.strategies.length,
    ignored: plan.ignored
      .slice(0, mostIgnored)
      .map(({ column, why }) => ({ column: header[column] ?? "", why })),
    ignoredCount: plan.ignored.length,
  };
}
