/**
 * The correlation matrix itself, N x N, of a table of many more rows than any product of rows has memory for: it has the
 * eigenvalues of the dual, and its eigenvectors v are those of the dual by u = Z v / sqrt(l).
 */
import { type CallContext, stopIfCancelled } from "../../context.ts";
import type { Engine } from "../../engine/engine.ts";
import { allPlaces, type PnlMatrix } from "../../pnl-matrix.ts";
import { type Eigenpairs, leadingEigen } from "../linear/eigen.ts";
import type { ColumnBlocks } from "./columns.ts";
import type { PieceTable } from "./piece-table.ts";
import { overPairs, pairsOf, type Ranges, Rows, tellPairs } from "./pieces.ts";
import type { TableDual } from "./spectrum.ts";

/** Rows from which on their products are not formed where there are fewer strategies. */
const manyRows = 4096;

/** Whether the table goes this way: by its size alone, so that the same table comes to the same bits everywhere. */
export const isPrimal = (observations: number, strategies: number): boolean =>
  observations > manyRows && strategies < observations;

/** Columns that are standardised at once: no figure depends on it. */
const columnsAtOnce = 64;

/** Strategies that stay and those that meet them, both whole strips: no figure depends on them. */
export interface PrimalSizes {
  readonly unit: number;
  readonly group: number;
}

export async function primalOf(
  engine: Engine,
  columns: ColumnBlocks,
  sizes: PrimalSizes,
  call: CallContext,
  memory: readonly string[] = [],
): Promise<TableDual> {
  const { observations, strategies } = columns;
  const table = standardised(columns, call);
  const rho = new Float64Array(strategies * strategies);
  const length = new Float64Array(observations);
  let pairs = 0;
  await overPairs(table, sizes, new Rows(table, sizes.group + sizes.unit), async (matrix, of) => {
    stopIfCancelled(call);
    tellPairs(call, pairs, strategies);
    if (of.length === 1) addLengths(matrix, length);
    await addProducts(engine, matrix, of, { rho, strategies }, memory);
    const [first, second] = of;
    pairs += pairsOf(matrix, second ? first.to - first.from : 0);
  });
  let varying = 0;
  for (let i = 0; i < strategies; i += 1) {
    rho[i * strategies + i] = table.varying[i] as number;
    varying += table.varying[i] as number;
  }
  return {
    observations,
    varying,
    squareNorm: rho.reduce((sum, value) => sum + value * value, 0),
    fourth: length.reduce((sum, square) => sum + square * square, 0),
    leading: (count) => ofRows(leadingEigen(rho, strategies, Math.min(count, strategies)), columns, call),
  };
}

type Read = Pick<PieceTable, "count" | "rows" | "read"> & { readonly varying: Uint8Array };

/** The columns as a table that is read by ranges; which of them vary is known once they were. */
function standardised({ observations, strategies, block }: ColumnBlocks, call: CallContext): Read {
  const varying = new Uint8Array(strategies);
  const buffer = new Float64Array(Math.min(columnsAtOnce, strategies) * observations);
  return {
    count: strategies,
    rows: observations,
    varying,
    async read(from, to, into, at) {
      for (let first = from; first < to; first += columnsAtOnce) {
        stopIfCancelled(call);
        const count = Math.min(columnsAtOnce, to - first);
        const some = await block(first, count);
        for (let i = 0; i < count; i += 1) some.column(i, buffer, i * observations);
        varying.set(some.varying, first);
        for (let t = 0; t < observations; t += 1) {
          const row = into.rows[t] as Float64Array;
          for (let i = 0; i < count; i += 1)
            row[at + first - from + i] = buffer[i * observations + t] as number;
        }
      }
      return { missingCells: 0, imputedCells: 0 };
    },
  };
}

/** |z_t|^2 of every row, strategy by strategy in their order, whatever the pieces are. */
function addLengths({ rows }: PnlMatrix, length: Float64Array): void {
  for (const [t, row] of rows.entries()) for (const value of row) (length[t] as number) += value * value;
}

/** Puts the products of a piece's columns to their places, on both sides of the diagonal. */
async function addProducts(
  engine: Engine,
  matrix: PnlMatrix,
  [first, second]: Ranges,
  { rho, strategies }: { readonly rho: Float64Array; readonly strategies: number },
  memory: readonly string[],
): Promise<void> {
  const split = first.to - first.from;
  const down = allPlaces(split);
  const across = second ? Uint32Array.from({ length: second.to - second.from }, (_, k) => split + k) : down;
  const behind = second?.from ?? first.from;
  const session = await engine.open(matrix, { memory });
  try {
    const found = await session.correlationMatrix(down, across);
    for (let a = 0; a < down.length; a += 1) {
      for (let b = second ? 0 : a + 1; b < across.length; b += 1) {
        const value = found[a * across.length + b] as number;
        rho[(first.from + a) * strategies + behind + b] = value;
        rho[(behind + b) * strategies + first.from + a] = value;
      }
    }
  } finally {
    session.close();
  }
}

/** The dual's eigenpairs out of those of the matrix: u_j = Z v_j / sqrt(l_j). One pass over the columns. */
async function ofRows(
  { values, vectors }: Eigenpairs,
  { observations, strategies, block }: ColumnBlocks,
  call: CallContext,
): Promise<Eigenpairs> {
  const count = values.length;
  const found = new Float64Array(count * observations);
  const column = new Float64Array(observations);
  const least = 1e-12 * Math.max(0, values[0] ?? 0);
  for (let from = 0; from < strategies; from += columnsAtOnce) {
    stopIfCancelled(call);
    const some = await block(from, Math.min(columnsAtOnce, strategies - from));
    for (let i = 0; i < some.strategies; i += 1) {
      some.column(i, column, 0);
      for (let j = 0; j < count; j += 1) {
        const value = values[j] as number;
        // Of no length: nothing lies along it.
        if (value <= least) continue;
        const weight = (vectors[j * strategies + from + i] as number) / Math.sqrt(value);
        for (let t = 0; t < observations; t += 1)
          (found[j * observations + t] as number) += weight * (column[t] as number);
      }
    }
  }
  return { n: observations, values, vectors: found };
}
