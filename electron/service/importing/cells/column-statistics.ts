import { type CallContext, stopIfCancelled } from "../../context.ts";
import { readPart } from "../../datasets/read/parts.ts";
import { type Manifest, writtenFile } from "../../datasets/version/manifest.ts";
import { type ColumnWatch, csvColumnFigures } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { inTurns } from "../../turns.ts";
import { GrossColumns } from "./gross-columns.ts";
import { SummaryColumns } from "./summary-columns.ts";

type Figure = (typeof csvColumnFigures)[number];

/** A value a column. */
export type ColumnFigures = Readonly<Record<Figure | "first", Float64Array>> & { readonly rows: number };

/**
 * Watches the cells of every strategy go by, in time order, to find columns that never change and exact copies of
 * others, without keeping the cells: a 64-bit fingerprint per column. -0 counts as 0, all NaN as one.
 */
export class ColumnStatistics {
  private readonly watch: Omit<ColumnWatch, "isFirst" | "threads">;
  private readonly threads: number;
  private readonly names: readonly string[];
  /** Found by their names when the first cells come. */
  private named: { readonly sums: SummaryColumns; readonly gross: GrossColumns } | undefined;
  private rows = 0;
  /** What all rows add up to; null as soon as they differ, which for most tables the second row does. */
  private rowSum: number | null = null;

  /** `threads`: 0 = all processors. */
  constructor(names: readonly string[], threads = 0) {
    this.threads = threads;
    this.names = names;
    const strategies = names.length;
    this.watch = {
      first: new Float64Array(strategies),
      varies: new Uint8Array(strategies),
      fingerprint: new BigUint64Array(strategies),
      figures: new Float64Array(strategies * csvColumnFigures.length),
    };
  }

  /** The next observations: a cell of every strategy. The rows are read on another thread; one call at a time. */
  async add(rows: readonly Float64Array[]): Promise<void> {
    const isFirst = this.rows === 0;
    this.watchSums(rows, isFirst);
    this.rows += rows.length;
    this.named ??= {
      sums: await inTurns(SummaryColumns.among(this.names)),
      gross: await inTurns(GrossColumns.among(this.names)),
    };
    await inTurns(this.named.sums.add(rows));
    this.named.gross.add(rows);
    await loadAddon().watchColumns(rows, { ...this.watch, isFirst, threads: this.threads });
  }

  private watchSums(rows: readonly Float64Array[], isFirst: boolean): void {
    for (const [at, row] of rows.entries()) {
      const isStart = isFirst && at === 0;
      if (this.rowSum === null && !isStart) return;
      let sum = 0;
      for (const cell of row) sum += Number.isNaN(cell) ? 0 : cell;
      if (isStart) this.rowSum = sum;
      // Shares are often rounded to two digits.
      else if (Math.abs(sum - (this.rowSum as number)) > Math.abs(this.rowSum as number) * 1e-3)
        this.rowSum = null;
    }
  }

  /** What every row adds up to, of five rows at least and two columns that vary; null where rows differ. */
  constantSum(): number | null {
    const varying = this.watch.varies.reduce((count, varies) => count + varies, 0);
    return this.rows >= 5 && varying >= 2 ? this.rowSum : null;
  }

  /** Columns that sum others up, with how. */
  summaries(): Map<number, string> {
    return this.named?.sums.found() ?? new Map();
  }

  /** Columns before costs, with the place of the same after them. */
  beforeCosts(): Map<number, number> {
    return this.named?.gross.found() ?? new Map();
  }

  /** Figures of all columns, and how many rows they are of. */
  figures(): ColumnFigures {
    const { first, figures } = this.watch;
    const columns = first.length;
    const named = csvColumnFigures.map((name, at) => [
      name,
      figures.subarray(at * columns, (at + 1) * columns),
    ]);
    return { ...(Object.fromEntries(named) as Record<Figure, Float64Array>), first, rows: this.rows };
  }

  /** Columns whose cells are all equal, with that cell; NaN = no column has a value. */
  constants(): { column: number; value: number }[] {
    const found: { column: number; value: number }[] = [];
    this.watch.varies.forEach((varies, column) => {
      if (!varies && this.rows > 0) found.push({ column, value: this.watch.first[column] as number });
    });
    return found;
  }

  /** Groups of two or more equal columns, each ascending, by their first column. */
  copies(): number[][] {
    const { fingerprint } = this.watch;
    // Sorting numbers takes less memory than a table of them: copies are neighbours then.
    const sorted = fingerprint.toSorted();
    const words = new Uint32Array(sorted.buffer);
    const repeated = new Set<bigint>();
    /** Their first halves: to look for one makes no big number. */
    const halves = new Set<number>();
    for (let at = 2; at < words.length; at += 2) {
      const isRepeated = words[at] === words[at - 2] && words[at + 1] === words[at - 1];
      if (!isRepeated) continue;
      repeated.add(sorted[at / 2] as bigint);
      halves.add(words[at] as number);
    }
    if (repeated.size === 0) return [];
    const groups = new Map<bigint, number[]>();
    const given = new Uint32Array(fingerprint.buffer);
    for (let column = 0; column < fingerprint.length; column++) {
      if (!halves.has(given[2 * column] as number)) continue;
      const value = fingerprint[column] as bigint;
      if (!repeated.has(value)) continue;
      const known = groups.get(value);
      if (known) known.push(column);
      else groups.set(value, [column]);
    }
    return [...groups.values()];
  }
}

/** Statistics of the cells that a dataset has already, to go on with. `strategies` may count new ones too. */
export async function storedStatistics(
  folder: string,
  manifest: Manifest,
  strategies: readonly string[],
  call?: CallContext,
): Promise<ColumnStatistics> {
  const statistics = new ColumnStatistics(strategies);
  for (const { path } of manifest.files.filter(({ kind }) => kind === "pnl")) {
    stopIfCancelled(call);
    const file = writtenFile(folder, manifest.files, path);
    const { rows } = await readPart(file, strategies.length, { withNames: false });
    await statistics.add([...rows.values()]);
  }
  return statistics;
}
