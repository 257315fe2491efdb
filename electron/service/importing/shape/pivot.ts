import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Problem } from "../../../contract/problem.ts";
import { csvField } from "../../../contract/text.ts";
import { diskProblem } from "../../disk/durable.ts";

/** Amounts in the first piece; each other has room for as many as all before it, and no more than the last. */
const [firstLength, pieceLength] = [1 << 12, 1 << 20];

/** Amounts by day and strategy, as they come, in 16 bytes each. */
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
   * Amounts of one cell are summed in the order in which they came. NaN = no amount.
   */
  *rows(rowOf: Int32Array, count: number): Generator<Float64Array> {
    const starts = new Uint32Array(count + 1);
    this.each((_strategy, day) => {
      const row = rowOf[day] as number;
      if (row >= 0) starts[row + 1] = (starts[row + 1] as number) + 1;
    });
    for (let row = 0; row < count; row++)
      starts[row + 1] = (starts[row + 1] as number) + (starts[row] as number);
    const total = starts[count] as number;
    const strategies = new Uint32Array(total);
    const amounts = new Float64Array(total);
    const next = starts.slice();
    this.each((strategy, day, amount) => {
      const row = rowOf[day] as number;
      if (row < 0) return;
      const at = next[row] as number;
      next[row] = at + 1;
      strategies[at] = strategy;
      amounts[at] = amount;
    });
    const cells = new Float64Array(this.strategies.length);
    for (let row = 0; row < count; row++) {
      cells.fill(Number.NaN);
      for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
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
