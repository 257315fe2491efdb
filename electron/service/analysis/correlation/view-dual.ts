import type { CallContext } from "../../call-context.ts";
import type { Engine } from "../../engine/engine.ts";
import type { ServiceContext } from "../../service-context.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { dualGram } from "./dual-gram.ts";
import { type StandardisedColumns, standardisedColumns } from "./standardised-columns.ts";

export interface ViewDual {
  readonly columns: StandardisedColumns;
  /** Z Z', T x T. */
  readonly gram: Float64Array;
}

/** The dual of a view's correlation matrix, computed once for all that rests on it: structure, order, map. */
export function viewDual(view: AnalysisView, context: ServiceContext, call: CallContext): Promise<ViewDual> {
  return context.views.derived(view, "dual", () => compute(view, context.engine, call));
}

async function compute(view: AnalysisView, engine: Engine, call: CallContext): Promise<ViewDual> {
  const columns = standardisedColumns(view.correlationSource ?? view.matrix);
  return { columns, gram: await dualGram(engine, columns, call) };
}
