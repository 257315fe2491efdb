import { atOnce, type Steps } from "../../turns.ts";

/** Result of joining groups: an order of the groups in which neighbours are alike, and their clusters. */
export interface OrderedGroups {
  readonly order: readonly number[];
  /** Cluster number per group, from 0 in the order of appearance. */
  readonly cluster: Uint32Array;
}

interface Node {
  /** Groups from left to right. */
  readonly leaves: readonly number[];
  readonly centre: Float64Array;
  readonly weight: number;
}

/**
 * Average linkage: joins the two groups whose members correlate most on average, again and again, and turns each pair so
 * that the ends that meet are the more alike. Groups stay in one cluster as long as they joined at a mean correlation of
 * `cut` or above. Points are scaled as correlations (`StrategyEmbedding`), so the product of two centres is the mean over
 * all pairs; a cosine would forget how loose a group is and let the common factor chain everything into one cluster.
 * O(G^2 k) per join is avoided by keeping each group's nearest neighbour.
 */
export const orderGroups = (
  centres: readonly Float64Array[],
  sizes: ArrayLike<number>,
  cut: number,
): OrderedGroups => atOnce(groupsInSteps(centres, sizes, cut));

/** The same in pieces. */
export function* groupsInSteps(
  centres: readonly Float64Array[],
  sizes: ArrayLike<number>,
  cut: number,
): Steps<OrderedGroups> {
  const nodes: (Node | null)[] = centres.map((centre, g) => ({ leaves: [g], centre, weight: sizes[g] ?? 1 }));
  const cluster = Uint32Array.from(centres, (_, g) => g);
  const nearest: ReturnType<typeof findNearest>[] = [];
  for (let g = 0; g < nodes.length; g += 1) {
    nearest.push(findNearest(nodes, g));
    yield;
  }
  for (let joins = 1; joins < centres.length; joins += 1) {
    yield;
    let a = -1;
    for (let g = 0; g < nodes.length; g += 1) {
      if (nodes[g] && (a < 0 || (nearest[g]?.likeness ?? -2) > (nearest[a]?.likeness ?? -2))) a = g;
    }
    const found = nearest[a];
    const left = nodes[a];
    const right = found && nodes[found.index];
    if (!found || !left || !right) break;
    if (found.likeness >= cut) relabel(cluster, right.leaves, cluster[left.leaves[0] as number] as number);
    nodes[a] = join(left, right, centres);
    nodes[found.index] = null;
    for (let g = 0; g < nodes.length; g += 1) {
      const stale = nearest[g]?.index === a || nearest[g]?.index === found.index || g === a;
      if (nodes[g] && stale) nearest[g] = findNearest(nodes, g);
      else if (nodes[g]) {
        const likeness = meanProduct((nodes[g] as Node).centre, (nodes[a] as Node).centre);
        if (likeness > (nearest[g]?.likeness ?? -2)) nearest[g] = { index: a, likeness };
      }
    }
  }
  const order = nodes.flatMap((node) => node?.leaves ?? []);
  return { order, cluster: renumber(cluster, order) };
}

function findNearest(nodes: readonly (Node | null)[], from: number) {
  const node = nodes[from];
  let best: { index: number; likeness: number } | undefined;
  if (!node) return best;
  nodes.forEach((other, index) => {
    if (!other || index === from) return;
    const likeness = meanProduct(node.centre, other.centre);
    if (!best || likeness > best.likeness) best = { index, likeness };
  });
  return best;
}

function join(left: Node, right: Node, centres: readonly Float64Array[]): Node {
  const weight = left.weight + right.weight;
  const centre = left.centre.map(
    (value, j) => (value * left.weight + (right.centre[j] as number) * right.weight) / weight,
  );
  const flip = (leaves: readonly number[]) => [...leaves].reverse();
  const end = (leaves: readonly number[]) => centres[leaves.at(-1) as number] as Float64Array;
  const start = (leaves: readonly number[]) => centres[leaves[0] as number] as Float64Array;
  const ways = [left.leaves, flip(left.leaves)].flatMap((a) =>
    [right.leaves, flip(right.leaves)].map((b) => ({ a, b, likeness: meanProduct(end(a), start(b)) })),
  );
  const best = ways.reduce((one, other) => (other.likeness > one.likeness ? other : one));
  return { leaves: [...best.a, ...best.b], centre, weight };
}

function relabel(cluster: Uint32Array, leaves: readonly number[], label: number): void {
  for (const leaf of leaves) cluster[leaf] = label;
}

function renumber(cluster: Uint32Array, order: readonly number[]): Uint32Array {
  const numbers = new Map<number, number>();
  for (const group of order) {
    const label = cluster[group] as number;
    if (!numbers.has(label)) numbers.set(label, numbers.size);
  }
  return cluster.map((label) => numbers.get(label) ?? 0);
}

/** Mean product of the points of two groups. */
function meanProduct(a: Float64Array, b: Float64Array): number {
  let dot = 0;
  for (let j = 0; j < a.length; j += 1) dot += (a[j] as number) * (b[j] as number);
  return dot;
}
