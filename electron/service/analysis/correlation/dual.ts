import type { CallContext, ServiceContext } from "../../context.ts";
import type { Engine } from "../../engine/engine.ts";
import { memoryLimitTexts } from "../../engine/memory-limits.ts";
import type { EngineSession } from "../../engine/session.ts";
import type { AnalysisView } from "../view/analysis-view.ts";
import { type StandardisedColumns, standardisedColumns } from "./columns.ts";

export interface ViewDual {
  readonly columns: StandardisedColumns;
  /** Z Z', T x T. */
  readonly gram: Float64Array;
}

/** The dual of a view's correlation matrix, computed once for all that rests on it: structure, order, map. */
export function viewDual(view: AnalysisView, context: ServiceContext, call: CallContext): Promise<ViewDual> {
  return context.views.derived(view, "dual", () => compute(view, context, call));
}

async function compute(view: AnalysisView, context: ServiceContext, call: CallContext): Promise<ViewDual> {
  const columns = standardisedColumns(view.correlationSource ?? view.matrix);
  const memory = memoryLimitTexts(["correlation"], context.settings);
  return {
    columns,
    gram: await dualGram(context.engine, columns, call, memory),
  };
}

/** Strategies per block: bounds the transposed copy to 4096 x T values. */
const blockSize = 4096;

/**
 * G = Z Z' (T x T, row-major) of standardised columns Z (T x N). Its eigenvalues other than 0 are those of the N x N
 * correlation matrix Z'Z, which is never formed. The products are done by the engine on transposed blocks:
 * sum_i z_ti z_ui = n (rho s_t s_u + m_t m_u) with the moments of the block's rows.
 */
export async function dualGram(
  engine: Engine,
  columns: StandardisedColumns,
  call: CallContext,
  memory: readonly string[] = [],
): Promise<Float64Array> {
  const { observations, strategies } = columns;
  const gram = new Float64Array(observations * observations);
  for (let from = 0; from < strategies; from += blockSize) {
    call.signal.throwIfAborted();
    call.progress({ stage: "Comparing rows", fraction: from / strategies });
    const count = Math.min(blockSize, strategies - from);
    const buffer = new Float64Array(count * observations);
    for (let i = 0; i < count; i += 1) columns.column(from + i, buffer, i * observations);
    const rows = Array.from({ length: count }, (_, i) =>
      buffer.subarray(i * observations, (i + 1) * observations),
    );
    const session = await engine.open({ observations: count, strategies: observations, rows }, { memory });
    await addBlock(session, rows, gram);
  }
  return gram;
}

/** Adds the products of a block's rows, and closes its session. */
async function addBlock(
  session: EngineSession,
  rows: readonly Float64Array[],
  gram: Float64Array,
): Promise<void> {
  const count = rows.length;
  const observations = rows[0]?.length ?? 0;
  try {
    const all = Uint32Array.from({ length: observations }, (_, t) => t);
    const rho = await session.correlationMatrix(all, all);
    const { mean, deviation } = rowMoments(rows, observations);
    for (let t = 0; t < observations; t += 1) {
      for (let u = 0; u < observations; u += 1) {
        const at = t * observations + u;
        const product =
          (rho[at] as number) * (deviation[t] as number) * (deviation[u] as number) +
          (mean[t] as number) * (mean[u] as number);
        (gram[at] as number) += count * product;
      }
    }
  } finally {
    session.close();
  }
}

/** Mean and population deviation of every observation over the strategies of a block. */
function rowMoments(rows: readonly Float64Array[], observations: number) {
  const mean = new Float64Array(observations);
  const deviation = new Float64Array(observations);
  for (const row of rows) for (let t = 0; t < observations; t += 1) (mean[t] as number) += row[t] as number;
  for (let t = 0; t < observations; t += 1) (mean[t] as number) /= rows.length;
  for (const row of rows) {
    for (let t = 0; t < observations; t += 1) {
      (deviation[t] as number) += ((row[t] as number) - (mean[t] as number)) ** 2;
    }
  }
  for (let t = 0; t < observations; t += 1) deviation[t] = Math.sqrt((deviation[t] as number) / rows.length);
  return { mean, deviation };
}
