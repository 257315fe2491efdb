import { Problem } from "../../../contract/problem.ts";
import { countOf, formatBytes } from "../../../contract/text.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { Engine } from "../../engine/engine.ts";
import { memoryLimitTexts } from "../../engine/memory-limits.ts";
import type { EngineSession } from "../../engine/session.ts";
import { allPlaces } from "../../pnl-matrix.ts";
import type { Settings } from "../../settings/settings.ts";
import { turnsOf } from "../../turns.ts";
import { leadingEigen } from "../linear/eigen.ts";
import { hasMemory, memoryOf } from "../view/table-memory.ts";
import { blocksOf, type ColumnBlocks, type StandardisedColumns } from "./columns.ts";
import { strip } from "./pieces.ts";
import { isPrimal, type PrimalSizes, primalOf } from "./primal.ts";
import { normsOf, type TableDual } from "./spectrum.ts";

/** Pieces of a table that is in memory as a whole: a few strips, beside which it is large. */
const fewStrips: PrimalSizes = { unit: strip, group: 3 * strip };

/** By the products of rows or, where these are many, of columns. Throws Problem "out-of-memory" before anything is read. */
export async function dualOf(
  columns: ColumnBlocks,
  { engine, settings }: Pick<ServiceContext, "engine" | "settings">,
  call: CallContext,
  sizes = fewStrips,
): Promise<TableDual> {
  const { observations, strategies } = columns;
  const memory = memoryLimitTexts(["correlation"], settings);
  checkDual(observations, strategies, settings);
  return isPrimal(observations, strategies)
    ? primalOf(engine, columns, sizes, call, memory)
    : tableDual(engine, columns, call, memory);
}

/** Strategies per block: bounds the transposed copy to 4096 x T values. The sums, and so all figures, depend on it. */
const blockSize = 4096;

/** The same of a few columns that are there as a whole. */
export function columnsDual(
  engine: Engine,
  columns: StandardisedColumns,
  call: CallContext,
): Promise<TableDual> {
  const blocks = blocksOf(columns);
  return isPrimal(columns.observations, columns.strategies)
    ? primalOf(engine, blocks, fewStrips, call)
    : tableDual(engine, blocks, call);
}

async function tableDual(
  engine: Engine,
  columns: ColumnBlocks,
  call: CallContext,
  memory: readonly string[] = [],
): Promise<TableDual> {
  const { observations } = columns;
  const { gram, varying } = await rowProducts(engine, columns, call, memory);
  return {
    ...normsOf(gram, observations, varying),
    leading: async (count) => leadingEigen(gram, observations, Math.min(count, observations)),
  };
}

/**
 * G = Z Z' (T x T, row-major) of standardised columns Z (T x N). Its eigenvalues other than 0 are those of the N x N
 * correlation matrix Z'Z, which is never formed. The products are done by the engine on transposed blocks:
 * sum_i z_ti z_ui = n (rho s_t s_u + m_t m_u) with the moments of the block's rows.
 */
export async function rowProducts(
  engine: Engine,
  columns: ColumnBlocks,
  call: CallContext,
  memory: readonly string[] = [],
): Promise<{ readonly gram: Float64Array; readonly varying: number }> {
  const { observations, strategies } = columns;
  const gram = new Float64Array(observations * observations);
  let varying = 0;
  for (let from = 0; from < strategies; from += blockSize) {
    call.signal.throwIfAborted();
    call.progress({ stage: "Comparing rows", fraction: from / strategies });
    const count = Math.min(blockSize, strategies - from);
    const buffer = new Float64Array(count * observations);
    varying += await fill(buffer, columns, from, count);
    const rows = Array.from({ length: count }, (_, i) =>
      buffer.subarray(i * observations, (i + 1) * observations),
    );
    const session = await engine.open({ observations: count, strategies: observations, rows }, { memory });
    await addBlock(session, rows, gram);
  }
  return { gram, varying };
}

/** Columns that are standardised at once: no figure depends on it. */
export const columnsAtOnce = 256;

/** Puts columns one behind the other; comes to those that vary. */
async function fill(
  buffer: Float64Array,
  columns: ColumnBlocks,
  from: number,
  count: number,
): Promise<number> {
  let varying = 0;
  const turn = turnsOf();
  for (let first = 0; first < count; first += columnsAtOnce) {
    const some = await columns.block(from + first, Math.min(columnsAtOnce, count - first));
    for (let i = 0; i < some.strategies; i += 1) some.column(i, buffer, (first + i) * columns.observations);
    varying += some.varying.reduce((sum, one) => sum + one, 0);
    await turn();
  }
  return varying;
}

/**
 * Bytes that the dual of a table takes: a block as it is handed over and standardised, the products and the sums of them; or
 * the correlations of all pairs.
 */
export const dualBytes = (observations: number, strategies: number): number =>
  isPrimal(observations, strategies)
    ? 8 * strategies * strategies
    : 8 * observations * (2 * Math.min(blockSize, strategies) + 2 * observations);

/** Whether there is memory for it. Correlations of all pairs leave half of it to the cells that they are made of. */
export const dualFits = (observations: number, strategies: number, settings: Settings): boolean =>
  hasMemory((isPrimal(observations, strategies) ? 2 : 1) * dualBytes(observations, strategies), settings);

function checkDual(observations: number, strategies: number, settings: Settings): void {
  if (dualFits(observations, strategies, settings)) return;
  const [bytes, memory] = [dualBytes(observations, strategies), memoryOf(settings)].map(formatBytes);
  const [what, fewer] = isPrimal(observations, strategies)
    ? [`correlations of all pairs of ${countOf(strategies, "strategy")}`, "strategies"]
    : [`products of all pairs of ${countOf(observations, "row")}`, "rows (--from, --to)"];
  throw new Problem("out-of-memory", `The ${what} take ${bytes} of ${memory}.`, {
    remedy: `Take fewer ${fewer}, or use a machine with more memory.`,
  });
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
    const all = allPlaces(observations);
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
