import type { CorrelationMethod } from "../../../contract/correlation.ts";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import type { Engine } from "../../engine/engine.ts";
import { allPlaces, type PnlMatrix } from "../../pnl-matrix.ts";
import { matrixOfSeries } from "../series/portfolio.ts";
import { columnsOf, standardisedColumns } from "./columns.ts";
import { columnsDual } from "./dual.ts";
import { kendallTau, ranks } from "./rank-correlation.ts";
import { denoise, ledoitWolf, randomMatrixEdge } from "./spectrum.ts";
import { effectiveSize, exponentialWeights } from "./weights.ts";

export interface MemberCorrelation {
  /** n x n, row-major. */
  readonly rho: Float64Array;
  /** Observations that the figures rest on; the effective number when they are weighted. */
  readonly observations: number;
  readonly estimates: Readonly<Record<string, number>>;
}

interface MemberCorrelationOptions {
  readonly method: CorrelationMethod;
  readonly halfLife: number;
  /** One per observation; absent: all alike. */
  readonly weights: Float64Array | undefined;
}

/** Methods that are Pearson's of some rows or ranks, where observations may have weights. */
const takesWeights: ReadonlySet<CorrelationMethod> = new Set(["pearson", "spearman", "downside"]);

/** Kendall's tau sorts every pair: more members than this would take minutes. */
const kendallLimit = 400;

/** Correlation matrix of chosen columns by any method. Pearson products are the engine's. */
export async function memberCorrelation(
  engine: Engine,
  matrix: PnlMatrix,
  members: Uint32Array,
  options: MemberCorrelationOptions,
  call: CallContext,
): Promise<MemberCorrelation> {
  const series = columnsOf(matrix, members);
  const { method, weights } = options;
  if (weights && !takesWeights.has(method)) {
    throw new Problem("bad-request", `Correlation by ${method} has no weights of rows.`, {
      remedy: `Choose ${[...takesWeights].join(", ")}, or count all rows alike.`,
    });
  }
  const observations = weights ? effectiveSize(weights) : matrix.observations;
  switch (method) {
    case "pearson":
      return { rho: await seriesCorrelation(engine, series, weights), observations, estimates: {} };
    case "spearman":
      return {
        rho: await seriesCorrelation(engine, series.map(ranks), weights),
        observations,
        estimates: {},
      };
    case "kendall":
      return { rho: kendall(series), observations, estimates: {} };
    case "exponential": {
      const recent = exponentialWeights(matrix.observations, options.halfLife);
      const effective = effectiveSize(recent);
      return {
        rho: await seriesCorrelation(engine, series, recent),
        observations: effective,
        estimates: { half_life: options.halfLife, effective_observations: effective },
      };
    }
    case "downside":
      return downside(engine, series, weights);
    case "shrunk":
    case "denoised":
      return regularised(engine, series, method, call);
  }
}

/** Pearson correlation of series of one length, n x n, row-major; `weights` are one per observation. */
export async function seriesCorrelation(
  engine: Engine,
  series: readonly Float64Array[],
  weights?: Float64Array,
): Promise<Float64Array> {
  const session = await engine.open(matrixOfSeries(series));
  try {
    const all = allPlaces(series.length);
    return await session.correlationMatrix(all, all, weights);
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
async function downside(
  engine: Engine,
  series: readonly Float64Array[],
  weights: Float64Array | undefined,
): Promise<MemberCorrelation> {
  const length = series[0]?.length ?? 0;
  const losing = Array.from({ length }, (_, t) => t).filter(
    (t) => series.reduce((sum, one) => sum + (one[t] || 0), 0) < 0,
  );
  if (losing.length < 2) {
    const rho = new Float64Array(series.length ** 2);
    return { rho, observations: losing.length, estimates: {} };
  }
  const chosen = series.map((one) => Float64Array.from(losing, (t) => one[t] as number));
  const ofLosing = weights && Float64Array.from(losing, (t) => weights[t] as number);
  if (ofLosing?.every((weight) => weight === 0))
    throw new Problem("bad-request", "No row that loses on average has a weight.");
  const observations = ofLosing ? effectiveSize(ofLosing) : losing.length;
  return { rho: await seriesCorrelation(engine, chosen, ofLosing), observations, estimates: {} };
}

async function regularised(
  engine: Engine,
  series: readonly Float64Array[],
  method: "shrunk" | "denoised",
  call: CallContext,
): Promise<MemberCorrelation> {
  const columns = standardisedColumns(matrixOfSeries(series));
  const { observations } = columns;
  const dual = await columnsDual(engine, columns, call);
  if (method === "shrunk") {
    const shrinkage = ledoitWolf(dual);
    const n = series.length;
    const rho = await seriesCorrelation(engine, series);
    const shrunk = rho.map((value, at) => (at % (n + 1) === 0 ? value : value * (1 - shrinkage)));
    return { rho: shrunk, observations, estimates: { shrinkage } };
  }
  const edge = randomMatrixEdge(dual.varying, observations);
  const leading = await dual.leading(series.length);
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

/** Mean of the n(n-1)/2 values above the diagonal; 0 for a single member. */
export function meanOfPairs(rho: Float64Array, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i += 1) for (let j = i + 1; j < n; j += 1) sum += rho[i * n + j] as number;
  return n > 1 ? sum / ((n * (n - 1)) / 2) : 0;
}
