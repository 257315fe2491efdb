/** A rows x columns matrix (row-major) with every step x step block replaced by its mean; blocks at the edge may be smaller. */
export function shrunk(values: Float32Array, rows: number, columns: number, step: number): Float32Array {
  if (step === 1) return values;
  const down = Math.ceil(rows / step);
  const across = Math.ceil(columns / step);
  const sums = new Float32Array(down * across);
  const counts = new Uint32Array(down * across);
  for (let row = 0; row < rows; row++) {
    const first = Math.floor(row / step) * across;
    for (let column = 0; column < columns; column++) {
      const at = first + Math.floor(column / step);
      sums[at] = (sums[at] ?? 0) + (values[row * columns + column] ?? 0);
      counts[at] = (counts[at] ?? 0) + 1;
    }
  }
  return sums.map((sum, at) => sum / Math.max(1, counts[at] ?? 1));
}
