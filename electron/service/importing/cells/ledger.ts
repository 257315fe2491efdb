import { type Data, Int64, makeData } from "apache-arrow";
import type { ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { floatData, recordBatch, textData, writeParquet } from "../../datasets/parquet/write.ts";
import type { VersionWriter } from "../../datasets/version/begin.ts";
import { type CsvRows, csvRejectReasons } from "../../engine/addon/csv.ts";
import { extraCells, refuseLong } from "../rows/long-rows.ts";
import type { Reject } from "../rows/plan-rows.ts";
import type { CellSource } from "./read-block.ts";

/**
 * Every cell that was not taken as written. All are counted; the first `limit` are listed, by column so that a
 * million of them fit into memory.
 */
export class Ledger {
  readonly counts = new Map<string, number>();
  readonly limit: number;
  /** Rows that go on with blank cells beyond the last column. */
  trailingBlanks = 0;
  readonly file: string[] = [];
  readonly row: number[] = [];
  readonly line: number[] = [];
  readonly byte: (number | null)[] = [];
  readonly column: string[] = [];
  readonly strategy: (string | null)[] = [];
  readonly text: string[] = [];
  readonly reason: string[] = [];
  readonly value: (number | null)[] = [];

  constructor(limit: number) {
    this.limit = limit;
  }

  get listed(): number {
    return this.row.length;
  }

  /** How many more cells can be listed. */
  get room(): number {
    return Math.max(0, this.limit - this.listed);
  }

  count(reason: string, cells = 1): void {
    if (cells > 0) this.counts.set(reason, (this.counts.get(reason) ?? 0) + cells);
  }

  add(file: string, reject: Reject): void {
    this.count(reject.reason);
    if (this.room === 0) return;
    this.file.push(reject.file ?? file);
    this.row.push(reject.row);
    this.line.push(reject.line);
    this.byte.push(reject.byte);
    this.column.push(reject.column);
    this.strategy.push(reject.strategy);
    this.text.push(reject.text);
    this.reason.push(reject.reason);
    this.value.push(reject.value);
  }

  total(): number {
    return [...this.counts.values()].reduce((sum, count) => sum + count, 0);
  }
}

/** What stands in the dataset instead of a cell that was not a number. */
type ValueUsed = (column: number, text: string) => number | null;

/** Lists the rejects of one reading in the ledger. Throws Problem "bad-input" when the policy is to refuse. */
export function recordRejects(
  read: CsvRows,
  source: CellSource,
  strategyOf: (column: number) => string | null,
  valueUsed: ValueUsed,
  policy: ImportPolicies["missing"],
  ledger: Ledger,
): void {
  const { file, targets } = source;
  const { long, blanks } = extraCells(file, read);
  ledger.trailingBlanks += blanks;
  refuseLong(
    file,
    long.filter(({ row }) => !source.long.has(row)),
  );
  for (let index = 0; index < read.rejectReason.length; index++) {
    const reason = csvRejectReasons[read.rejectReason[index] ?? 0] ?? "text";
    const row = read.rejectRow[index] ?? 0;
    // Rows that are left out have no cells in the dataset.
    if (reason === "extra-cell" || (targets[row] ?? -1) < 0) continue;
    if (policy !== "refuse" && ledger.room === 0) {
      ledger.count(reason);
      continue;
    }
    const column = read.rejectColumn[index] ?? 0;
    const reject = {
      row,
      line: (read.rejectLine[index] ?? 1) - file.shift.lines,
      byte: (read.rejectByte[index] ?? 0) - file.shift.bytes,
      column: file.header[column] ?? "",
      strategy: strategyOf(column),
      text: read.rejectText[index] ?? "",
      reason,
      value: valueUsed(column, read.rejectText[index] ?? ""),
    };
    if (policy === "refuse") {
      const what = reject.text.trim() === "" ? "is blank" : `holds "${reject.text}", which is not a number`;
      throw new Problem(
        "bad-input",
        `${file.source.path}, line ${reject.line}, column "${reject.column}": the cell ${what}.`,
        {
          file: file.source.path,
          line: reject.line,
          column: reject.column,
          remedy:
            "Correct the cell, or count such cells as 0, as the replaced system, or as missing (--missing zero or keep).",
        },
      );
    }
    ledger.add(file.source.path, reject);
  }
}

/** Writes the ledger as a file of the version, if a cell is listed. An append keeps the older ones. */
export async function addLedger(ledger: Ledger, writer: VersionWriter): Promise<void> {
  if (ledger.listed === 0) return;
  const taken = new Set(writer.files.map((file) => file.path));
  const path = taken.has("rejects.parquet") ? `rejects-${writer.version}.parquet` : "rejects.parquet";
  await writer.addFile(
    { path, kind: "rejects", rows: ledger.listed },
    await ledgerFile(ledger, writer.createdBy),
  );
}

/** rejects.parquet: one row per listed cell, in the order in which they were met. Columns: docs/formats.md. */
function ledgerFile(ledger: Ledger, writer: string): Promise<Uint8Array> {
  const length = ledger.listed;
  const integers = (values: readonly (number | null)[]): Data => {
    const nullBitmap = new Uint8Array((length + 7) >> 3);
    let nullCount = 0;
    const data = BigInt64Array.from(values, (value, index) => {
      if (value === null) nullCount++;
      else nullBitmap[index >> 3] = (nullBitmap[index >> 3] ?? 0) | (1 << (index & 7));
      return BigInt(value ?? 0);
    });
    return makeData({ type: new Int64(), length, nullCount, data, ...(nullCount > 0 ? { nullBitmap } : {}) });
  };
  const batch = recordBatch(
    [
      ["file", textData(ledger.file)],
      ["line", integers(ledger.line)],
      ["byte", integers(ledger.byte)],
      ["row", integers(ledger.row)],
      ["column", textData(ledger.column)],
      ["strategy", textData(ledger.strategy)],
      ["text", textData(ledger.text)],
      ["reason", textData(ledger.reason)],
      ["value_used", floatData(Float64Array.from(ledger.value, (value) => value ?? Number.NaN))],
    ],
    ["file", "line", "row", "column", "text", "reason"],
  );
  return writeParquet(batch, {
    compression: "zstd",
    rowGroupRows: 1 << 18,
    splitColumns: [],
    dictionaryColumns: ["file", "column", "strategy", "text", "reason", "value_used"],
    writer,
  });
}
