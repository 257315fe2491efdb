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

/** Named columns: what an analysis works on after inversion, filters and zones. */
export interface StrategyTable {
  readonly strategies: readonly string[];
  readonly matrix: PnlMatrix;
}
