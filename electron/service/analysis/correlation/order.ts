import { createHash } from "node:crypto";
import type { CallContext, ServiceContext } from "../../context.ts";
import { leadingEigen } from "../linear/eigen.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { keptOrComputed, type PinnedRequest } from "../view/kept.ts";
import { namesOf } from "../view/members.ts";
import { onPairs } from "../view/with-view.ts";
import { viewDual } from "./dual.ts";
import { orderGroups } from "./linkage.ts";
import { type StrategyEmbedding, strategyEmbedding } from "./spectrum.ts";
import { groupPoints } from "./strategy-groups.ts";

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

/** The cluster order of all strategies of a view, which is opened only when the order is not kept. */
export function keptOrder(
  request: OrderRequest,
  context: ServiceContext,
  call: CallContext,
  view?: AnalysisView,
): Promise<MapOrder> {
  const { factors, clusterCut } = request;
  const key = `computed order ${factors} ${clusterCut}`;
  const computed = (of: AnalysisView) =>
    context.views.derived(of, key, () => computeOrder(of, request, context, call));
  return keptOrComputed("order", request, { factors, clusterCut }, context, () =>
    view ? computed(view) : onPairs(request, context, call, (opened) => computed(opened.view)),
  );
}

/** The same for a view that is open, looked for once: the tiles of one map must agree. */
export function orderOf(
  view: AnalysisView,
  request: OrderRequest,
  context: ServiceContext,
  call: CallContext,
): Promise<MapOrder> {
  const key = `map order ${request.factors} ${request.clusterCut}`;
  return context.views.derived(view, key, () => keptOrder(request, context, call, view));
}

/** Stands for an order and its clusters where something rests on them. */
export function orderDigest({ order, cluster }: OrderedStrategies): string {
  return createHash("sha256").update(order).update(cluster).digest("hex");
}

async function computeOrder(
  view: AnalysisView,
  { factors, clusterCut }: { readonly factors: number; readonly clusterCut: number },
  context: ServiceContext,
  call: CallContext,
): Promise<MapOrder> {
  const { columns, gram } = await viewDual(view, context, call);
  call.signal.throwIfAborted();
  call.progress({ stage: "Ordering strategies" });
  const leading = leadingEigen(gram, columns.observations, Math.min(factors, columns.observations));
  const ordered = orderStrategies(view.strategies, strategyEmbedding(columns, leading), clusterCut);
  return { ...ordered, strategies: namesOf(view), eigenvalues: leading.values };
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
