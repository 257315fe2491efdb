import { open } from "node:fs/promises";
import type { CallContext } from "../../context.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { csvRejectReasons, csvRole } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/with-control.ts";
import type { CsvFile } from "../source/open-csv.ts";

/** Rows before the last one that it is compared with. */
const compared = 40;

const missingCell = csvRejectReasons.indexOf("missing-cell");

/** Whether a text file ends with a line end; UTF-8. */
export async function endsWithLine(path: string): Promise<boolean> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const last = Buffer.alloc(2);
    const { bytesRead } = await file.read(last, 0, 2, Math.max(0, size - 2));
    // A zero byte behind it: UTF-16.
    const end = last[bytesRead - 1] === 0 ? last[bytesRead - 2] : last[bytesRead - 1];
    return end === 0x0a || end === 0x0d;
  } finally {
    await file.close();
  }
}

/**
 * Says that a file was probably cut off: it has no final line end, and its last row is shorter than the others, in cells, in
 * the decimals of its last number or by all of it.
 */
export async function cutEndFinding(file: CsvFile, threads: number, call?: CallContext): Promise<Finding[]> {
  const { opened, header, source } = file;
  const rowCount = Math.min(opened.rowCount, compared + 1);
  if (rowCount < 2 || (await endsWithLine(source.textPath))) return [];
  const roles = new Uint8Array(header.length);
  roles[header.length - 1] = csvRole.text;
  const request = {
    handle: opened.handle,
    roles,
    firstRow: opened.rowCount - rowCount,
    rowCount,
    out: new Float64Array(0),
    rejectLimit: rowCount,
    threads,
  };
  const { text, rejectRow, rejectReason } = await withControl(
    (control) => loadAddon().csvReadRows(request, control),
    call,
  );
  const short = new Set([...rejectRow].filter((_, index) => rejectReason[index] === missingCell));
  const isShort = short.has(opened.rowCount - 1) && short.size === 1;
  const cells = text[0] ?? [];
  const isEmpty = (cell: string | undefined): boolean => cell?.trim() === "";
  const isCutBefore = isEmpty(cells.at(-1)) && cells.length > 2 && !cells.slice(0, -1).some(isEmpty);
  const decimals = cells.map((cell) => /[.,](\d+)\s*$/.exec(cell)?.[1]?.length ?? 0);
  const last = decimals.pop() ?? 0;
  const usual = decimals[0] ?? 0;
  const isCutNumber =
    /\d$|[.,]$|^-$/.test(cells.at(-1) ?? "") && decimals.every((count) => count === usual) && last < usual;
  if (!isShort && !isCutNumber && !isCutBefore) return [];
  const message = "the file ends inside a row: it was probably cut off, and its last row is not whole";
  return [{ kind: "cut-off", count: 1, message, examples: [] }];
}
