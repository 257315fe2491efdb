import { open } from "node:fs/promises";
import { csvField, csvName } from "../../../contract/text.ts";
import { type CallContext, stopIfCancelled } from "../../context.ts";
import { type ExportedTable, exportColumns } from "./columns.ts";

/** A line per observation, as the files that are imported. Line ends are LF. */
export function* wideLines(dataset: ExportedTable, formulasAsText: boolean): Generator<string> {
  const columns = exportColumns(dataset);
  const names = [...columns.map(({ name }) => name), ...dataset.strategies];
  yield `${names.map((name) => csvName(name, formulasAsText)).join(",")}\n`;
  for (const [index, row] of dataset.matrix.rows.entries()) {
    const known = columns.map(({ values }) => cell(values[index] ?? null, formulasAsText));
    yield `${[...known, ...Array.from(row, csvNumber)].join(",")}\n`;
  }
}

/** A line per strategy; `columns` name the observations. */
export function* strategyLines(
  dataset: ExportedTable,
  columns: readonly string[],
  formulasAsText: boolean,
): Generator<string> {
  yield `${["strategy", ...columns].map(csvField).join(",")}\n`;
  for (const [index, name] of dataset.strategies.entries()) {
    const cells = dataset.matrix.rows.map((row) => csvNumber(row[index] as number));
    yield `${[csvName(name, formulasAsText), ...cells].join(",")}\n`;
  }
}

/** The same lines behind a byte order mark. */
export function* marked(lines: Iterable<string>): Generator<string> {
  let mark = "\ufeff";
  for (const line of lines) {
    yield mark + line;
    mark = "";
  }
}

const cell = (value: string | number | null, formulasAsText: boolean): string =>
  typeof value === "number" ? csvNumber(value) : csvName(value ?? "", formulasAsText);

/** The shortest text that is read as the same double; nothing for a missing cell. */
export function csvNumber(value: number): string {
  if (Number.isNaN(value)) return "";
  return Object.is(value, -0) ? "-0" : String(value);
}

const bufferBytes = 4 << 20;

/** Writes lines to a new file, a few megabytes at a time. */
export async function writeLines(
  file: string,
  lines: Iterable<string>,
  total: number,
  call?: CallContext,
): Promise<void> {
  const target = await open(file, "wx");
  try {
    let text = "";
    let done = 0;
    for (const line of lines) {
      text += line;
      done++;
      if (text.length < bufferBytes) continue;
      await target.write(text);
      text = "";
      stopIfCancelled(call);
      call?.progress({ stage: "Writing", fraction: Math.min(1, done / total) });
    }
    await target.write(text);
    await target.sync();
  } finally {
    await target.close();
  }
}
