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
