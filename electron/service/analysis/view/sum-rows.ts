/** Adds rows column by column, each times its weight; a cell that is missing in all of them is `whenMissing`. */
export function sumRows(
  rows: readonly Float64Array[],
  weights: readonly number[] | undefined,
  whenMissing: 0 | typeof Number.NaN,
): Float64Array {
  const width = rows[0]?.length ?? 0;
  const out = new Float64Array(width).fill(whenMissing);
  rows.forEach((row, r) => {
    const weight = weights?.[r] ?? 1;
    for (let i = 0; i < width; i += 1) {
      const value = row[i] as number;
      if (Number.isNaN(value)) continue;
      const sum = out[i] as number;
      out[i] = Number.isNaN(sum) ? value * weight : sum + value * weight;
    }
  });
  return out;
}
