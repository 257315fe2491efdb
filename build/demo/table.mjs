/** Rows of texts below headings, in a frame. Columns whose index is in `right` are aligned to the right. */
export function table(titles, rows, right = []) {
  const widths = titles.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => row[column].length)),
  );
  const line = (cells) =>
    `│ ${cells.map((cell, column) => (right.includes(column) ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join(" │ ")} │`;
  const rule = (left, middle, end) => left + widths.map((width) => "─".repeat(width + 2)).join(middle) + end;
  return [
    rule("┌", "┬", "┐"),
    line(titles),
    rule("├", "┼", "┤"),
    ...rows.map(line),
    rule("└", "┴", "┘"),
  ].join("\n");
}
