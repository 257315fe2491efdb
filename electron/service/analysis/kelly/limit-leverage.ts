/** Scales fractions so that their sum keeps the leverage limit. */
export function limitLeverage(fractions: Float64Array, leverage: number): Float64Array {
  const total = fractions.reduce((a, b) => a + b, 0);
  return total > leverage ? fractions.map((value) => (value * leverage) / total) : fractions;
}
