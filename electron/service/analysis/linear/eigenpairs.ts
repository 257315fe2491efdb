/** Eigenvalues, descending, with unit eigenvectors: vector j is entries j*n .. (j+1)*n-1. */
export interface Eigenpairs {
  readonly n: number;
  readonly values: Float64Array;
  readonly vectors: Float64Array;
}

/** Puts eigenpairs in descending order; `columns` holds them as columns of a rows x count matrix. */
export function sortEigenpairs(
  values: Float64Array,
  columns: Float64Array,
  rows: number,
  keep: number,
): Eigenpairs {
  const count = values.length;
  const order = Array.from(values.keys()).sort((a, b) => (values[b] as number) - (values[a] as number));
  const chosen = order.slice(0, keep);
  const vectors = new Float64Array(chosen.length * rows);
  chosen.forEach((column, j) => {
    for (let i = 0; i < rows; i += 1) vectors[j * rows + i] = columns[i * count + column] as number;
  });
  return { n: rows, values: Float64Array.from(chosen, (column) => values[column] as number), vectors };
}
