/** Places of equal keys on both sides, in our order, and what each side has alone. */
export interface MatchedKeys {
  readonly pairs: readonly (readonly [ours: number, theirs: number])[];
  readonly onlyHere: readonly string[];
  readonly onlyThere: readonly string[];
}

/** Matches keys one to one: the second of a key that comes twice goes with the other side's second. */
export function matchKeys(ours: readonly string[], theirs: readonly string[]): MatchedKeys {
  const places = new Map<string, number[]>();
  theirs.forEach((key, at) => {
    const found = places.get(key);
    if (found) found.push(at);
    else places.set(key, [at]);
  });
  const taken = new Map<string, number>();
  const pairs: [number, number][] = [];
  const onlyHere: string[] = [];
  ours.forEach((key, at) => {
    const next = taken.get(key) ?? 0;
    const other = places.get(key)?.[next];
    taken.set(key, next + 1);
    if (other === undefined) onlyHere.push(key);
    else pairs.push([at, other]);
  });
  const onlyThere = [...places].flatMap(([key, all]) => all.slice(taken.get(key) ?? 0).map(() => key));
  return { pairs, onlyHere, onlyThere };
}
