/**
 * Ledoit-Wolf shrinkage of a correlation matrix towards the identity, from the dual alone. With X the standardised
 * columns times sqrt(T), S = X'X / T, mu = tr S / N, d2 = |S - mu I|^2, b2 = sum_t |x_t x_t' - S|^2 / T^2:
 * delta = min(b2, d2) / d2, and the shrunk matrix is (1 - delta) S + delta mu I.
 * Source: Ledoit and Wolf, A well-conditioned estimator for large-dimensional covariance matrices, 2004.
 * `gram` is Z Z' of columns of unit length, T x T; `varying` the columns that are not constant.
 */
export function ledoitWolf(gram: Float64Array, observations: number, varying: number): number {
  const t = observations;
  if (varying < 2) return 0;
  // |S|^2 = |Z'Z|^2 = |ZZ'|^2, and mu = 1 over the columns that vary.
  let squareNorm = 0;
  for (const value of gram) squareNorm += value * value;
  const distance = squareNorm - varying;
  if (!(distance > 0)) return 1;
  let spread = 0;
  for (let row = 0; row < t; row += 1) {
    const length = t * (gram[row * t + row] as number);
    let quadratic = 0;
    for (let u = 0; u < t; u += 1) quadratic += (gram[row * t + u] as number) ** 2;
    // |x x' - S|^2 = |x|^4 - 2 x'S x + |S|^2 with x'S x = T sum_u (z_t . z_u)^2.
    spread += length * length - 2 * t * quadratic + squareNorm;
  }
  return Math.min(1, spread / (t * t) / distance);
}
