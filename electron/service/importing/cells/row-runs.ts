/** Neighbouring data rows of a file that belong to a block. */
export interface RowRun {
  readonly firstRow: number;
  /** Place in the block of each row. */
  readonly places: readonly number[];
}

/** Rows that are read for a block, as few pieces of the file as possible. `rowsOf` gives the rows of an observation. */
export function rowRuns(
  observations: readonly number[],
  rowsOf: (observation: number) => readonly number[],
): RowRun[] {
  const wanted = observations
    .flatMap((observation, place) => rowsOf(observation).map((row) => ({ row, place })))
    .sort((a, b) => a.row - b.row);
  const runs: { firstRow: number; places: number[] }[] = [];
  for (const { row, place } of wanted) {
    const last = runs.at(-1);
    if (last && last.firstRow + last.places.length === row) last.places.push(place);
    else runs.push({ firstRow: row, places: [place] });
  }
  return runs;
}
