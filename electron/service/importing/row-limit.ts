import type { DatasetMapping, ImportOptions } from "../../contract/importing.ts";
import { Problem } from "../../contract/problem.ts";
import type { CallContext } from "../context.ts";
import type { ImportSettings } from "./import-settings.ts";
import { ShapeFiles } from "./shape/shape-files.ts";
import { type OpenCsvOptions, openCsv } from "./source/open-csv.ts";
import type { RowLimit } from "./source/unpack.ts";

/** Every row becomes an observation, which is an object: millions of them would fill the memory and stop everything else. */
export function refuseTooMany(path: string, rows: number, most: number): void {
  if (rows <= most) return;
  const is = `${path} is a table of ${rows.toLocaleString("en")} rows; ${most.toLocaleString("en")} are the limit.`;
  throw new Problem("bad-input", is, {
    file: path,
    remedy: "Look at what is in it; where that is right, raise the setting import.row_limit.",
  });
}

interface Reading {
  readonly home: string;
  readonly options: ImportOptions;
  readonly settings: ImportSettings;
  readonly mapping: DatasetMapping | undefined;
}

/**
 * The limit for files whose rows are known before they are read. A list may have any number; its first rows show that it is
 * one.
 */
export function rowLimitOf(reading: Reading, opening: OpenCsvOptions, call?: CallContext): RowLimit {
  const most = reading.settings.rowLimit;
  return {
    most,
    check: async (path, rows, head) => {
      const file = await openCsv(path, { ...opening, plain: head, sha256: false }, call);
      const shapes = new ShapeFiles({ ...reading, several: false, folder: opening.folder });
      if (!(await shapes.isReshaped(file, call))) refuseTooMany(path, rows, most);
    },
  };
}
