import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Problem } from "../../../contract/problem.ts";
import { csvField, formatBytes } from "../../../contract/text.ts";
import { diskProblem } from "../../disk/durable.ts";
import { hostMemory } from "../../host-resources.ts";

/** Amounts in the first piece; each other has room for as many as all before it, and no more than the last. */
const [firstLength, pieceLength] = [1 << 12, 1 << 20];

/** Amounts that are sorted at a time. */
const sortedAmounts = 1 << 24;

/** Bytes of an amount that is kept until all have come, and beside that of one that is sorted. */
const [amountBytes, sortedBytes] = [16, 12];

/** Throws Problem "out-of-memory" when so many amounts of a list fit in no memory that is free here, before any is read. */
export function refuseAmounts(file: string, amounts: number, free = hostMemory().free): void {
  const bytes = amountBytes * amounts + sortedBytes * Math.min(amounts, sortedAmounts);
  if (bytes <= free) return;
  const rows = amounts.toLocaleString("en");
  throw new Problem(
    "out-of-memory",
    `${file} is a list of ${rows} rows: to add them up by day takes ${formatBytes(bytes)} of memory, and ${formatBytes(free)} are free.`,
    {
      file,
      remedy:
        "Cut the list by days into several files, import the first and append the others one by one; or end other programs, or take a machine with more memory.",
    },
  );
}

/** Amounts by day and strategy, as they come. */
export class Pivot {
  /** Names of strategies and texts of days, by the number that stands for them. */
  readonly strategies: string[] = [];
  readonly days: string[] = [];
  private readonly strategyOf = new Map<string, number>();
  private readonly dayOf = new Map<string, number>();
  private readonly pieces: {
    readonly strategy: Uint32Array;
    readonly day: Uint32Array;
    readonly amount: Float64Array;
  }[] = [];
  private inPiece = 0;
  private last = this.pieces[0];
  /** Amounts that were added. */
  count = 0;

  strategy(name: string): number {
    const known = this.strategyOf.get(name);
    if (known !== undefined) return known;
    this.strategyOf.set(name, this.strategies.length);
    return this.strategies.push(name) - 1;
  }

  day(text: string): number {
    const known = this.dayOf.get(text);
    if (known !== undefined) return known;
    this.dayOf.set(text, this.days.length);
    return this.days.push(text) - 1;
  }

  add(strategy: number, day: number, amount: number): void {
    let piece = this.last;
    if (piece === undefined || this.inPiece === piece.amount.length) {
      const length = Math.min(pieceLength, Math.max(firstLength, this.count));
      piece = {
        strategy: new Uint32Array(length),
        day: new Uint32Array(length),
        amount: new Float64Array(length),
      };
      this.last = piece;
      this.pieces.push(piece);
      this.inPiece = 0;
    }
    piece.strategy[this.inPiece] = strategy;
    piece.day[this.inPiece] = day;
    piece.amount[this.inPiece++] = amount;
    this.count++;
  }

  /**
   * The table, a row per observation in the order given: `rowOf` says to which observation each day belongs (-1 = to none).
   * Amounts of one cell are summed in the order in which they came. NaN = no amount. At most so many amounts are sorted by
   * their rows at a time, or those of one row; all are gone through for each time.
   */
  *rows(rowOf: Int32Array, count: number, most = sortedAmounts): Generator<Float64Array> {
    const starts = new Uint32Array(count + 1);
    this.each((_strategy, day) => {
      const row = rowOf[day] as number;
      if (row >= 0) starts[row + 1] = (starts[row + 1] as number) + 1;
    });
    for (let row = 0; row < count; row++)
      starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
    for (let from = 0, to = 0; from < count; from = to) {
      const first = starts[from] as number;
      // One row at least, whatever it holds.
      do to++;
      while (to < count && (starts[to + 1] as number) - first <= most);
      yield* this.someRows(rowOf, starts.subarray(from, to + 1), from);
    }
  }

  /** The rows from `from` on; `starts` are the places of their amounts among those of all, and where the last ones end. */
  private *someRows(rowOf: Int32Array, starts: Uint32Array, from: number): Generator<Float64Array> {
    const count = starts.length - 1;
    const first = starts[0] as number;
    const strategies = new Uint32Array((starts[count] as number) - first);
    const amounts = new Float64Array(strategies.length);
    const next = starts.map((start) => start - first);
    this.each((strategy, day, amount) => {
      const row = (rowOf[day] as number) - from;
      if (row < 0 || row >= count) return;
      const at = next[row] as number;
      next[row] = at + 1;
      strategies[at] = strategy;
      amounts[at] = amount;
    });
    const cells = new Float64Array(this.strategies.length);
    for (let row = 0, at = 0; row < count; row++) {
      cells.fill(Number.NaN);
      for (; at < (next[row] as number); at++) {
        const strategy = strategies[at] as number;
        const before = cells[strategy] as number;
        cells[strategy] = Number.isNaN(before) ? (amounts[at] as number) : before + (amounts[at] as number);
      }
      yield cells;
    }
  }

  private each(visit: (strategy: number, day: number, amount: number) => void): void {
    for (const piece of this.pieces) {
      const length = piece === this.last ? this.inPiece : piece.amount.length;
      for (let at = 0; at < length; at++)
        visit(piece.strategy[at] as number, piece.day[at] as number, piece.amount[at] as number);
    }
  }
}

/** Cells that a table may have: 128 million are a gigabyte when they are read. */
const mostCells = 512 * 2 ** 20;

/** Throws Problem when days by strategies are more cells than any machine of an analyst holds. */
export function checkCells(file: string, days: number, strategies: number): void {
  if (days * strategies <= mostCells) return;
  throw new Problem(
    "bad-input",
    `${file} would become a table of ${days} days and ${strategies} strategies.`,
    {
      file,
      remedy:
        "Check what names the strategies (--by COLUMN): a number of the trade or a comment makes one of every row.",
    },
  );
}

/** A cell of a staged table. */
export const cellText = (value: number, missing: string): string =>
  Number.isNaN(value) ? missing : Object.is(value, -0) ? "-0" : String(value);

/** Writes a wide table as CSV text to a new file: heads are the cells before the numbers of a row. */
export async function writeWide(
  path: string,
  header: readonly string[],
  rows:
    | Iterable<{ readonly heads: readonly string[]; readonly cells: Float64Array }>
    | AsyncIterable<{ readonly heads: readonly string[]; readonly cells: Float64Array }>,
  missing: string,
): Promise<void> {
  const lines = async function* () {
    let text = `${header.map(csvField).join(",")}\n`;
    for await (const { heads, cells } of rows) {
      const parts = heads.map(csvField);
      const before = parts.length;
      parts.length += cells.length;
      for (let at = 0; at < cells.length; at++) parts[before + at] = cellText(cells[at] as number, missing);
      text += `${parts.join(",")}\n`;
      if (text.length < pieceLength) continue;
      yield Buffer.from(text);
      text = "";
    }
    if (text !== "") yield Buffer.from(text);
  };
  try {
    await pipeline(Readable.from(lines()), createWriteStream(path, { flags: "wx" }));
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw diskProblem(error, path, "writing");
  }
}
