import type { CallContext } from "../../call-context.ts";
import type { Engine } from "../../engine/engine.ts";
import type { Eigenpairs } from "../linear/eigenpairs.ts";
import { leadingEigen } from "../linear/leading-eigen.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { type OrderedStrategies, orderStrategies } from "./order-strategies.ts";
import { strategyEmbedding } from "./strategy-embedding.ts";
import { viewDual } from "./view-dual.ts";

export interface MapOrder extends OrderedStrategies {
  /** Leading eigenpairs of the dual that the order rests on. */
  readonly leading: Eigenpairs;
}

const orders = new WeakMap<AnalysisView, Map<string, Promise<MapOrder>>>();

/** The cluster order of a view, computed once per setting: the tiles of one map must agree. */
export function mapOrder(
  view: AnalysisView,
  options: { readonly factors: number; readonly clusterCut: number },
  engine: Engine,
  call: CallContext,
): Promise<MapOrder> {
  const known = orders.get(view) ?? new Map<string, Promise<MapOrder>>();
  orders.set(view, known);
  const key = JSON.stringify([options.factors, options.clusterCut]);
  const found = known.get(key) ?? computeOrder(view, options, engine, call);
  known.set(key, found);
  found.catch(() => known.delete(key));
  return found;
}

async function computeOrder(
  view: AnalysisView,
  { factors, clusterCut }: { readonly factors: number; readonly clusterCut: number },
  engine: Engine,
  call: CallContext,
): Promise<MapOrder> {
  const { columns, gram } = await viewDual(view, engine, call);
  call.signal.throwIfAborted();
  call.progress({ stage: "Ordering strategies" });
  const leading = leadingEigen(gram, columns.observations, Math.min(factors, columns.observations));
  const ordered = orderStrategies(view.strategies, strategyEmbedding(columns, leading), clusterCut);
  return { ...ordered, leading };
}
