import type { CallContext } from "../../call-context.ts";
import type { ServiceContext } from "../../service-context.ts";
import { type Eigenpairs, leadingEigen } from "../linear/eigen.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { type OrderedStrategies, orderStrategies } from "./order-strategies.ts";
import { strategyEmbedding } from "./strategy-embedding.ts";
import { viewDual } from "./view-dual.ts";

export interface MapOrder extends OrderedStrategies {
  /** Leading eigenpairs of the dual that the order rests on. */
  readonly leading: Eigenpairs;
}

/** The cluster order of a view, computed once per setting: the tiles of one map must agree. */
export function mapOrder(
  view: AnalysisView,
  options: { readonly factors: number; readonly clusterCut: number },
  context: ServiceContext,
  call: CallContext,
): Promise<MapOrder> {
  const key = `map order ${options.factors} ${options.clusterCut}`;
  return context.views.derived(view, key, () => computeOrder(view, options, context, call));
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
  return { ...ordered, leading };
}
