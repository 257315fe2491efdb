/**
 * What of a verdict is begun first where all of it waits at once: what is told first, then what twins have to wait for, and
 * what may not be needed only on lanes that are idle otherwise.
 */
export const rankOf = {
  /** Costs nothing. */
  settledTwin: 0,
  heldOut: 1,
  whole: 2,
  neededTwin: 3,
  past: 4,
  half: 5,
  spareTwin: 6,
} as const;
