/** The row that a key moves to, or null when it is not a key that moves. `page` is the number of rows of a page. */
export function nextActiveRow(key: string, active: number, count: number, page: number): number | null {
  if (count === 0) return null;
  const clamp = (index: number) => Math.min(count - 1, Math.max(0, index));
  switch (key) {
    case "ArrowDown":
      return clamp(active + 1);
    case "ArrowUp":
      return clamp(active - 1);
    case "PageDown":
      return clamp(active + page);
    case "PageUp":
      return clamp(active - page);
    case "Home":
      return 0;
    case "End":
      return count - 1;
    default:
      return null;
  }
}

const collator = new Intl.Collator("en", { numeric: true });

/** Rows in the order of their names, numbers inside a name by value. */
export function sortedByName(rows: Uint32Array, names: readonly string[], descending: boolean): Uint32Array {
  const sign = descending ? -1 : 1;
  return rows.slice().sort((a, b) => sign * collator.compare(names[a] ?? "", names[b] ?? "") || a - b);
}

/** Rows in the order of their values; missing values (NaN) come last either way, equal ones stay in their order. */
export function sortedRows(rows: Uint32Array, values: Float64Array, descending: boolean): Uint32Array {
  const sign = descending ? -1 : 1;
  return rows.slice().sort((a, b) => {
    const x = values[a] ?? Number.NaN;
    const y = values[b] ?? Number.NaN;
    if (x === y) return a - b;
    if (Number.isNaN(x)) return Number.isNaN(y) ? a - b : 1;
    if (Number.isNaN(y)) return -1;
    return x < y ? -sign : sign;
  });
}
