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

/** Most sweeps for one eigenvalue; two are usual. */
const sweepLimit = 60;

/**
 * Eigenvalues of a symmetric tridiagonal matrix by QL steps with implicit Wilkinson shift (Golub and Van Loan 8.3.5).
 * `diagonal` becomes the eigenvalues, in no order; `off[i]` couples i-1 and i and is destroyed. The rotations are
 * applied to the columns of `vectors` (rows x n, row-major) where it is given.
 */
export function tridiagonalEigen(diagonal: Float64Array, off: Float64Array, vectors?: Float64Array): void {
  const n = diagonal.length;
  const e = new Float64Array(n);
  for (let i = 1; i < n; i += 1) e[i - 1] = off[i] as number;
  // Half a unit of rounding of the whole: a matrix of low rank ends in diagonals of 0, beside which nothing is negligible.
  const norm = diagonal.reduce((most, d, i) => Math.max(most, Math.abs(d) + Math.abs(e[i] as number)), 0);
  const least = (Number.EPSILON / 2) * norm;
  for (let l = 0; l < n; l += 1) {
    for (let sweep = 0; ; sweep += 1) {
      const m = splitPoint(diagonal, e, l, least);
      if (m === l) break;
      if (sweep === sweepLimit) throw new Error("the eigenvalues did not converge");
      qlStep(diagonal, e, l, m, vectors);
    }
  }
}

/** First place from l on whose coupling to the next is negligible. */
function splitPoint(d: Float64Array, e: Float64Array, l: number, least: number): number {
  let m = l;
  for (; m < d.length - 1; m += 1) {
    const size = Math.abs(d[m] as number) + Math.abs(d[m + 1] as number);
    if (Math.abs(e[m] as number) <= Math.max(least, Number.EPSILON * size)) break;
  }
  return m;
}

function qlStep(d: Float64Array, e: Float64Array, l: number, m: number, vectors?: Float64Array): void {
  const dl = d[l] as number;
  const el = e[l] as number;
  let g = ((d[l + 1] as number) - dl) / (2 * el);
  g = (d[m] as number) - dl + el / (g + (g < 0 ? -1 : 1) * Math.hypot(g, 1));
  let s = 1;
  let c = 1;
  let p = 0;
  for (let i = m - 1; i >= l; i -= 1) {
    const f = s * (e[i] as number);
    const b = c * (e[i] as number);
    const r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      (d[i + 1] as number) -= p;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = (d[i + 1] as number) - p;
    const t = ((d[i] as number) - g) * s + 2 * c * b;
    p = s * t;
    d[i + 1] = g + p;
    g = c * t - b;
    if (vectors) rotate(vectors, d.length, i, s, c);
  }
  (d[l] as number) -= p;
  e[l] = g;
  e[m] = 0;
}

/** Rotates columns i and i+1. */
function rotate(vectors: Float64Array, n: number, i: number, s: number, c: number): void {
  for (let at = i; at < vectors.length; at += n) {
    const low = vectors[at] as number;
    const high = vectors[at + 1] as number;
    vectors[at + 1] = s * low + c * high;
    vectors[at] = c * low - s * high;
  }
}
