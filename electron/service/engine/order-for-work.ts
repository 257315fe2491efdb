/** What a session is for: whole passes over the matrix, or very many small batches, one waiting for the other. */
export type SessionWork = "passes" | "small-batches";

/** Cells (observations x strategies) below which setting up a GPU session takes longer than the work. */
const fewCells = 2 ** 18;

/**
 * The backends in the order in which a session should try them. Chosen by hand, the order stays; otherwise the CPU comes first
 * for small matrices and for small batches, where a device's round trips cost more than it saves (measured: docs/performance.md).
 */
export function orderForWork<Backend extends { readonly name: string }>(
  backends: readonly Backend[],
  chosenByHand: boolean,
  cells: number,
  work: SessionWork,
): readonly Backend[] {
  if (chosenByHand || (work === "passes" && cells >= fewCells)) return backends;
  return [...backends].sort((a, b) => Number(b.name === "cpu") - Number(a.name === "cpu"));
}
