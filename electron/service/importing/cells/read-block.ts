import type { ImportPolicies } from "../../../contract/importing.ts";
import type { CallContext } from "../../context.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/session.ts";
import { addCells } from "./add-cells.ts";
import type { Ledger } from "./ledger.ts";
import type { Block } from "./plan-blocks.ts";
import type { PreparedSource } from "./prepare-source.ts";
import { recordRejects } from "./record-rejects.ts";
import { type RowRun, rowRuns } from "./row-runs.ts";

export interface BlockOptions {
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
  const request = { handle, roles, firstRow: run.firstRow, rowCount, out, rejectLimit, threads };
  const read = await withControl((control) => loadAddon().csvReadRows(request, control), call);
  if (read.rejectCount === 0) return 0;
  const valueUsed = (column: number, text: string): number | null => {
    if (policy !== "zero") return null;
    return truthColumns.has(column) && text.trim().toLowerCase() === "true" ? 1 : 0;
  };
  recordRejects(read, source, strategyOf, valueUsed, policy, ledger);
  if (policy !== "zero" || truthColumns.size === 0) return read.rejectCount;
  read.rejectColumn.forEach((column, index) => {
    if (valueUsed(column, read.rejectText[index] ?? "") !== 1) return;
    const row = (read.rejectRow[index] ?? 0) - run.firstRow;
    out[row * columns.length + (positions[column] ?? 0)] = 1;
  });
  return read.rejectCount;
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
