import type { ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import { type CsvRows, csvRole } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/with-control.ts";
import type { NumberSample } from "../numbers/read-style.ts";
import { isSentinel, leastSentinel } from "../numbers/sentinels.ts";
import { type CsvFile, cellDialect } from "../source/open-csv.ts";
import { type Ledger, recordRejects } from "./ledger.ts";
import type { Block } from "./write-cells.ts";

/** A file whose cells go into a dataset. */
export interface CellSource {
  readonly file: CsvFile;
  /** Columns of its strategies, ascending. */
  readonly columns: readonly number[];
  /** Where each of them goes among the strategies of the dataset; null = in order, and there are no others. */
  readonly places: Uint32Array | null;
  /** For each data row the observation of the dataset; -1 = none. */
  readonly targets: Int32Array;
  /** Rows with more cells than the header, about which it is decided. */
  readonly long: ReadonlySet<number>;
  /** Columns of truth values only: True is 1 under the policy "zero", as it was to the replaced system. */
  readonly truthColumns: ReadonlySet<number>;
  /** Learns from cells that are no numbers. */
  readonly sample: NumberSample;
}

/** A source with what every block needs of it, computed once. */
interface PreparedSource {
  readonly source: CellSource;
  readonly roles: Uint8Array;
  /** Place of a column among the source's strategies. */
  readonly positions: Int32Array;
  readonly strategyOf: (column: number) => string | null;
  /** Data rows of an observation, ascending. */
  readonly rowsOf: (observation: number) => readonly number[];
  /** Whether some observation is the sum of several rows. */
  readonly hasSums: boolean;
  /** Where its first strategy goes, when all others follow it in their order; null when they do not. */
  readonly firstPlace: number | null;
}

/** `names` are the strategies of the dataset. */
export function prepareSource(source: CellSource, names: readonly string[]): PreparedSource {
  const { file, columns, places, targets } = source;
  const roles = new Uint8Array(file.header.length);
  const positions = new Int32Array(file.header.length).fill(-1);
  for (const [index, column] of columns.entries()) {
    roles[column] = csvRole.number;
    positions[column] = index;
  }
  const rows = new Map<number, number[]>();
  targets.forEach((target, row) => {
    if (target < 0) return;
    const known = rows.get(target);
    if (known) known.push(row);
    else rows.set(target, [row]);
  });
  const none: readonly number[] = [];
  return {
    source,
    roles,
    positions,
    strategyOf: (column) => {
      const position = positions[column] ?? -1;
      return position < 0 ? null : (names[places ? (places[position] ?? 0) : position] ?? null);
    },
    rowsOf: (observation) => rows.get(observation) ?? none,
    hasSums: [...rows.values()].some((one) => one.length > 1),
    firstPlace:
      places === null
        ? 0
        : places.every((place, at) => place === (places[0] ?? 0) + at)
          ? (places[0] ?? 0)
          : null,
  };
}

interface BlockOptions {
  readonly strategies: number;
  readonly policy: ImportPolicies["missing"];
  readonly threads: number;
  readonly ledger: Ledger;
}

/** Sources that are read at a time: each has several threads, and others want some of those that wait for native code. */
const atATime = 3;

/** A piece of a file on its way into a block. */
interface Piece {
  readonly source: PreparedSource;
  readonly run: RowRun;
  /** Its rows lie in the block already, each a part of one of the block's. */
  readonly inPlace: boolean;
}

/**
 * Reads the cells of a block from every source: one row of all strategies per observation, NaN = missing. The rows lie
 * in `memory`, which is large enough for them. Columns of a source that are neighbours in the dataset are read where they
 * belong, several sources at a time; others one after the other, through memory of their own.
 */
export async function readBlock(
  block: Block,
  sources: readonly PreparedSource[],
  options: BlockOptions,
  memory: Float64Array,
  call?: CallContext,
): Promise<Float64Array[]> {
  const { strategies, policy } = options;
  const cells = memory.subarray(0, block.observations.length * strategies);
  const rows = block.observations.map((_, place) =>
    cells.subarray(place * strategies, (place + 1) * strategies),
  );
  const pieces = sources.flatMap((source) =>
    rowRuns(block.observations, source.rowsOf).map((run) => ({
      source,
      run,
      inPlace: source.firstPlace !== null && !source.hasSums && follow(run.places),
    })),
  );
  const read = pieces.reduce(
    (sum, { run, source, inPlace }) => sum + (inPlace ? run.places.length * source.source.columns.length : 0),
    0,
  );
  // What is read in place needs no start value; everything else is added to "missing".
  if (read !== cells.length) cells.fill(Number.NaN);
  const rejects = new Map<PreparedSource, number>();
  await inTurn(
    pieces,
    ({ inPlace }) => (inPlace ? atATime : 1),
    (piece) => readPiece(piece, cells, options, call),
    async (piece, { out, stride, read }) => {
      const { run, source, inPlace } = piece;
      rejects.set(source, (rejects.get(source) ?? 0) + takeRejects(piece, out, stride, read, options));
      if (!inPlace) addCells(out, run.places, rows, source.source.places, source.source.columns.length);
    },
  );
  for (const source of policy === "zero" ? sources : []) {
    const covered = pieces.reduce((sum, one) => sum + (one.source === source ? one.run.places.length : 0), 0);
    const isWhole = !rejects.get(source) && !source.hasSums && covered === rows.length;
    if (!isWhole) zeroMissing(rows, source, covered, options.ledger);
  }
  return rows;
}

/** Whether each is one more than that before it. */
const follow = ([first = 0, ...rest]: readonly number[]): boolean =>
  rest.every((place, index) => place === first + index + 1);

/**
 * Starts work on every item, so many at a time as it allows, and finishes them one after the other in their order. Whatever
 * fails, all that was started has ended when this has.
 */
async function inTurn<Item, Value>(
  items: readonly Item[],
  most: (item: Item) => number,
  start: (item: Item) => Promise<Value>,
  finish: (item: Item, value: Value) => Promise<void>,
): Promise<void> {
  const started: Promise<Value>[] = [];
  try {
    for (const [at, item] of items.entries()) {
      for (let next = started.length; next < items.length; next++) {
        const ahead = items[next] as Item;
        if (next - at >= most(ahead) && next > at) break;
        const value = start(ahead);
        // Looked at when its turn comes; until then a failure must not count as unhandled.
        value.catch(() => undefined);
        started.push(value);
      }
      await finish(item, await (started[at] as Promise<Value>));
    }
  } finally {
    await Promise.allSettled(started);
  }
}

interface ReadPiece {
  readonly out: Float64Array;
  /** Cells from one row to the next. */
  readonly stride: number;
  readonly read: CsvRows;
}

async function readPiece(
  { run, source: { source, roles, firstPlace }, inPlace }: Piece,
  cells: Float64Array,
  { strategies, threads }: BlockOptions,
  call?: CallContext,
): Promise<ReadPiece> {
  const { columns, file } = source;
  const rowCount = run.places.length;
  const stride = inPlace ? strategies : columns.length;
  const begin = (run.places[0] ?? 0) * strategies + (firstPlace ?? 0);
  const out = inPlace
    ? cells.subarray(begin, begin + (rowCount - 1) * strategies + columns.length)
    : new Float64Array(rowCount * columns.length);
  const request = {
    handle: file.opened.handle,
    roles,
    firstRow: run.firstRow,
    rowCount,
    out,
    stride,
    // Everything is listed, so that counts by reason are true even when the ledger itself is full.
    rejectLimit: Math.min(0xffff_ffff, rowCount * (columns.length + 1)),
    threads,
    dialect: cellDialect(file),
  };
  const read = await withControl((control) => loadAddon().csvReadRows(request, control), call);
  return { out, stride, read };
}

/**
 * Takes what was not taken as written into the ledger, and true values as 1 where they are. Returns how many cells these are.
 */
function takeRejects(
  { run, source: { source, positions, strategyOf } }: Piece,
  out: Float64Array,
  stride: number,
  read: CsvRows,
  { policy, ledger }: BlockOptions,
): number {
  const { columns, truthColumns } = source;
  source.sample.add(run.places.length * columns.length, read);
  const sentinels =
    read.largest < leastSentinel
      ? 0
      : takeSentinels(out, stride, read, run.firstRow, source, strategyOf, { policy, ledger });
  if (read.rejectCount === 0) return sentinels;
  const valueUsed = (column: number, text: string): number | null => {
    if (policy !== "zero") return null;
    return truthColumns.has(column) && text.trim().toLowerCase() === "true" ? 1 : 0;
  };
  recordRejects(read, source, strategyOf, valueUsed, policy, ledger);
  if (policy !== "zero" || truthColumns.size === 0) return read.rejectCount + sentinels;
  read.rejectColumn.forEach((column, index) => {
    if (valueUsed(column, read.rejectText[index] ?? "") !== 1) return;
    const row = (read.rejectRow[index] ?? 0) - run.firstRow;
    out[row * stride + (positions[column] ?? 0)] = 1;
  });
  return read.rejectCount + sentinels;
}

/** Takes cells that stand for no value as such. Throws Problem "bad-input" when the policy is to refuse. */
function takeSentinels(
  cells: Float64Array,
  stride: number,
  { line }: { readonly line: Float64Array },
  firstRow: number,
  { file, columns, targets }: CellSource,
  strategyOf: (column: number) => string | null,
  { policy, ledger }: Pick<BlockOptions, "policy" | "ledger">,
): number {
  let count = 0;
  const width = columns.length;
  for (let index = 0; index < line.length * width; index++) {
    const at = Math.floor(index / width) * stride + (index % width);
    const value = cells[at] as number;
    // Nearly always true, also for a missing cell.
    if (!(value >= leastSentinel || value <= -leastSentinel)) continue;
    if (!isSentinel(value)) continue;
    const row = firstRow + Math.floor(index / width);
    const column = columns[index % width] ?? 0;
    if ((targets[row] ?? -1) < 0) continue;
    const place = { line: (line[row - firstRow] ?? 1) - file.shift.lines, column: file.header[column] ?? "" };
    if (policy === "refuse") {
      throw new Problem(
        "bad-input",
        `${file.source.path}, line ${place.line}, column "${place.column}": ${value} stands for no value.`,
        {
          file: file.source.path,
          ...place,
          remedy: "Correct the cell, or count such cells as 0 or as missing (--missing zero or keep).",
        },
      );
    }
    count++;
    cells[at] = Number.NaN;
    ledger.add(file.source.path, {
      row,
      ...place,
      byte: null,
      strategy: strategyOf(column),
      text: String(value),
      reason: "sentinel",
      value: policy === "zero" ? 0 : null,
    });
  }
  return count;
}

/** The policy "zero": no cell of a source stays missing, also where the source has no row for an observation. */
function zeroMissing(
  rows: readonly Float64Array[],
  { source, hasSums }: PreparedSource,
  covered: number,
  ledger: Ledger,
): void {
  const { places, columns } = source;
  for (const row of rows) {
    for (let index = 0; index < columns.length; index++) {
      const place = places ? (places[index] as number) : index;
      if (Number.isNaN(row[place])) row[place] = 0;
    }
  }
  if (!hasSums) ledger.count("no-row", (rows.length - covered) * columns.length);
}

/** Neighbouring data rows of a file that belong to a block. */
interface RowRun {
  readonly firstRow: number;
  /** Place in the block of each row. */
  readonly places: readonly number[];
}

/** Rows that are read for a block, as few pieces of the file as possible. `rowsOf` gives the rows of an observation. */
function rowRuns(
  observations: readonly number[],
  rowsOf: (observation: number) => readonly number[],
): RowRun[] {
  const wanted = observations
    .flatMap((observation, place) => rowsOf(observation).map((row) => ({ row, place })))
    .sort((a, b) => a.row - b.row);
  const runs: { firstRow: number; places: number[] }[] = [];
  for (const { row, place } of wanted) {
    const last = runs.at(-1);
    if (last && last.firstRow + last.places.length === row) last.places.push(place);
    else runs.push({ firstRow: row, places: [place] });
  }
  return runs;
}

/**
 * Adds rows of a file to the rows of a block. A missing cell adds nothing; the sum of missing cells is missing.
 * `places` says where each of the `width` cells of a row goes; null = in order.
 */
function addCells(
  cells: Float64Array,
  rowPlaces: readonly number[],
  rows: readonly Float64Array[],
  places: Uint32Array | null,
  width: number,
): void {
  rowPlaces.forEach((rowPlace, index) => {
    const row = rows[rowPlace];
    if (!row) return;
    const at = index * width;
    for (let column = 0; column < width; column++) {
      const value = cells[at + column] as number;
      if (Number.isNaN(value)) continue;
      const place = places ? (places[column] as number) : column;
      const known = row[place] as number;
      row[place] = Number.isNaN(known) ? value : known + value;
    }
  });
}
