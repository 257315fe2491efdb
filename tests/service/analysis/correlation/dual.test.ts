import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { blocksOf, standardisedColumns } from "../../../../electron/service/analysis/correlation/columns.ts";
import { columnsDual, rowProducts } from "../../../../electron/service/analysis/correlation/dual.ts";
import { orderStrategies } from "../../../../electron/service/analysis/correlation/order.ts";
import { primalOf } from "../../../../electron/service/analysis/correlation/primal.ts";
import {
  denoise,
  effectiveNumber,
  ledoitWolf,
  normsOf,
  randomMatrixEdge,
  strategyEmbedding,
} from "../../../../electron/service/analysis/correlation/spectrum.ts";
import { leadingEigen } from "../../../../electron/service/analysis/linear/eigen.ts";
import { CounterRandom } from "../../../../electron/service/sampling/counter-random.ts";
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
  const gram = noEngine
    ? new Float64Array(0)
    : (await rowProducts(cpuEngine(), blocksOf(columns), quietCall)).gram;
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
    expect(effectiveNumber(normsOf(gram, t, varying))).toBeCloseTo(varying ** 2 / (squares - byNoise), 9);
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
    expect(ledoitWolf(normsOf(gram, t, varying))).toBeCloseTo(Math.min(1, b2 / t ** 2 / d2), 9);
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

  it("has the figures that the correlations of all pairs come to, and their eigenvectors", async () => {
    const sizes = { unit: 192, group: 192 };
    const primal = await primalOf(cpuEngine(), blocksOf(columns), sizes, quietCall);
    const norms = normsOf(gram, t, varying);
    expect(primal.varying).toBe(varying);
    expect(primal.squareNorm).toBeCloseTo(norms.squareNorm, 8);
    expect(primal.fourth).toBeCloseTo(norms.fourth, 10);
    expect(ledoitWolf(primal)).toBeCloseTo(ledoitWolf(norms), 9);
    const [found, expected] = [await primal.leading(6), leadingEigen(gram, t, 6)];
    for (let j = 0; j < 6; j += 1) {
      expect(found.values[j]).toBeCloseTo(expected.values[j] as number, 8);
      const alike = expected.vectors
        .subarray(j * t, (j + 1) * t)
        .reduce((sum, value, at) => sum + value * (found.vectors[j * t + at] as number), 0);
      expect(Math.abs(alike)).toBeCloseTo(1, 7);
    }
  });

  it("is by pairs where rows are many, with estimates that the definition gives", async () => {
    const rows = 4200;
    const random = new CounterRandom(5);
    const many = standardisedColumns({
      observations: rows,
      strategies: 3,
      rows: Array.from({ length: rows }, (_, at) => {
        const common = random.normal(1, at, 0);
        return Float64Array.from([1, 2, 3], (k) => common + random.normal(2, at, k));
      }),
    });
    const dual = await columnsDual(cpuEngine(), many, quietCall);
    const unit = [0, 1, 2].map((i) => {
      const out = new Float64Array(rows);
      many.column(i, out, 0);
      return out;
    });
    const product = (a: Float64Array, b: Float64Array) =>
      a.reduce((sum, value, at) => sum + value * (b[at] as number), 0);
    const squares = unit.flatMap((a) => unit.map((b) => product(a, b) ** 2)).reduce((a, b) => a + b);
    expect(dual.squareNorm).toBeCloseTo(squares, 9);
    const { values, vectors, n: length } = await dual.leading(8);
    expect([values.length, length]).toEqual([3, rows]);
    expect(values.reduce((a, b) => a + b)).toBeCloseTo(3, 9);
    expect(product(vectors.subarray(0, rows), vectors.subarray(0, rows))).toBeCloseTo(1, 9);
    // Z Z' u = l u, whose product with u is the sum of (z_i . u)^2.
    const along = unit.reduce((sum, one) => sum + product(one, vectors.subarray(0, rows)) ** 2, 0);
    expect(along).toBeCloseTo(values[0] as number, 9);
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
