/**
 * Passes over all pairs of a table that does not fit in memory: a group of its strategies stays, the others are read past it
 * piece by piece. Pieces are whole strips of the pass over the whole table, so that its bits come out.
 */
import type { CellQuality } from "../../../contract/metric-basis.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type {
  CorrelationPart,
  CorrelationPiece,
  CorrelationReduced,
  CorrelationReduceRequest,
  HeldColumns,
  NativePairs,
} from "../../engine/addon/figures.ts";
import { correlationLanes, heldRoom } from "../../engine/addon/figures.ts";
import { memoryLimitTexts } from "../../engine/memory-limits.ts";
import { type CellBlock, cellBlock, firstOf, type PnlMatrix } from "../../pnl-matrix.ts";
import type { PieceSizes } from "../view/table-memory.ts";
import { joinLists, noUnits, type PassPart } from "./parts.ts";
import type { PieceTable } from "./piece-table.ts";
import { type SummaryPass, summaryFrom } from "./summary.ts";

/** Strategies of a strip of the processor's pass; the native module refuses pieces that end elsewhere. */
export const strip = 192;

/** Strategies `from` .. `to` - 1 of the view. */
interface Range {
  readonly from: number;
  readonly to: number;
}

/** The result of correlation.summary but for when it was computed. */
export async function summaryByPieces(
  table: PieceTable,
  pass: SummaryPass,
  sizes: PieceSizes,
  context: PassContext,
  call: CallContext,
) {
  const sums = new PairSums(table, pass, context, call);
  const room = roomFor(table, sizes.group + sizes.unit, context, call);
  await overPairs(table, sizes, room, (columns, of) => sums.add(columns, of));
  return finished(table, pass, sizes, { sums, room });
}

/** The means, when all pairs were looked at, and with them the result. */
async function finished(
  table: PieceTable,
  pass: SummaryPass,
  { unit }: Pick<PieceSizes, "unit">,
  { sums, room }: { readonly sums: PairSums; readonly room: Room },
) {
  let missingCells = 0;
  let imputedCells = 0;
  for (const piece of ranges({ from: 0, to: table.count }, unit)) {
    const cells = await room.read(piece, 0);
    await sums.finish(room.first(piece.to - piece.from), piece);
    missingCells += cells.missingCells;
    imputedCells = cells.imputedCells;
  }
  const { strategies, observations } = table;
  const cells = { missingCells, imputedCells };
  return summaryFrom({ strategies, observations, cells }, pass, sums.figures());
}

/** Two panels of `width` strategies, or one with itself; by their places among the panels, the first not behind the second. */
export type PanelPair = readonly [first: number, second: number];

/** What the pairs of strategies of some pairs of panels come to. Two panels are held at a time, and one stays while it can. */
export async function partOfPanels(
  table: PieceTable,
  pass: SummaryPass,
  { width, pairs }: { readonly width: number; readonly pairs: readonly PanelPair[] },
  context: PassContext,
  call: CallContext,
): Promise<PassPart> {
  const panels = ranges({ from: 0, to: table.count }, width);
  const sums = new PairSums(table, pass, context, call);
  const room = roomFor(table, 2 * width, context, call);
  let held: number | undefined;
  for (const [first, second] of pairs) {
    const stays = panels[first] as Range;
    const other = panels[second] as Range;
    if (held !== first) await room.read(stays, 0);
    held = first;
    const wide = stays.to - stays.from;
    if (second === first) {
      await sums.add(room.first(wide), [stays]);
      continue;
    }
    await room.read(other, wide);
    await sums.add(room.first(wide + other.to - other.from), [stays, other]);
  }
  return sums.part();
}

/** The result out of the parts of all pairs of panels, or of all tiles, in any order; the table is read piece by piece. */
export async function joinPanels(
  table: PieceTable,
  pass: SummaryPass,
  parts: readonly PassPart[],
  { unit }: Pick<PieceSizes, "unit">,
  context: PassContext,
  call: CallContext,
) {
  const sums = new PairSums(table, pass, context, call);
  for (const part of parts) sums.join(part);
  const room = roomFor(table, unit, context, call);
  // Lanes are sums of floats: made here, in their order.
  for (const piece of ranges({ from: 0, to: table.count }, unit)) {
    if (sums.anyMissing) break;
    await room.read(piece, 0);
    await sums.addLanes(room.first(piece.to - piece.from));
  }
  return finished(table, pass, { unit }, { sums, room });
}

/** What a pass over a piece needs of the service. */
export type PassContext = Pick<ServiceContext, "engine" | "settings">;

export type Ranges = readonly [Range] | readonly [Range, Range];

/** Every pair of strategies once: those of a group that stays, then those of it with each piece behind it. */
export async function overPairs<Columns>(
  table: Pick<PieceTable, "count">,
  sizes: Pick<PieceSizes, "unit" | "group">,
  room: Room<Columns>,
  add: (columns: Columns, of: Ranges) => Promise<void>,
): Promise<void> {
  for (const group of ranges({ from: 0, to: table.count }, sizes.group)) {
    for (const piece of ranges(group, sizes.unit)) await room.read(piece, piece.from - group.from);
    await add(room.first(group.to - group.from), [group]);
    for (const piece of ranges({ from: group.to, to: table.count }, sizes.unit)) {
      await room.read(piece, group.to - group.from);
      await add(room.first(group.to - group.from + piece.to - piece.from), [group, piece]);
    }
  }
}

function ranges({ from, to }: Range, width: number): Range[] {
  return Array.from({ length: Math.ceil((to - from) / width) }, (_, k) => ({
    from: from + k * width,
    to: Math.min(to, from + (k + 1) * width),
  }));
}

/** Strategies that are there for a pass over their pairs. */
export interface PassColumns {
  readonly strategies: number;
  readonly matrix: PnlMatrix;
  /** Present: they are these, and the matrix stands for the observations alone. */
  readonly held?: HeldColumns;
}

/** Room for a group of strategies and a piece behind it. */
interface Room<Columns = PassColumns> {
  /** Reads a piece to the columns from `at` on. */
  read(piece: Range, at: number): Promise<CellQuality>;
  /** The columns of so many. */
  first(width: number): Columns;
}

/** Room where what stays is standardised once, if no cell is missing; else as it was read. */
export const roomFor = (table: PieceTable, width: number, context: PassContext, call: CallContext): Room =>
  table.isComplete ? new Held(table, width, context, call) : asColumns(new Rows(table, width));

const asColumns = (room: Rows): Room => ({
  read: (piece, at) => room.read(piece, at),
  first: (width) => ({ strategies: width, matrix: room.first(width) }),
});

/** Standardised cells. */
class Held implements Room {
  readonly #table: PieceTable;
  readonly #context: PassContext;
  readonly #call: CallContext;
  readonly #memory: Pick<HeldColumns, "cells" | "varying">;
  #last: PnlMatrix | undefined;

  constructor(table: PieceTable, width: number, context: PassContext, call: CallContext) {
    this.#table = table;
    this.#context = context;
    this.#call = call;
    const most = Math.min(width, table.count);
    this.#memory = {
      cells: new Float64Array(heldRoom(most, table.rows, strip)),
      varying: new Uint8Array(most),
    };
  }

  read({ from, to }: Range, at: number): Promise<CellQuality> {
    const { count: whole, weights } = this.#table;
    return this.#table.pass(from, to, async (matrix, begin) => {
      this.#last = matrix;
      const first = at + begin;
      const count = first + matrix.strategies;
      const columns = { strategies: count, matrix, held: { ...this.#memory, count, first } };
      const piece = { whole, split: 0, sums: new Float64Array(2) };
      const part = { ...behindAll, ...noUnits(count), piece };
      await reducePiece(columns, { ...nothing, weights, part }, this.#context, this.#call);
    });
  }

  first(width: number): PassColumns {
    if (!this.#last) throw new Error("nothing was read");
    return { strategies: width, matrix: this.#last, held: { ...this.#memory, count: width, first: width } };
  }
}

/** The cells as they were read: one row an observation. */
export class Rows implements Room<PnlMatrix> {
  readonly #table: Pick<PieceTable, "count" | "rows" | "read">;
  readonly #block: CellBlock;

  constructor(table: Pick<PieceTable, "count" | "rows" | "read">, width: number) {
    this.#table = table;
    this.#block = cellBlock(table.rows, Math.min(width, table.count));
  }

  read({ from, to }: Range, at: number): Promise<CellQuality> {
    return this.#table.read(from, to, this.#block, at);
  }

  first(width: number): PnlMatrix {
    return firstOf(this.#block, width);
  }
}

const textOf = (count: number) => count.toLocaleString("en-US");

export const pairsOf = ({ strategies }: Pick<PassColumns, "strategies">, split: number) =>
  split > 0 ? split * (strategies - split) : (strategies * (strategies - 1)) / 2;

/** What was looked at last: all pairs of the matrix, or those of its first `split` strategies with the others. */
export function detailOf({ strategies }: PassColumns, split: number): string {
  const more = textOf(strategies - split);
  return split > 0 ? `${more} more with ${textOf(split)} that stay` : `${more} that stay`;
}

/** Behind the last tile: no pair is looked at. */
const behindAll = { first: Number.MAX_SAFE_INTEGER, count: 1 };

/** What a pass is asked for that makes nothing. */
export const nothing = { bins: 0, topK: 0, threshold: 1, thresholdCapacity: 0, blockSize: 0 };

const noPairs = (pass: SummaryPass): SummaryPass => ({ ...pass, bins: 0, topK: 0, thresholdCapacity: 0 });

/** What the pairs that were looked at come to, by the strategies' places in the view. */
class PairSums {
  readonly #table: PieceTable;
  readonly #pass: SummaryPass;
  readonly #context: PassContext;
  readonly #call: CallContext;
  readonly #signedUnits: BigInt64Array<ArrayBuffer>;
  readonly #absUnits: BigInt64Array<ArrayBuffer>;
  readonly #lanes: Float64Array;
  readonly #sums = new Float64Array(2);
  readonly #histogram: Float64Array;
  readonly #meanRho: Float64Array;
  readonly #meanAbsRho: Float64Array;
  readonly #maxAbsRho: Float64Array;
  #top: NativePairs[] = [];
  #threshold: NativePairs[] = [];
  #thresholdCount = 0;
  #pairs = 0;
  /** Whether a cell is missing, as far as was seen. */
  anyMissing = false;

  constructor(table: PieceTable, pass: SummaryPass, context: PassContext, call: CallContext) {
    this.#table = table;
    this.#pass = pass;
    this.#context = context;
    this.#call = call;
    this.#signedUnits = new BigInt64Array(table.count);
    this.#absUnits = new BigInt64Array(table.count);
    this.#lanes = new Float64Array(table.rows * correlationLanes);
    this.#histogram = new Float64Array(pass.bins);
    this.#meanRho = new Float64Array(table.count);
    this.#meanAbsRho = new Float64Array(table.count);
    this.#maxAbsRho = new Float64Array(table.count);
  }

  /** The pairs within a range, or of one range with the other; the matrix has the columns of both. */
  async add(columns: PassColumns, of: Ranges): Promise<void> {
    const [first, second] = of;
    const places = of.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, k) => from + k));
    const units = noUnits(columns.strategies);
    const split = second ? first.to - first.from : 0;
    const lanes = second ? {} : { lanes: this.#lanes };
    const sums = new Float64Array(2);
    const part = { first: 0, count: Number.MAX_SAFE_INTEGER, ...units };
    const found = await this.#reduce(columns, this.#pass, part, { split, sums, ...lanes });
    this.#take({ ...found, ...units }, places);
    this.anyMissing ||= found.anyMissing;
    this.#pairs += pairsOf(columns, split);
    this.#tell(detailOf(columns, split));
  }

  /** What pairs came to elsewhere. */
  join(part: PassPart): void {
    this.#take(
      part,
      part.maxAbsRho.map((_, place) => place),
    );
    this.anyMissing ||= part.anyMissing ?? false;
  }

  /** What the pairs so far come to, for `join`. */
  part(): PassPart {
    const { histogram, maxAbsRho, top, threshold, thresholdCount } = this.figures();
    const units = { signedUnits: this.#signedUnits, absUnits: this.#absUnits };
    return { histogram, ...units, maxAbsRho, top, threshold, thresholdCount, anyMissing: this.anyMissing };
  }

  /** Of the strategies at these places. */
  #take(found: PassPart, places: ArrayLike<number>): void {
    const { signedUnits, absUnits, maxAbsRho } = found;
    for (let k = 0; k < places.length; k += 1) {
      const place = places[k] as number;
      this.#signedUnits[place] = (this.#signedUnits[place] ?? 0n) + (signedUnits[k] ?? 0n);
      this.#absUnits[place] = (this.#absUnits[place] ?? 0n) + (absUnits[k] ?? 0n);
      this.#maxAbsRho[place] = Math.max(this.#maxAbsRho[place] ?? 0, maxAbsRho[k] ?? 0);
    }
    found.histogram.forEach((count, bin) => {
      this.#histogram[bin] = (this.#histogram[bin] ?? 0) + count;
    });
    const placed = ({ a, b, rho }: NativePairs) => ({
      a: a.map((k) => places[k] ?? 0),
      b: b.map((k) => places[k] ?? 0),
      rho,
    });
    this.#top = [joinLists("top", [...this.#top, placed(found.top)], this.#pass.topK)];
    const over = [...this.#threshold, placed(found.threshold)];
    this.#threshold = [joinLists("threshold", over, this.#pass.thresholdCapacity)];
    this.#thresholdCount += found.thresholdCount;
  }

  /** Adds what the means of all rest on where no cell is missing; pieces in their order. */
  async addLanes(columns: PassColumns): Promise<void> {
    const part = { ...behindAll, ...noUnits(columns.strategies) };
    const piece = { split: 0, sums: new Float64Array(2), lanes: this.#lanes };
    const found = await this.#reduce(columns, noPairs(this.#pass), part, piece);
    this.anyMissing ||= found.anyMissing;
  }

  /** The means of a range, when all pairs were looked at; ranges in their order. */
  async finish(columns: PassColumns, { from, to }: Range): Promise<void> {
    const units = {
      signedUnits: this.#signedUnits.slice(from, to),
      absUnits: this.#absUnits.slice(from, to),
    };
    const lanes = this.anyMissing ? {} : { allLanes: this.#lanes };
    const piece = { split: 0, sums: this.#sums, ...lanes };
    const found = await this.#reduce(columns, noPairs(this.#pass), { ...behindAll, ...units }, piece);
    this.#meanRho.set(found.meanRho, from);
    this.#meanAbsRho.set(found.meanAbsRho, from);
    this.#tell("means");
  }

  figures() {
    const [sumRho = 0, sumAbsRho = 0] = this.#sums;
    const none = { a: new Uint32Array(), b: new Uint32Array(), rho: new Float64Array() };
    return {
      histogram: this.#histogram,
      meanRho: this.#meanRho,
      meanAbsRho: this.#meanAbsRho,
      maxAbsRho: this.#maxAbsRho,
      sumRho: sumRho / 2,
      sumAbsRho: sumAbsRho / 2,
      top: this.#top[0] ?? none,
      threshold: this.#threshold[0] ?? none,
      thresholdCount: this.#thresholdCount,
    };
  }

  #reduce(
    columns: PassColumns,
    pass: SummaryPass,
    part: Omit<CorrelationPart, "piece">,
    piece: Omit<CorrelationPiece, "whole">,
  ): Promise<CorrelationReduced> {
    const { count, weights } = this.#table;
    const whole = { ...part, piece: { ...piece, whole: count } };
    return reducePiece(columns, { ...pass, weights, part: whole }, this.#context, this.#call);
  }

  #tell(detail: string): void {
    tellPairs(this.#call, this.#pairs, this.#table.count, detail);
  }
}

export async function reducePiece(
  { matrix, held }: PassColumns,
  request: CorrelationReduceRequest,
  { engine, settings }: PassContext,
  call: CallContext,
): Promise<CorrelationReduced> {
  const memory = memoryLimitTexts(["correlation"], settings);
  // The processor's: no other backend has pieces of a table.
  const session = await engine.open(matrix, { work: "small-batches", memory });
  try {
    return await session.correlationReduce({ ...request, held }, { ...call, progress: () => undefined });
  } finally {
    session.close();
  }
}

/** Progress by the pairs of `count` strategies that were looked at; `detail` of a table that is larger than memory. */
export function tellPairs(call: CallContext, pairs: number, count: number, detail?: string): void {
  const fraction = pairs / Math.max(1, (count * (count - 1)) / 2);
  const text = detail === undefined ? {} : { detail: `${detail}: the table is larger than memory` };
  call.progress({ stage: "Correlating all pairs", fraction, ...text });
}
