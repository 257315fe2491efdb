import type { CallContext } from "../../call-context.ts";
import type { Engine } from "../../engine/engine.ts";
import { leadingEigen } from "../linear/leading-eigen.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { dualGram } from "./dual-gram.ts";
import { type OrderedStrategies, orderStrategies } from "./order-strategies.ts";
import { standardisedColumns } from "./standardised-columns.ts";
import { strategyEmbedding } from "./strategy-embedding.ts";

/** Groups that join at this likeness or above are one cluster of the map. */
const clusterCut = 0.5;

const orders = new WeakMap<AnalysisView, Map<number, Promise<OrderedStrategies>>>();

/** The cluster order of a view, computed once: the tiles of one map must agree. */
export function mapOrder(
  view: AnalysisView,
  factors: number,
  engine: Engine,
  call: CallContext,
): Promise<OrderedStrategies> {
  const known = orders.get(view) ?? new Map<number, Promise<OrderedStrategies>>();
  orders.set(view, known);
  const found = known.get(factors) ?? computeOrder(view, factors, engine, call);
  known.set(factors, found);
  // A cancelled computation must not answer later calls.
  found.catch(() => known.delete(factors));
  return found;
}

async function computeOrder(
  view: AnalysisView,
  factors: number,
  engine: Engine,
  call: CallContext,
): Promise<OrderedStrategies> {
  const columns = standardisedColumns(view.correlationSource ?? view.matrix);
  const gram = await dualGram(engine, columns, call);
  const leading = leadingEigen(gram, columns.observations, Math.min(factors, columns.observations));
  return orderStrategies(view.strategies, strategyEmbedding(columns, leading), clusterCut);
}
