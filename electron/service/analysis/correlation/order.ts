import { createHash } from "node:crypto";
import { type CallContext, type ServiceContext, stopIfCancelled } from "../../context.ts";
import { atOnce, inTurns, type Steps } from "../../turns.ts";
import { keptOrComputed, type PinnedRequest } from "../view/kept.ts";
import type { OpenedView } from "../view/view-cache.ts";
import { columnsAtOnce } from "./dual.ts";
import { groupsInSteps } from "./linkage.ts";
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
  const ordered = await inTurns(orderInSteps(whole.strategies, points, clusterCut), call);
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
export const orderStrategies = (
  names: readonly string[],
  embedding: StrategyEmbedding,
  cut: number,
): OrderedStrategies => atOnce(orderInSteps(names, embedding, cut));

/** The same in pieces. */
function* orderInSteps(
  names: readonly string[],
  embedding: StrategyEmbedding,
  cut: number,
): Steps<OrderedStrategies> {
  const { dimensions: k, points } = embedding;
  const groups = yield* groupPoints(names, embedding);
  const count = groups.reduce((most, group) => Math.max(most, group), 0) + 1;
  const members: number[][] = Array.from({ length: count }, () => []);
  groups.forEach((group, i) => {
    members[group]?.push(i);
  });
  const centres = members.map((group) => centreOf(points, group, k));
  yield;
  const { order, cluster } = yield* groupsInSteps(
    centres,
    members.map((group) => group.length),
    cut,
  );
  const place = new Float64Array(groups.length);
  const sorted = new Uint32Array(groups.length);
  let at = 0;
  for (const group of order) {
    const own = members[group] ?? [];
    for (const i of own) place[i] = along(points, i, centres[group] as Float64Array);
    sorted.set(
      own.sort((a, b) => (place[b] as number) - (place[a] as number) || a - b),
      at,
    );
    at += own.length;
    yield;
  }
  const ofStrategy = Uint32Array.from(groups, (group) => cluster[group] as number);
  return {
    order: sorted,
    cluster: ofStrategy,
    clusters: ofStrategy.reduce((most, one) => Math.max(most, one), 0) + 1,
  };
}

/** Place of strategy `i` in the direction of a centre. */
function along(points: Float64Array, i: number, centre: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < centre.length; j += 1)
    sum += (centre[j] as number) * (points[i * centre.length + j] as number);
  return sum;
}

function centreOf(points: Float64Array, members: readonly number[], k: number): Float64Array {
  const centre = new Float64Array(k);
  for (const i of members)
    for (let j = 0; j < k; j += 1) (centre[j] as number) += points[i * k + j] as number;
  return centre.map((value) => value / Math.max(1, members.length));
}
