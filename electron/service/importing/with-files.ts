import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import type { FileUnderstanding, ImportOptions } from "../../contract/importing.ts";
import { Problem } from "../../contract/problem.ts";
import type { CallContext } from "../context.ts";
import { makeTemporaryFolder } from "../datasets/store/temporary.ts";
import { diskProblem, removeQuietly } from "../disk/durable.ts";
import { loadAddon } from "../engine/load-addon.ts";
import { decimals, delimiters, thousands, wordOf } from "./dialect/words.ts";
import { defined, type ImportSettings } from "./import-settings.ts";
import { namedMapping } from "./mappings.ts";
import { rowLimitOf } from "./row-limit.ts";
import { ShapeFiles } from "./shape/shape-files.ts";
import { readHead } from "./source/head.ts";
import { recogniseKind } from "./source/kinds.ts";
import { type CsvFile, openCsv } from "./source/open-csv.ts";
import { isTableName } from "./source/table-names.ts";
import { type PlainFile, plainFiles } from "./source/unpack.ts";
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
  const layout = { ...mapping?.layout, ...defined(options.layout) };
  const { dialect, threads, headerBytes, unpackedBytes } = settings;
  const opening = { dialect, threads, headerBytes, unpackedBytes, header: mapping?.header, layout };
  const rowLimit = rowLimitOf({ home, options, settings, mapping }, { ...opening, folder }, call);
  const open = { ...opening, rowLimit };
  const understand = async (file: CsvFile): Promise<void> => {
    try {
      files.push(await understandFile(home, file, options, settings, call));
    } catch (error) {
      loadAddon().csvClose(file.opened.handle);
      throw error;
    }
  };
  try {
    const tables = await expandPaths(paths, {
      sheet: layout.sheet,
      folder,
      signal: call.signal,
      unpackedBytes,
      rowLimit,
    });
    let shared: Promise<string> | undefined;
    const shaping = {
      home,
      options,
      settings,
      mapping,
      several: tables.length > 1,
      folder: () => (shared ??= folder()),
    };
    const shapes = new ShapeFiles(shaping);
    for (const [place, { path, plain }] of tables.entries()) {
      let made: Promise<string> | undefined;
      if (tables.length > 20) call.progress({ stage: "Reading files", fraction: place / tables.length });
      const file = await openCsv(path, { ...open, plain, folder: () => (made ??= folder()) }, call);
      const table = await shapes.add(file, call);
      if (table) await understand(table);
    }
    const trades = await shapes.finish(call);
    if (trades) await understand(trades);
    return await work(files);
  } finally {
    for (const { file } of files) loadAddon().csvClose(file.opened.handle);
    for (const made of folders) await removeQuietly(made);
  }
}

interface NamedTable {
  readonly path: string;
  /** Absent for a file that is opened as it is. */
  readonly plain?: PlainFile;
}

/**
 * A folder becomes the files of tables in it, by name; an archive, or a workbook of which all sheets are wanted, its tables.
 * Throws Problem.
 */
async function expandPaths(
  paths: readonly string[],
  options: Parameters<typeof plainFiles>[1],
): Promise<NamedTable[]> {
  const expanded: NamedTable[] = [];
  for (const path of paths) {
    try {
      if (!(await stat(path)).isDirectory()) {
        expanded.push(...(await tablesOf(path, options)));
        continue;
      }
      const names = (await readdir(path)).filter(isTableName).sort();
      if (names.length === 0) {
        throw new Problem("bad-input", `There is no file with a table in the folder ${path}.`, {
          file: path,
          remedy:
            "Name the file to import, or a folder with files that end in .csv, .tsv, .txt, .xlsx, .xls, .ods, .html, .parquet (also packed) or .zip.",
        });
      }
      for (const name of names) expanded.push(...(await tablesOf(join(path, name), options)));
    } catch (error) {
      throw diskProblem(error, path, "reading");
    }
  }
  return expanded;
}

async function tablesOf(path: string, options: Parameters<typeof plainFiles>[1]): Promise<NamedTable[]> {
  const kind = recogniseKind((await readHead(path, 1 << 12)).head);
  // What is packed once is unpacked when it is its turn: a folder may hold hundreds.
  if (kind.as !== "archive" && !(kind.as === "sheets" && options.sheet === "*")) return [{ path }];
  return (await plainFiles(path, options)).map((plain) => ({ path, plain }));
}

const mostIgnored = 100;
const mostColumns = 300;

/** What is shown of how a file was understood. */
export function describeFile({ file, mapping, plan, rows }: UnderstoodFile): FileUnderstanding {
  const { source, dialect, numbers, opened, header } = file;
  return {
    file: source.path,
    bytes: source.bytes,
    encoding: source.encoding,
    compression: source.compression,
    sheets: [...source.sheets],
    skippedLines: file.skippedLines,
    layout: file.reshaped
      ? {
          shape: file.reshaped.shape,
          because: file.reshaped.because,
          rule: file.reshaped.rule,
          columns: file.reshaped.columns.slice(0, mostColumns),
          rows: file.reshaped.rows,
        }
      : null,
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
    times: rows.timeUnit,
    roles: [...plan.single].map(([role, column]) => ({ role, column: header[column] ?? "" })),
    strategies: plan.strategies.length,
    ignored: plan.ignored
      .slice(0, mostIgnored)
      .map(({ column, why }) => ({ column: header[column] ?? "", why })),
    ignoredCount: plan.ignored.length,
  };
}
