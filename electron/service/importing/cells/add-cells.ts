/**
 * Adds rows of a file to the rows of a block. A missing cell adds nothing; the sum of missing cells is missing.
 * `places` says where each of the `width` cells of a row goes; null = in order.
 */
export function addCells(
  cells: Float64Array,
  rowPlaces: readonly number[],
  rows: readonly Float64Array[],
  places: Uint32Array | null,
  width: number,
): void {
  rowPlaces.forEach((rowPlace, index) => {
    const row = rows[rowPlace];
    if (!row) return;
    const at = index * width;
    for (let column = 0; column < width; column++) {
      const value = cells[at + column] as number;
      if (Number.isNaN(value)) continue;
      const place = places ? (places[column] as number) : column;
      const known = row[place] as number;
      row[place] = Number.isNaN(known) ? value : known + value;
    }
  });
}
