import { Problem } from "../../../contract/problem.ts";
import { nativeGrouping } from "./native-grouping.ts";
import type { ResolvedConstraints } from "./resolve-constraints.ts";

/**
 * Throws Problem "bad-request", naming grouping and group, when no portfolio of `size` can keep the bounds of one
 * grouping.
 */
export function checkGroupings(constraints: ResolvedConstraints, size: number): void {
  const { candidates, mustInclude = new Uint32Array() } = constraints;
  for (const { labels, grouping } of constraints.groupings) {
    const { minimum, maximum } = nativeGrouping(labels, grouping, size);
    const refuse = (message: string): never => {
      throw new Problem("bad-request", `${message} (grouping by ${grouping.by}, portfolios of ${size}).`, {
        remedy: "Loosen that bound, or search other sizes.",
      });
    };
    const names = [...new Set(labels)].filter((label) => label !== null).sort();
    if (names.length === 0) refuse(`No strategy belongs to any ${grouping.by}, so the bounds mean nothing`);
    const included = countBy(labels, mustInclude);
    const chosen = new Set([...(candidates ?? labels.keys()), ...mustInclude]);
    const available = countBy(labels, chosen);
    let needed = 0;
    let room = available.get(null) ?? 0;
    for (const [g, name] of names.entries()) {
      const [least, most] = [minimum[g] as number, maximum[g] as number];
      const [there, held] = [available.get(name) ?? 0, included.get(name) ?? 0];
      if (least > most) refuse(`Group ${name} must have at least ${least} members and at most ${most}`);
      if (least > there) refuse(`Group ${name} must have at least ${least} members and has ${there}`);
      if (held > most)
        refuse(`Group ${name} may have ${most} members and ${held} of the included ones are of it`);
      needed += least;
      room += Math.min(most, there);
    }
    if (needed > size) refuse(`The groups must have at least ${needed} members together`);
    if (room < size) refuse(`The groups may have at most ${room} members together`);
  }
}

function countBy(labels: readonly (string | null)[], columns: Iterable<number>): Map<string | null, number> {
  const counts = new Map<string | null, number>();
  for (const column of columns) {
    const label = labels[column] ?? null;
    counts.set(label, (counts.get(label) ?? 0) + 1);
  }
  return counts;
}
