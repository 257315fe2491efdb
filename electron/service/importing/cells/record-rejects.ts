import type { ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { type CsvRows, csvRejectReasons } from "../../engine/addon/csv.ts";
import { checkExtraCells } from "../rows/check-extra-cells.ts";
import type { CellSource } from "./cell-source.ts";
import type { Ledger } from "./ledger.ts";

/** What stands in the dataset instead of a cell that was not a number. */
export type ValueUsed = (column: number, text: string) => number | null;

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
  ledger.trailingBlanks += checkExtraCells(file, read);
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
