import type { CorrelationMethod } from "../../../contract/correlation-method.ts";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../call-context.ts";
import type { Engine } from "../../engine/engine.ts";
import type { PnlMatrix } from "../../pnl-matrix.ts";
import { leadingEigen } from "../linear/leading-eigen.ts";
import { matrixOfSeries } from "../series/matrix-of-series.ts";
import { columnsOf } from "./columns-of.ts";
import { denoise } from "./denoise.ts";
import { dualGram } from "./dual-gram.ts";
import { effectiveSize } from "./effective-size.ts";
import { exponentialWeights } from "./exponential-weights.ts";
import { kendallTau } from "./kendall-tau.ts";
import { ledoitWolf } from "./ledoit-wolf.ts";
import { randomMatrixEdge } from "./random-matrix-edge.ts";
import { ranks } from "./ranks.ts";
import { standardisedColumns } from "./standardised-columns.ts";
import { weightedCorrelation } from "./weighted-correlation.ts";

export interface MemberCorrelation {
  /** n x n, row-major. */
  readonly rho: Float64Array;
  /** Observations that the figures rest on; the effective number when they are weighted. */
  readonly observations: number;
  readonly estimates: Readonly<Record<string, number>>;
}

/** Kendall's tau sorts every pair: more members than this would take minutes. */
const kendallLimit = 400;

/** Correlation matrix of chosen columns by any method. Pearson products are the engine's. */
export async function memberCorrelation(
  engine: Engine,
  matrix: PnlMatrix,
  members: Uint32Array,
  options: { readonly method: CorrelationMethod; readonly halfLife: number },
  call: CallContext,
): Promise<MemberCorrelation> {
  const series = columnsOf(matrix, members);
  const observations = matrix.observations;
  switch (options.method) {
    case "pearson":
      return { rho: await pearson(engine, series), observations, estimates: {} };
    case "spearman":
      return { rho: await pearson(engine, series.map(ranks)), observations, estimates: {} };
    case "kendall":
      return { rho: kendall(series), observations, estimates: {} };
    case "exponential": {
      const weights = exponentialWeights(observations, options.halfLife);
      const effective = effectiveSize(weights);
      return {
        rho: weightedCorrelation(series, weights),
        observations: effective,
        estimates: { half_life: options.halfLife, effective_observations: effective },
      };
    }
    case "downside":
      return downside(engine, series);
    case "shrunk":
    case "denoised":
      return regularised(engine, series, options.method, call);
  }
}

async function pearson(engine: Engine, series: readonly Float64Array[]): Promise<Float64Array> {
  const session = await engine.open(matrixOfSeries(series));
  try {
    const all = Uint32Array.from({ length: series.length }, (_, i) => i);
    return await session.correlationMatrix(all, all);
  } finally {
    session.close();
  }
}

function kendall(series: readonly Float64Array[]): Float64Array {
  const n = series.length;
  if (n > kendallLimit) {
    throw new Problem(
      "bad-request",
      `Kendall correlation is for up to ${kendallLimit} strategies, not ${n}.`,
      {
        remedy: "Choose fewer strategies, or Spearman.",
      },
    );
  }
  const rho = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) {
    for (let j = i; j < n; j += 1) {
      const tau = kendallTau(series[i] as Float64Array, series[j] as Float64Array);
      rho[i * n + j] = tau;
      rho[j * n + i] = tau;
    }
  }
  return rho;
}

/** Pearson over the observations where the mean of the selection is a loss. */
async function downside(engine: Engine, series: readonly Float64Array[]): Promise<MemberCorrelation> {
  const length = series[0]?.length ?? 0;
  const losing = Array.from({ length }, (_, t) => t).filter(
    (t) => series.reduce((sum, one) => sum + (one[t] || 0), 0) < 0,
  );
  if (losing.length < 2) {
    const rho = new Float64Array(series.length ** 2);
    return { rho, observations: losing.length, estimates: {} };
  }
  const chosen = series.map((one) => Float64Array.from(losing, (t) => one[t] as number));
  return { rho: await pearson(engine, chosen), observations: losing.length, estimates: {} };
}

async function regularised(
  engine: Engine,
  series: readonly Float64Array[],
  method: "shrunk" | "denoised",
  call: CallContext,
): Promise<MemberCorrelation> {
  const columns = standardisedColumns(matrixOfSeries(series));
  const { observations } = columns;
  const varying = columns.varying.reduce((sum, one) => sum + one, 0);
  const gram = await dualGram(engine, columns, call);
  if (method === "shrunk") {
    const shrinkage = ledoitWolf(gram, observations, varying);
    const n = series.length;
    const rho = await pearson(engine, series);
    const shrunk = rho.map((value, at) => (at % (n + 1) === 0 ? value : value * (1 - shrinkage)));
    return { rho: shrunk, observations, estimates: { shrinkage } };
  }
  const edge = randomMatrixEdge(varying, observations);
  const leading = leadingEigen(gram, observations, Math.min(observations, series.length));
  const k = leading.values.filter((value) => value > edge).length;
  const signal = {
    n: leading.n,
    values: leading.values.subarray(0, k),
    vectors: leading.vectors.subarray(0, k * leading.n),
  };
  return {
    rho: denoise(columns, signal),
    observations,
    estimates: { noise_edge: edge, factors_kept: k, largest_eigenvalue: leading.values[0] ?? 0 },
  };
}
