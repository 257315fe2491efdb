const collator = new Intl.Collator("en", { numeric: true });

/** Rows in the order of their names, numbers inside a name by value. */
export function sortedByName(rows: Uint32Array, names: readonly string[], descending: boolean): Uint32Array {
  const sign = descending ? -1 : 1;
  return rows.slice().sort((a, b) => sign * collator.compare(names[a] ?? "", names[b] ?? "") || a - b);
}
