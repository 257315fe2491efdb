import type { ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import { csvRole } from "../../engine/addon/csv.ts";
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
}

/** `names` are the strategies of the dataset. */
export function prepareSource(source: CellSource, names: readonly string[]): PreparedSource {
  const { file, columns, places, targets } = source;
  const roles = new Uint8Array(file.header.length);
  const positions = new Int32Array(file.header.length).fill(-1);
  columns.forEach((column, index) => {
    roles[column] = csvRole.number;
    positions[column] = index;
  });
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
  };
}

interface BlockOptions {
  readonly strategies: number;
  readonly policy: ImportPolicies["missing"];
  readonly threads: number;
  readonly ledger: Ledger;
}

/**
 * Reads the cells of a block from every source: one row of all strategies per observation, NaN = missing. The rows lie
 * in `memory`, which is large enough for them.
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
  const [only] = sources;
  const isDirect = sources.length === 1 && only?.source.places === null && !only.hasSums;
  const runs = sources.map((source) => rowRuns(block.observations, source.rowsOf));
  const isInPlace = ({ places: [first = 0, ...rest] }: RowRun): boolean =>
    isDirect && rest.every((place, index) => place === first + index + 1);
  // What is read in place needs no start value; everything else is added to "missing".
  if (!runs.flat().every(isInPlace)) cells.fill(Number.NaN);
  for (const [index, source] of sources.entries()) {
    const width = source.source.columns.length;
    let covered = 0;
    let rejects = 0;
    for (const run of runs[index] ?? []) {
      covered += run.places.length;
      const first = run.places[0] ?? 0;
      const inPlace = isInPlace(run);
      const out = inPlace
        ? cells.subarray(first * strategies, (first + run.places.length) * strategies)
        : new Float64Array(run.places.length * width);
      rejects += await readRun(run, source, out, options, call);
      if (!inPlace) addCells(out, run.places, rows, source.source.places, width);
    }
    const isWhole = rejects === 0 && !source.hasSums && covered === rows.length;
    if (policy === "zero" && !isWhole) zeroMissing(rows, source, covered, options.ledger);
  }
  return rows;
}

/** Returns how many cells were not taken as written. */
async function readRun(
  run: RowRun,
  { source, roles, positions, strategyOf }: PreparedSource,
  out: Float64Array,
  { policy, threads, ledger }: BlockOptions,
  call?: CallContext,
): Promise<number> {
  const { columns, file, truthColumns } = source;
  const rowCount = run.places.length;
  // Everything is listed, so that counts by reason are true even when the ledger itself is full.
  const rejectLimit = Math.min(0xffff_ffff, rowCount * (columns.length + 1));
  const { handle } = file.opened;
  const request = {
    handle,
    roles,
    firstRow: run.firstRow,
    rowCount,
    out,
    rejectLimit,
    threads,
    dialect: cellDialect(file),
  };
  const read = await withControl((control) => loadAddon().csvReadRows(request, control), call);
  source.sample.add(rowCount * columns.length, read);
  const sentinels = takeSentinels(out, read, run.firstRow, source, strategyOf, { policy, ledger });
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
    out[row * columns.length + (positions[column] ?? 0)] = 1;
  });
  return read.rejectCount + sentinels;
}

/** Takes cells that stand for no value as such. Throws Problem "bad-input" when the policy is to refuse. */
function takeSentinels(
  cells: Float64Array,
  { line }: { readonly line: Float64Array },
  firstRow: number,
  { file, columns, targets }: CellSource,
  strategyOf: (column: number) => string | null,
  { policy, ledger }: Pick<BlockOptions, "policy" | "ledger">,
): number {
  let count = 0;
  const width = columns.length;
  for (let at = 0; at < cells.length; at++) {
    const value = cells[at] as number;
    // Nearly always true, also for a missing cell.
    if (!(value >= leastSentinel || value <= -leastSentinel)) continue;
    if (!isSentinel(value)) continue;
    const row = firstRow + Math.floor(at / width);
    const column = columns[at % width] ?? 0;
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
