/**
 * Solves A x = b for a symmetric positive definite n x n matrix (row-major) by Cholesky (Golub and Van Loan 4.2).
 * Null when A is not positive definite.
 */
export function solvePositive(matrix: Float64Array, n: number, right: Float64Array): Float64Array | null {
  const l = new Float64Array(n * n);
  const dot = (i: number, j: number, upTo: number) => {
    let sum = 0;
    for (let k = 0; k < upTo; k += 1) sum += (l[i * n + k] as number) * (l[j * n + k] as number);
    return sum;
  };
  for (let j = 0; j < n; j += 1) {
    const pivot = (matrix[j * n + j] as number) - dot(j, j, j);
    if (!(pivot > 0)) return null;
    l[j * n + j] = Math.sqrt(pivot);
    for (let i = j + 1; i < n; i += 1) {
      l[i * n + j] = ((matrix[i * n + j] as number) - dot(i, j, j)) / (l[j * n + j] as number);
    }
  }
  const x = Float64Array.from(right);
  for (let i = 0; i < n; i += 1) {
    for (let k = 0; k < i; k += 1) (x[i] as number) -= (l[i * n + k] as number) * (x[k] as number);
    (x[i] as number) /= l[i * n + i] as number;
  }
  for (let i = n - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < n; k += 1) (x[i] as number) -= (l[k * n + i] as number) * (x[k] as number);
    (x[i] as number) /= l[i * n + i] as number;
  }
  return x;
}
