import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  type CsvDialect,
  type CsvOpened,
  type CsvRejectReason,
  type CsvRows,
  csvRejectReasons,
  csvRole,
} from "../../electron/service/engine/addon/csv.ts";
import { loadAddon } from "../../electron/service/engine/load-addon.ts";

export const commaDialect: CsvDialect = { delimiter: ",", decimal: ".", thousands: "" };

export interface CsvReject {
  readonly row: number;
  readonly column: number;
  readonly line: number;
  readonly byte: number;
  readonly reason: CsvRejectReason;
  readonly text: string;
}

export interface CsvTable {
  readonly opened: CsvOpened;
  readonly rows: CsvRows;
  /** [row][number column] */
  readonly numbers: readonly Float64Array[];
  readonly rejects: readonly CsvReject[];
}

export interface CsvTableOptions {
  readonly dialect?: CsvDialect;
  /** Role of a column by name and index; all are numbers when absent. */
  readonly role?: (name: string, index: number) => keyof typeof csvRole;
  readonly rejectLimit?: number;
}

/** Everything that the addon says of a file, straight through its functions. */
export async function csvTable(path: string, options: CsvTableOptions = {}): Promise<CsvTable> {
  const addon = loadAddon();
  const { dialect = commaDialect, role = () => "number", rejectLimit = 10_000 } = options;
  const control = new Int32Array(6);
  const opened = await addon.csvOpen(
    path,
    dialect,
    { threads: 2, sha256: true, headerBytes: 2 ** 20 },
    control,
  );
  const roles = Uint8Array.from(opened.header, (name, index) => csvRole[role(name, index)]);
  const width = roles.filter((one) => one === csvRole.number).length;
  const out = new Float64Array(width * opened.rowCount);
  const { handle, rowCount } = opened;
  const rows = await addon.csvReadRows(
    { handle, roles, firstRow: 0, rowCount, out, rejectLimit, threads: 2 },
    control,
  );
  addon.csvClose(handle);
  const numbers = Array.from({ length: rowCount }, (_, row) => out.subarray(row * width, (row + 1) * width));
  const rejects = Array.from(rows.rejectRow, (row, i) => ({
    row,
    column: rows.rejectColumn[i] ?? -1,
    line: rows.rejectLine[i] ?? -1,
    byte: rows.rejectByte[i] ?? -1,
    reason: csvRejectReasons[rows.rejectReason[i] ?? -1] ?? "text",
    text: rows.rejectText[i] ?? "",
  }));
  return { opened, rows, numbers, rejects };
}

/** A folder for the files of one test file; `write` gives the path of its only file, `remove` ends it. */
export function csvScratch(): { write(text: string | Uint8Array): string; remove(): void } {
  const folder = mkdtempSync(join(tmpdir(), "tessera-csv-"));
  let serial = 0;
  return {
    write(text) {
      const path = join(folder, `${serial++}.csv`);
      writeFileSync(path, text);
      return path;
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
}
