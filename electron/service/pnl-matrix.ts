import { atOnce, type Steps } from "./turns.ts";

/**
 * The table of the product: P&L in currency, T observations x N strategies, time-major. A missing cell is NaN.
 * `rows[t]` are N contiguous values; native code reads them in place.
 */
export interface PnlMatrix {
  readonly observations: number;
  readonly strategies: number;
  readonly rows: readonly Float64Array[];
  /** Where the rows lie in one piece, in the first columns of a block: native code need not be told of each. */
  readonly block?: Pick<CellBlock, "cells" | "stride">;
  /** Where the rows lie that memory has no room for: `rows[t]` is then a copy, made each time it is asked for. */
  readonly stored?: StoredRows | undefined;
}

/** Places 0 to `count` - 1. One after the other: a call for each of a million takes six times as long. */
export function allPlaces(count: number): Uint32Array<ArrayBuffer> {
  const places = new Uint32Array(count);
  for (let place = 0; place < count; place++) places[place] = place;
  return places;
}

/** Room for a matrix whose rows lie one behind the other in one piece: row t begins at cells[t * stride]. */
export interface CellBlock {
  readonly cells: Float64Array;
  readonly stride: number;
  /** All `stride` cells of each row, over the same memory. */
  readonly rows: readonly Float64Array[];
}

export function cellBlock(observations: number, stride: number): CellBlock {
  const cells = new Float64Array(observations * stride);
  return {
    cells,
    stride,
    rows: Array.from({ length: observations }, (_, t) => cells.subarray(t * stride, (t + 1) * stride)),
  };
}

/** The first `strategies` columns of a block. */
export const firstOf = (block: CellBlock, strategies: number): PnlMatrix => new FirstOf(block, strategies);

/** Columns `from` .. `to` - 1 of a matrix in memory, where they lie. */
export function sliceOf(matrix: PnlMatrix, from: number, to: number): PnlMatrix {
  if (from === 0 && to === matrix.strategies) return matrix;
  const { observations, block } = matrix;
  const cut = () => matrix.rows.map((row) => row.subarray(from, to));
  if (!block) return { observations, strategies: to - from, rows: cut() };
  const cells = block.cells.subarray(from);
  // Rows are made when somebody asks for one, as those of a block.
  return {
    observations,
    strategies: to - from,
    block: { cells, stride: block.stride },
    get rows() {
      return cut();
    },
  };
}

/**
 * Rows are made when somebody asks for one. They and the block are no properties of its own: who spreads it with other rows
 * leaves the block behind.
 */
class FirstOf implements PnlMatrix {
  readonly observations: number;
  readonly strategies: number;
  readonly #block: CellBlock;
  #cut: readonly Float64Array[] | undefined;

  constructor(block: CellBlock, strategies: number) {
    this.observations = block.rows.length;
    this.strategies = strategies;
    this.#block = block;
  }

  get block(): CellBlock {
    return this.#block;
  }

  get rows(): readonly Float64Array[] {
    const { rows, stride } = this.#block;
    this.#cut ??= stride === this.strategies ? rows : rows.map((row) => row.subarray(0, this.strategies));
    return this.#cut;
  }
}

/** A matrix in a scratch file that native code maps (native/storage), and its rows that are meant, in their order. */
export interface StoredRows {
  readonly matrix: StoredHandle;
  readonly index: Uint32Array;
  /** Some of these rows, where they lie. */
  pick(places: readonly number[]): PnlMatrix;
  /** Another matrix beside it, of rows that are made one after the other. */
  make(observations: number, strategies: number, row: (t: number) => Float64Array): PnlMatrix;
  /** Nobody wants them any more: of a matrix that was made, its room on the disk is given back; of others nothing happens. */
  release(): void;
}

/** Opaque: of a stored matrix. */
export type StoredHandle = { readonly __stored: unique symbol };

/** A matrix of rows that are made of those of another: in memory, or where the other lies. */
export function madeOf(
  { stored }: Pick<PnlMatrix, "stored">,
  observations: number,
  strategies: number,
  row: (t: number) => Float64Array,
): PnlMatrix {
  return atOnce(madeInSteps({ stored }, observations, strategies, row));
}

/** madeOf with a yield after each row, for work in pieces; of stored rows in one. */
export function* madeInSteps(
  { stored }: Pick<PnlMatrix, "stored">,
  observations: number,
  strategies: number,
  row: (t: number) => Float64Array,
): Steps<PnlMatrix> {
  if (stored) return stored.make(observations, strategies, row);
  const rows: Float64Array[] = [];
  for (let t = 0; t < observations; t++) {
    rows.push(row(t));
    yield;
  }
  return { observations, strategies, rows };
}

/** The matrix of some rows of another, shared with it. */
export function pickRows({ rows, strategies, stored }: PnlMatrix, places: readonly number[]): PnlMatrix {
  if (stored) return stored.pick(places);
  return { observations: places.length, strategies, rows: places.map((t) => rows[t] as Float64Array) };
}

/** A figure of each row. An array made from the list itself would hold all rows before it asks for the first figure. */
export const ofEachRow = (
  rows: readonly Float64Array[],
  figure: (row: Float64Array) => number,
): Float64Array => Float64Array.from({ length: rows.length }, (_, t) => figure(rows[t] as Float64Array));

/** Named columns: what an analysis works on after inversion, filters and zones. */
export interface StrategyTable {
  readonly strategies: readonly string[];
  readonly matrix: PnlMatrix;
}
