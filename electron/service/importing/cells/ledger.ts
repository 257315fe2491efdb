import type { Reject } from "../reject.ts";

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
    this.file.push(file);
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
