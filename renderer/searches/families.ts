/** How names sort into families, the first that tells them apart: the underlying (first word), the time window, its entry. */
const patterns = [
  { title: "underlying", pattern: /^(\S+)/ },
  { title: "entry time", pattern: /\b(\d{3,4})-\d{3,4}\b/ },
] as const;

export interface Families {
  /** What sorts them. */
  readonly by: string;
  /** The largest first. */
  readonly groups: readonly { readonly name: string; readonly count: number }[];
}

/** Strategies by family; null where names do not tell of any: all in one, or each for itself. */
export function familiesOf(names: readonly string[]): Families | null {
  for (const { title, pattern } of patterns) {
    const groups = Map.groupBy(names, (name) => pattern.exec(name)?.[1] ?? "others");
    if (groups.size < 2 || groups.size > names.length / 2) continue;
    const counted = [...groups].map(([name, members]) => ({ name, count: members.length }));
    return {
      by: title,
      groups: counted.toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name)),
    };
  }
  return null;
}
