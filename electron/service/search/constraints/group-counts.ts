import { noGroup } from "../../engine/addon/figures.ts";
import type { NativeGrouping } from "../../engine/addon/search.ts";
import { nativeGrouping } from "./groupings.ts";
import type { ResolvedConstraints } from "./resolve.ts";

/** Members of every group while a portfolio is put together. */
export class GroupCounts {
  readonly #size: number;
  readonly #groupings: readonly { readonly native: NativeGrouping; readonly counts: Uint32Array }[];
  #members = 0;

  constructor(groupings: ResolvedConstraints["groupings"], size: number) {
    this.#size = size;
    this.#groupings = groupings.map(({ labels, grouping }) => {
      const native = nativeGrouping(labels, grouping, size);
      return { native, counts: new Uint32Array(native.minimum.length) };
    });
  }

  /** Whether the bounds can still be kept with this column: its groups have room, and so have those that must be filled. */
  accepts(column: number): boolean {
    const left = this.#size - this.#members;
    return this.#groupings.every(({ native: { groupOf, minimum, maximum }, counts }) => {
      const group = groupOf[column] as number;
      const count = counts[group] ?? 0;
      if (group !== noGroup && count >= (maximum[group] as number)) return false;
      const missing = minimum.reduce((sum, least, g) => sum + Math.max(0, least - (counts[g] as number)), 0);
      const helps = group !== noGroup && count < (minimum[group] as number);
      return helps || missing < left;
    });
  }

  add(column: number): void {
    this.#members += 1;
    for (const { native, counts } of this.#groupings) {
      const group = native.groupOf[column] as number;
      if (group !== noGroup) counts[group] = (counts[group] as number) + 1;
    }
  }

  /** What the balance terms take from the fitness: weight x distance of the counts from the desired ones. */
  balancePenalty(): number {
    return this.#groupings.reduce((sum, { native: { desired, balanceWeight = 0 }, counts }) => {
      const away =
        desired?.reduce((far, wanted, g) => far + Math.abs((counts[g] as number) - wanted), 0) ?? 0;
      return sum + balanceWeight * away;
    }, 0);
  }
}

/** What the balance terms of the groupings take from the fitness of a portfolio. */
export function balancePenalty(
  groupings: ResolvedConstraints["groupings"],
  members: ArrayLike<number>,
): number {
  const counts = new GroupCounts(groupings, members.length);
  for (let k = 0; k < members.length; k += 1) counts.add(members[k] as number);
  return counts.balancePenalty();
}
