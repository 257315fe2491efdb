/** Householder reduction of a symmetric matrix: A = Q T Q', T tridiagonal. */
export interface Tridiagonal {
  readonly diagonal: Float64Array;
  /** off[i] couples i-1 and i; off[0] is 0. */
  readonly off: Float64Array;
  /** n x n, row-major; column j belongs to place j of T. */
  readonly q: Float64Array;
}

/**
 * Reduces an n x n symmetric matrix (row-major, not changed) to tridiagonal form by Householder reflections, O(n^3).
 * Golub and Van Loan, Matrix Computations, 8.3.1.
 */
export function tridiagonalise(matrix: Float64Array, n: number): Tridiagonal {
  const a = Float64Array.from(matrix);
  const q = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) q[i * n + i] = 1;
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  for (let k = 0; k < n - 2; k += 1) {
    if (!reflector(a, n, k, v)) continue;
    // A <- H A H with H = I - 2 v v', as the rank-2 update A - v w' - w v'.
    for (let i = k + 1; i < n; i += 1) {
      let sum = 0;
      for (let j = k + 1; j < n; j += 1) sum += (a[i * n + j] as number) * (v[j] as number);
      w[i] = sum;
    }
    let vw = 0;
    for (let i = k + 1; i < n; i += 1) vw += (v[i] as number) * (w[i] as number);
    for (let i = k + 1; i < n; i += 1) w[i] = 2 * ((w[i] as number) - vw * (v[i] as number));
    for (let i = k + 1; i < n; i += 1) {
      const vi = v[i] as number;
      const wi = w[i] as number;
      for (let j = k + 1; j < n; j += 1) {
        (a[i * n + j] as number) -= vi * (w[j] as number) + wi * (v[j] as number);
      }
    }
    accumulate(q, n, k, v);
  }
  const diagonal = Float64Array.from({ length: n }, (_, i) => a[i * n + i] as number);
  const off = Float64Array.from({ length: n }, (_, i) => (i === 0 ? 0 : (a[i * n + i - 1] as number)));
  return { diagonal, off, q };
}

/** Unit vector that clears column k below the subdiagonal; writes the new subdiagonal into `a`. False = nothing to do. */
function reflector(a: Float64Array, n: number, k: number, v: Float64Array): boolean {
  let tail = 0;
  for (let i = k + 2; i < n; i += 1) tail += (a[i * n + k] as number) ** 2;
  if (tail === 0) return false;
  const head = a[(k + 1) * n + k] as number;
  const norm = Math.sqrt(head * head + tail);
  const alpha = head > 0 ? -norm : norm;
  v.fill(0);
  v[k + 1] = head - alpha;
  for (let i = k + 2; i < n; i += 1) v[i] = a[i * n + k] as number;
  const length = Math.sqrt((head - alpha) ** 2 + tail);
  for (let i = k + 1; i < n; i += 1) (v[i] as number) /= length;
  a[(k + 1) * n + k] = alpha;
  a[k * n + k + 1] = alpha;
  for (let i = k + 2; i < n; i += 1) {
    a[i * n + k] = 0;
    a[k * n + i] = 0;
  }
  return true;
}

/** Q <- Q H. */
function accumulate(q: Float64Array, n: number, k: number, v: Float64Array): void {
  for (let i = 0; i < n; i += 1) {
    let sum = 0;
    for (let j = k + 1; j < n; j += 1) sum += (q[i * n + j] as number) * (v[j] as number);
    for (let j = k + 1; j < n; j += 1) (q[i * n + j] as number) -= 2 * sum * (v[j] as number);
  }
}
