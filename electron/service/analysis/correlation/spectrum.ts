import { turnsOf } from "../../turns.ts";
import type { Eigenpairs } from "../linear/eigen.ts";
import type { ColumnBlocks, StandardisedColumns } from "./columns.ts";

/** What is known of a table's correlation matrix R = Z'Z, and of its dual ZZ', by their sums. */
export interface MatrixNorms {
  readonly observations: number;
  /** Strategies that are not constant: the trace. */
  readonly varying: number;
  /** |R|^2, the same as |ZZ'|^2. */
  readonly squareNorm: number;
  /** Sum of |z_t|^4 over the rows. */
  readonly fourth: number;
}

/** What the map, clusters and estimates of a table rest on. */
export interface TableDual extends MatrixNorms {
  /** The leading eigenpairs of ZZ', at most so many. */
  leading(count: number): Promise<Eigenpairs>;
}

/** From ZZ', T x T. */
export function normsOf(gram: Float64Array, observations: number, varying: number): MatrixNorms {
  let fourth = 0;
  for (let t = 0; t < observations; t += 1) fourth += (gram[t * observations + t] as number) ** 2;
  return { observations, varying, squareNorm: gram.reduce((sum, value) => sum + value * value, 0), fourth };
}

/**
 * Effective number of independent strategies, corrected for noise: N^2 / (N + sum over pairs a != b of (rho^2 - 1 / (T - 1))).
 * The participation ratio of the eigenvalues, (tr R)^2 / |R|^2, is at most T - 1 whatever the strategies are, since unrelated
 * ones have a rho^2 of 1 / (T - 1) on average; without that part N equal strategies give 1 and N independent ones N. tr R =
 * `varying`. Between 1 and `varying`; 0 where nothing varies.
 */
export function effectiveNumber({ squareNorm, varying, observations }: MatrixNorms): number {
  if (!(squareNorm > 0)) return 0;
  const byNoise = (varying * (varying - 1)) / Math.max(1, observations - 1);
  return Math.max(1, (varying * varying) / Math.max(varying, squareNorm - byNoise));
}

/**
 * Largest eigenvalue that the correlation matrix of independent series would have: (1 + sqrt(N/T))^2
 * (Marchenko and Pastur 1967). The mean takes one observation away.
 */
export function randomMatrixEdge(strategies: number, observations: number): number {
  return (1 + Math.sqrt(strategies / Math.max(1, observations - 1))) ** 2;
}

/**
 * Ledoit-Wolf shrinkage of a correlation matrix towards the identity. With X the standardised
 * columns times sqrt(T), S = X'X / T, mu = tr S / N, d2 = |S - mu I|^2, b2 = sum_t |x_t x_t' - S|^2 / T^2:
 * delta = min(b2, d2) / d2, and the shrunk matrix is (1 - delta) S + delta mu I.
 * Source: Ledoit and Wolf, A well-conditioned estimator for large-dimensional covariance matrices, 2004.
 */
export function ledoitWolf({ observations: t, varying, squareNorm, fourth }: MatrixNorms): number {
  if (varying < 2) return 0;
  // |S|^2 = |R|^2, and mu = 1 over the columns that vary.
  const distance = squareNorm - varying;
  if (!(distance > 0)) return 1;
  // |x x' - S|^2 = |x|^4 - 2 x'S x + |S|^2 with x'S x = T sum_u (z_t . z_u)^2, which over all rows come to T |S|^2.
  const spread = t * t * fourth - t * squareNorm;
  return Math.min(1, spread / (t * t) / distance);
}

/** Strategies as points whose products approximate their correlations: N x k, row-major. */
export interface StrategyEmbedding {
  readonly dimensions: number;
  readonly points: Float64Array;
}

/**
 * Places every strategy by the leading eigenvectors of the dual: y_i = U' z_i, so that y_i . y_j is the part of
 * rho_ij that the leading factors explain. O(N T k) time, O(N k) memory.
 */
export function strategyEmbedding(columns: StandardisedColumns, leading: Eigenpairs): StrategyEmbedding {
  const points = new Float64Array(columns.strategies * leading.values.length);
  place(columns, leading, points);
  return { dimensions: leading.values.length, points };
}

/** The same of a table whose columns come block by block. */
export async function embeddingOf(
  columns: ColumnBlocks,
  leading: Eigenpairs,
  blockSize: number,
  stop: () => void,
): Promise<StrategyEmbedding> {
  const { strategies } = columns;
  const k = leading.values.length;
  const points = new Float64Array(strategies * k);
  const turn = turnsOf();
  for (let from = 0; from < strategies; from += blockSize) {
    await turn();
    stop();
    const count = Math.min(blockSize, strategies - from);
    place(await columns.block(from, count), leading, points.subarray(from * k, (from + count) * k));
  }
  return { dimensions: k, points };
}

function place(columns: StandardisedColumns, leading: Eigenpairs, points: Float64Array): void {
  const k = leading.values.length;
  const t = columns.observations;
  const column = new Float64Array(t);
  for (let i = 0; i < columns.strategies; i += 1) {
    columns.column(i, column, 0);
    for (let j = 0; j < k; j += 1) {
      let sum = 0;
      for (let row = 0; row < t; row += 1)
        sum += (column[row] as number) * (leading.vectors[j * t + row] as number);
      points[i * k + j] = sum;
    }
  }
}

/**
 * Correlation matrix with the noise flattened: eigenvalues over the random-matrix edge stay, all others become their
 * common mean, and the diagonal is brought back to 1. (Constant residual eigenvalue method; Lopez de Prado, Machine
 * Learning for Asset Managers, 2.5; after Laloux et al. 1999.) `signal` are the dual's eigenpairs over the edge.
 */
export function denoise(columns: StandardisedColumns, signal: Eigenpairs): Float64Array {
  const n = columns.strategies;
  const varying = columns.varying.reduce((sum, one) => sum + one, 0);
  const k = signal.values.length;
  const kept = signal.values.reduce((sum, value) => sum + value, 0);
  const noise = varying > k ? Math.max(0, (varying - kept) / (varying - k)) : 0;
  const { points } = strategyEmbedding(columns, signal);
  // R v = l v with v = Z'u / sqrt(l): the points are sqrt(l) v, so (l - noise) v v' = (1 - noise / l) y y'.
  const factor = signal.values.map((value) => 1 - noise / value);
  const raw = new Float64Array(n * n);
  for (let a = 0; a < n; a += 1) {
    for (let b = a; b < n; b += 1) {
      let sum = a === b && columns.varying[a] ? noise : 0;
      for (let j = 0; j < k; j += 1) {
        sum += (factor[j] as number) * (points[a * k + j] as number) * (points[b * k + j] as number);
      }
      raw[a * n + b] = sum;
      raw[b * n + a] = sum;
    }
  }
  return unitDiagonal(raw, n);
}

function unitDiagonal(matrix: Float64Array, n: number): Float64Array {
  const root = Float64Array.from({ length: n }, (_, i) => Math.sqrt(matrix[i * n + i] as number));
  return matrix.map((value, at) => {
    const scale = (root[Math.floor(at / n)] as number) * (root[at % n] as number);
    return scale > 0 ? value / scale : 0;
  });
}
