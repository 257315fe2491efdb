/** A view of a matrix that comes from no dataset: weekly rows from 2022 on, as the product's sample has them. */
export function viewOf(matrix, name) {
  const names = Array.from({ length: matrix.strategies }, (_, i) => `s${i}`);
  const week = (t) => new Date(Date.UTC(2022, 0, 6 + 7 * t)).toISOString().slice(0, 10);
  return {
    manifest: { name, version: 1, source: { fileName: `${name}.csv` } },
    strategies: names,
    source: Uint32Array.from(names, (_, i) => i),
    inversions: [],
    matrix,
    observations: matrix.rows.map((_, t) => ({
      date: week(t),
      day: "Thursday",
      zone: null,
      marketRegime: null,
    })),
  };
}
