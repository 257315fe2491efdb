import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { OpenDataset } from "../../datasets/read/open.ts";
import type { CellSource } from "../cells/read-block.ts";
import { splitRecord } from "../dialect/sample-text.ts";
import { readNumber } from "../numbers/number-text.ts";

/**
 * Totals of a file's strategies straight from its text, in the order of the dataset: with a reader that shares nothing with
 * the one of the import. Rows of a file in another order are kept until all were read.
 */
export async function totalsBefore({
  file,
  columns,
  targets,
  truthColumns,
}: CellSource): Promise<RunningTotals> {
  const totals = new RunningTotals(columns.length);
  const { dialect, numbers } = file;
  const isPlain = numbers.decimal !== "," && numbers.thousands === "" && !numbers.accounting;
  const cellAt =
    (cells: ReturnType<typeof splitRecord>) =>
    (index: number): number => {
      const column = columns[index] as number;
      const text = cells[column]?.text ?? "";
      const known = isPlain ? null : readNumber(text, numbers);
      const rest = isPlain || /^\s*true\s*$/i.test(text) ? text : "";
      return known ?? legacyNumber(rest, truthColumns.has(column));
    };
  const isInOrder = targets.every((target, row) => row === 0 || target > (targets[row - 1] as number));
  const waiting = new Map<number, Float64Array>();
  // The first record is the header; a file without one was given one.
  let row = -1;
  for await (const record of csvRecords(file.source.textPath)) {
    const target = targets[row] ?? -1;
    row++;
    if (target < 0) continue;
    const at = cellAt(splitRecord(record, dialect.delimiter));
    if (isInOrder) {
      totals.add(at);
      continue;
    }
    const sum = waiting.get(target) ?? new Float64Array(columns.length);
    waiting.set(target, sum);
    for (let index = 0; index < columns.length; index++) sum[index] = (sum[index] as number) + at(index);
  }
  for (const [, sum] of [...waiting].sort(([a], [b]) => a - b)) totals.add((index) => sum[index] as number);
  return totals;
}

/** Records of a text file as text: lines, joined where a quoted cell goes on over a line end. Blank lines are left out. */
async function* csvRecords(path: string): AsyncGenerator<string> {
  const lines = createInterface({
    input: createReadStream(path, "utf8"),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
  let open = "";
  for await (const line of lines) {
    const record = open === "" ? line : `${open}\n${line}`;
    const quotes = record.split('"').length - 1;
    if (quotes % 2 === 1) {
      open = record;
      continue;
    }
    open = "";
    if (record.trim() !== "") yield record;
  }
  if (open !== "") yield open;
}

/** Blanks and tabs around a number are no part of it; any other space (a no-break space) makes it a text. */
const plainNumber = /^[ \t]*[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?[ \t]*$/;

/** A cell as the replaced system takes it: what is not a number is 0. */
function legacyNumber(text: string, isTruth: boolean): number {
  if (!plainNumber.test(text)) return isTruth && text.trim().toLowerCase() === "true" ? 1 : 0;
  const value = Number(text);
  return Number.isFinite(value) ? value : 0;
}

/** Totals of a file's strategies from the stored cells, in the order of the dataset. A missing cell counts as 0. */
export function totalsAfter(
  { columns, places, targets }: CellSource,
  { matrix }: OpenDataset,
): RunningTotals {
  const totals = new RunningTotals(columns.length);
  for (const target of [...new Set(targets)].sort((a, b) => a - b)) {
    const row = matrix.rows[target];
    if (!row) continue;
    totals.add((index) => {
      const value = row[places ? (places[index] as number) : index] as number;
      return Number.isNaN(value) ? 0 : value;
    });
  }
  return totals;
}

/**
 * Sum and drawdown of many strategies, a row at a time, as the replaced system defines them: the equity is the running
 * sum in currency, its peak starts at the first value, the drawdown is the largest distance below the peak.
 */
export class RunningTotals {
  readonly sum: Float64Array;
  readonly drawdown: Float64Array;
  private readonly peak: Float64Array;
  private rows = 0;

  constructor(strategies: number) {
    this.sum = new Float64Array(strategies);
    this.drawdown = new Float64Array(strategies);
    this.peak = new Float64Array(strategies);
  }

  /** `at(i)` is the P&L of strategy i in this row. */
  add(at: (index: number) => number): void {
    const { sum, drawdown, peak } = this;
    for (let index = 0; index < sum.length; index++) {
      const equity = (sum[index] as number) + at(index);
      sum[index] = equity;
      if (this.rows === 0 || equity > (peak[index] as number)) peak[index] = equity;
      const below = (peak[index] as number) - equity;
      if (below > (drawdown[index] as number)) drawdown[index] = below;
    }
    this.rows++;
  }
}

/** Totals of one strategy in the old file and in the dataset. */
export interface ComparedStrategy {
  readonly file: string;
  readonly strategy: string;
  readonly roiBefore: number;
  readonly roiAfter: number;
  readonly drawdownBefore: number;
  readonly drawdownAfter: number;
  readonly agrees: boolean;
}

/** Relative to the larger of the two values and one unit of currency. */
const tolerance = 1e-9;

function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= tolerance * Math.max(1, Math.abs(a), Math.abs(b));
}

export function compareTotals(
  file: string,
  names: readonly string[],
  before: RunningTotals,
  after: RunningTotals,
): ComparedStrategy[] {
  return names.map((strategy, index) => {
    const roiBefore = before.sum[index] as number;
    const roiAfter = after.sum[index] as number;
    const drawdownBefore = before.drawdown[index] as number;
    const drawdownAfter = after.drawdown[index] as number;
    const agrees = agree(roiBefore, roiAfter) && agree(drawdownBefore, drawdownAfter);
    return { file, strategy, roiBefore, roiAfter, drawdownBefore, drawdownAfter, agrees };
  });
}
