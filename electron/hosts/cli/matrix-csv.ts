/** A square matrix as CSV: the names above and at the left, full precision, LF. `values` is row-major. */
export function matrixCsv(names: readonly string[], values: Float64Array): string {
  const cell = (text: string) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const size = names.length;
  const lines = [["", ...names.map(cell)].join(",")];
  for (const [row, name] of names.entries()) {
    lines.push([cell(name), ...values.subarray(row * size, (row + 1) * size)].join(","));
  }
  return `${lines.join("\n")}\n`;
}
