import type { CallContext } from "../../call-context.ts";
import type { Engine } from "../../engine/engine.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { dualGram } from "./dual-gram.ts";
import { type StandardisedColumns, standardisedColumns } from "./standardised-columns.ts";

export interface ViewDual {
  readonly columns: StandardisedColumns;
  /** Z Z', T x T. */
  readonly gram: Float64Array;
}

const duals = new WeakMap<AnalysisView, Promise<ViewDual>>();

/** The dual of a view's correlation matrix, computed once for all that rests on it: structure, order, map. */
export function viewDual(view: AnalysisView, engine: Engine, call: CallContext): Promise<ViewDual> {
  const found = duals.get(view) ?? compute(view, engine, call);
  duals.set(view, found);
  // A cancelled computation must not answer later calls.
  found.catch(() => duals.delete(view));
  return found;
}

async function compute(view: AnalysisView, engine: Engine, call: CallContext): Promise<ViewDual> {
  const columns = standardisedColumns(view.correlationSource ?? view.matrix);
  return { columns, gram: await dualGram(engine, columns, call) };
}
