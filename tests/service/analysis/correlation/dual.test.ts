import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { standardisedColumns } from "../../../../electron/service/analysis/correlation/columns.ts";
import { dualGram } from "../../../../electron/service/analysis/correlation/dual.ts";
import { orderStrategies } from "../../../../electron/service/analysis/correlation/order.ts";
import {
  denoise,
  effectiveNumber,
  ledoitWolf,
  randomMatrixEdge,
  strategyEmbedding,
} from "../../../../electron/service/analysis/correlation/spectrum.ts";
import { leadingEigen } from "../../../../electron/service/analysis/linear/eigen.ts";
import { cpuEngine, noEngine, quietCall } from "../support/analysis-context.ts";
import { naivePearson } from "../support/naive-pearson.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

const table = readGoldenTable("entire_day_20x40/entire_day_20x40.csv", 2);
const n = table.strategies.length;
const series = Array.from({ length: n }, (_, i) => table.matrix.rows.map((row) => row[i] as number));
/** The matrix that the dual never forms. */
const rho = series.map((a) => series.map((b) => naivePearson(a, b)));
const varying = rho.filter((row, i) => row[i] !== 0).length;

describe.skipIf(noEngine)("the dual of the correlation matrix", async () => {
  const columns = standardisedColumns(table.matrix);
  const gram = noEngine ? new Float64Array(0) : await dualGram(cpuEngine(), columns, quietCall);
  const t = columns.observations;

  it("holds the products of the standardised rows", () => {
    const unit = columnsUnit();
    for (let a = 0; a < t; a += 1)
      for (let b = 0; b < t; b += 1) {
        const product = unit.reduce((sum, column) => sum + (column[a] as number) * (column[b] as number), 0);
        expect(gram[a * t + b]).toBeCloseTo(product, 11);
      }
  });

  it("has the matrix's eigenvalue sums, and so the effective number", () => {
    const squares = rho.flat().reduce((sum, value) => sum + value * value, 0);
    const byNoise = (varying * (varying - 1)) / (t - 1);
    expect(effectiveNumber(gram, varying, t)).toBeCloseTo(varying ** 2 / (squares - byNoise), 9);
  });

  it("gives the Ledoit-Wolf shrinkage that the definition gives on the N x N matrix", () => {
    const unit = columnsUnit().map((column) => column.map((value) => value * Math.sqrt(t)));
    const live = unit.filter((_, i) => rho[i]?.[i] !== 0);
    const s = live.map((a) =>
      live.map((b) => a.reduce((sum, value, k) => sum + value * (b[k] as number), 0) / t),
    );
    const d2 = s
      .flatMap((row, i) => row.map((value, j) => (value - (i === j ? 1 : 0)) ** 2))
      .reduce((a, b) => a + b);
    let b2 = 0;
    for (let k = 0; k < t; k += 1) {
      for (const [i, a] of live.entries()) {
        for (const [j, b] of live.entries()) {
          b2 += ((a[k] as number) * (b[k] as number) - (s[i]?.[j] as number)) ** 2;
        }
      }
    }
    expect(ledoitWolf(gram, t, varying)).toBeCloseTo(Math.min(1, b2 / t ** 2 / d2), 9);
  });

  it("denoises as flattening the eigenvalues of the N x N matrix does", () => {
    const edge = randomMatrixEdge(varying, t);
    const flat = Float64Array.from(rho.flat());
    const whole = leadingEigen(flat, n, n);
    const kept = whole.values.filter((value) => value > edge).length;
    const noise = (varying - whole.values.slice(0, kept).reduce((a, b) => a + b, 0)) / (varying - kept);
    const expected = new Float64Array(n * n);
    for (let i = 0; i < n; i += 1)
      for (let j = 0; j < n; j += 1) {
        let sum = i === j && columns.varying[i] ? noise : 0;
        for (let k = 0; k < kept; k += 1) {
          const weight = (whole.values[k] as number) - noise;
          sum += weight * (whole.vectors[k * n + i] as number) * (whole.vectors[k * n + j] as number);
        }
        expected[i * n + j] = sum;
      }
    const dual = leadingEigen(gram, t, t);
    const signal = { n: t, values: dual.values.slice(0, kept), vectors: dual.vectors.slice(0, kept * t) };
    const denoised = denoise(columns, signal);
    for (let i = 0; i < n; i += 1)
      for (let j = 0; j < n; j += 1) {
        const both = columns.varying[i] && columns.varying[j];
        const scale = Math.sqrt((expected[i * n + i] as number) * (expected[j * n + j] as number));
        expect(denoised[i * n + j]).toBeCloseTo(both ? (expected[i * n + j] as number) / scale : 0, 8);
      }
  });

  it("orders strategies by a permutation in which neighbours are alike", () => {
    const leading = leadingEigen(gram, t, 8);
    const { order, cluster, clusters } = orderStrategies(
      table.strategies,
      strategyEmbedding(columns, leading),
      0.5,
    );
    expect(Array.from(order).sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
    expect(new Set(cluster).size).toBe(clusters);
    const alike = (places: ArrayLike<number>) =>
      Array.from(
        { length: n - 1 },
        (_, k) => rho[places[k] as number]?.[places[k + 1] as number] as number,
      ).reduce((a, b) => a + b) /
      (n - 1);
    expect(alike(order)).toBeGreaterThan(alike(Array.from({ length: n }, (_, i) => i)) + 0.2);
  });

  function columnsUnit(): Float64Array[] {
    return Array.from({ length: n }, (_, i) => {
      const out = new Float64Array(t);
      columns.column(i, out, 0);
      return out;
    });
  }
});

describe("randomMatrixEdge", () => {
  it("bounds what independent series show", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 1e5 }),
        fc.integer({ min: 3, max: 2500 }),
        (strategies, observations) => {
          expect(randomMatrixEdge(strategies, observations)).toBeGreaterThan(strategies / observations);
        },
      ),
    );
  });
});
