import { createHash } from "node:crypto";
import { type CallContext, type ServiceContext, stopIfCancelled } from "../../context.ts";
import { keptOrComputed, type PinnedRequest } from "../view/kept.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { columnsAtOnce } from "./dual.ts";
import { orderGroups } from "./linkage.ts";
import { embeddingOf, type StrategyEmbedding } from "./spectrum.ts";
import { groupPoints } from "./strategy-groups.ts";
import { inMemory, type OpenWhole, type WholeColumns } from "./whole-columns.ts";

export interface MapOrder extends OrderedStrategies {
  /** Names of the view's strategies. */
  readonly strategies: readonly string[];
  /** Of the dual, the leading ones that the order rests on. */
  readonly eigenvalues: Float64Array;
}

interface OrderRequest extends PinnedRequest {
  readonly factors: number;
  readonly clusterCut: number;
}

/** The cluster order of all strategies of a view, whose columns are opened only when the order is not kept. */
export function keptOrder(
  request: OrderRequest,
  context: ServiceContext,
  call: CallContext,
  open: OpenWhole,
): Promise<MapOrder> {
  const { factors, clusterCut } = request;
  const key = `computed order ${factors} ${clusterCut}`;
  return keptOrComputed("order", request, { factors, clusterCut }, context, () =>
    open((columns) => columns.once(key, () => computeOrder(columns, request, call))),
  );
}

/** The same for a view that is open, looked for once: the tiles of one map must agree. */
export function orderOf(
  opened: OpenedView,
  request: OrderRequest,
  context: ServiceContext,
  call: CallContext,
): Promise<MapOrder> {
  const key = `map order ${request.factors} ${request.clusterCut}`;
  return context.views.derived(opened.view, key, () =>
    keptOrder(request, context, call, (use) => use(inMemory(opened, {}, context, call))),
  );
}

/** Stands for an order and its clusters where something rests on them. */
export function orderDigest({ order, cluster }: OrderedStrategies): string {
  return createHash("sha256").update(order).update(cluster).digest("hex");
}

async function computeOrder(
  whole: WholeColumns,
  { factors, clusterCut }: { readonly factors: number; readonly clusterCut: number },
  call: CallContext,
): Promise<MapOrder> {
  const dual = await whole.dual();
  call.signal.throwIfAborted();
  call.progress({ stage: "Ordering strategies" });
  const leading = await dual.leading(factors);
  const points = await embeddingOf(await whole.columns(), leading, columnsAtOnce, () =>
    stopIfCancelled(call),
  );
  const ordered = orderStrategies(whole.strategies, points, clusterCut);
  return { ...ordered, strategies: whole.strategies, eigenvalues: leading.values };
}

export interface OrderedStrategies {
  /** Permutation of the strategies in which those that move together lie together. */
  readonly order: Uint32Array;
  /** Cluster number per strategy, from 0. */
  readonly cluster: Uint32Array;
  readonly clusters: number;
}

/**
 * Orders strategies for the correlation map: groups (families or k-means) are joined hierarchically, and inside a
 * group strategies follow their place along the group's own direction.
 */
export function orderStrategies(
  names: readonly string[],
  embedding: StrategyEmbedding,
  cut: number,
): OrderedStrategies {
  const { dimensions: k, points } = embedding;
  const groups = groupPoints(names, embedding);
  const count = groups.reduce((most, group) => Math.max(most, group), 0) + 1;
  const members: number[][] = Array.from({ length: count }, () => []);
  groups.forEach((group, i) => {
    members[group]?.push(i);
  });
  const centres = members.map((group) => centreOf(points, group, k));
  const { order, cluster } = orderGroups(
    centres,
    members.map((group) => group.length),
    cut,
  );
  const along = (i: number, centre: Float64Array) =>
    centre.reduce((sum, value, j) => sum + value * (points[i * k + j] as number), 0);
  const sorted = order.flatMap((group) => {
    const centre = centres[group] as Float64Array;
    const place = new Map((members[group] ?? []).map((i) => [i, along(i, centre)]));
    return (members[group] ?? []).sort(
      (a, b) => (place.get(b) as number) - (place.get(a) as number) || a - b,
    );
  });
  const ofStrategy = Uint32Array.from(groups, (group) => cluster[group] as number);
  return {
    order: Uint32Array.from(sorted),
    cluster: ofStrategy,
    clusters: ofStrategy.reduce((most, one) => Math.max(most, one), 0) + 1,
  };
}

function centreOf(points: Float64Array, members: readonly number[], k: number): Float64Array {
  const centre = new Float64Array(k);
  for (const i of members)
    for (let j = 0; j < k; j += 1) (centre[j] as number) += points[i * k + j] as number;
  return centre.map((value) => value / Math.max(1, members.length));
}
