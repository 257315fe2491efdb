import { tridiagonalEigen, tridiagonalise } from "./tridiagonal.ts";

/** Eigenvalues, descending, with unit eigenvectors: vector j is entries j*n .. (j+1)*n-1. */
export interface Eigenpairs {
  readonly n: number;
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Up to this order the whole spectrum is computed; above it only the leading part, by Lanczos. */
const wholeUpTo = 300;

/**
 * The `count` largest eigenpairs of a symmetric n x n matrix (row-major). Above order 300 by Lanczos with full
 * reorthogonalisation (Golub and Van Loan 10.1), O(n^2) a step, from a fixed start: the same input, the same output.
 */
export function leadingEigen(matrix: Float64Array, n: number, count: number): Eigenpairs {
  if (n <= wholeUpTo) {
    const { diagonal, off, q } = tridiagonalise(matrix, n);
    tridiagonalEigen(diagonal, off, q);
    return sortEigenpairs(diagonal, q, n, Math.min(count, n));
  }
  const steps = Math.min(n, Math.max(4 * count, 80));
  const { basis, diagonal, off } = lanczos(matrix, n, steps);
  const m = diagonal.length;
  const small = new Float64Array(m * m);
  for (let i = 0; i < m; i += 1) small[i * m + i] = 1;
  tridiagonalEigen(diagonal, off, small);
  const ritz = sortEigenpairs(diagonal, small, m, Math.min(count, m));
  const vectors = new Float64Array(ritz.values.length * n);
  for (let j = 0; j < ritz.values.length; j += 1) {
    for (let k = 0; k < m; k += 1) {
      const weight = ritz.vectors[j * m + k] as number;
      for (let i = 0; i < n; i += 1) (vectors[j * n + i] as number) += weight * (basis[k * n + i] as number);
    }
  }
  return { n, values: ritz.values, vectors };
}

/** Puts eigenpairs in descending order; `columns` holds them as columns of a rows x count matrix. */
function sortEigenpairs(values: Float64Array, columns: Float64Array, rows: number, keep: number): Eigenpairs {
  const count = values.length;
  const order = Array.from(values.keys()).sort((a, b) => (values[b] as number) - (values[a] as number));
  const chosen = order.slice(0, keep);
  const vectors = new Float64Array(chosen.length * rows);
  chosen.forEach((column, j) => {
    for (let i = 0; i < rows; i += 1) vectors[j * rows + i] = columns[i * count + column] as number;
  });
  return { n: rows, values: Float64Array.from(chosen, (column) => values[column] as number), vectors };
}

function lanczos(matrix: Float64Array, n: number, steps: number) {
  const basis = new Float64Array(steps * n);
  const diagonal: number[] = [];
  const off: number[] = [0];
  // A start that no symmetry of the data makes orthogonal to an eigenvector.
  for (let i = 0; i < n; i += 1) basis[i] = 1 + 0.5 * Math.sin(i * 12.9898 + 0.7);
  scale(basis, 0, n, 1 / Math.sqrt(dot(basis, 0, basis, 0, n)));
  const next = new Float64Array(n);
  for (let k = 0; k < steps; k += 1) {
    multiply(matrix, n, basis, k * n, next);
    diagonal.push(dot(next, 0, basis, k * n, n));
    // Twice is enough: after that nothing of the earlier directions is left beyond rounding.
    for (let pass = 0; pass < 2; pass += 1) {
      for (let j = 0; j <= k; j += 1) subtract(next, basis, j * n, dot(next, 0, basis, j * n, n), n);
    }
    const length = Math.sqrt(dot(next, 0, next, 0, n));
    if (k + 1 === steps || length <= 1e-12 * Math.abs(diagonal[0] ?? 0)) break;
    off.push(length);
    basis.set(next, (k + 1) * n);
    scale(basis, (k + 1) * n, n, 1 / length);
  }
  return { basis, diagonal: Float64Array.from(diagonal), off: Float64Array.from(off) };
}

function multiply(
  matrix: Float64Array,
  n: number,
  vector: Float64Array,
  at: number,
  out: Float64Array,
): void {
  for (let i = 0; i < n; i += 1) out[i] = dot(matrix, i * n, vector, at, n);
}

function dot(a: Float64Array, atA: number, b: Float64Array, atB: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i += 1) sum += (a[atA + i] as number) * (b[atB + i] as number);
  return sum;
}

function subtract(target: Float64Array, other: Float64Array, at: number, factor: number, n: number): void {
  for (let i = 0; i < n; i += 1) (target[i] as number) -= factor * (other[at + i] as number);
}

function scale(target: Float64Array, at: number, n: number, factor: number): void {
  for (let i = 0; i < n; i += 1) (target[at + i] as number) *= factor;
}
