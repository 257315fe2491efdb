/** What a session is for: whole passes over the matrix, or searches, whose small batches wait for one another. */
export type SessionWork = "passes" | "small-batches";

/** Cells (observations x strategies) below which setting up a GPU session takes longer than the work. */
const fewCells = 2 ** 18;

/**
 * Whether a session is best opened on the CPU: for small matrices, and for searches, whose islands a core takes no longer for than a
 * block of a device (measured: docs/performance.md). Never where the backend was chosen by hand.
 */
export function bestOnCpu(chosenByHand: boolean, cells: number, work: SessionWork): boolean {
  return !chosenByHand && (work === "small-batches" || cells < fewCells);
}
