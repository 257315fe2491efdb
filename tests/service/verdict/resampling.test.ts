import { describe, expect, it } from "vitest";
import { portfolioPnl } from "../../../electron/service/analysis/series/portfolio.ts";
import type { PnlMatrix } from "../../../electron/service/pnl-matrix.ts";
import { CounterRandom } from "../../../electron/service/sampling/counter-random.ts";
import { columnSharpes } from "../../../electron/service/verdict/rankings.ts";
import {
  blockRows,
  lagOne,
  rowDependence,
  rowDependenceInTurns,
  rowSigns,
  type SearchTable,
  sampledTable,
  signTest,
  stationaryInterval,
  type TwinKind,
  twinKinds,
  twinSample,
} from "../../../electron/service/verdict/resampling.ts";
import { sampledPnl, sampledView } from "../../../electron/service/verdict/selection.ts";
import { searchView } from "../search/support/search-view.ts";
import { normalTable } from "./tables.ts";

/** The table of a twin. */
const twinTable = (
  table: SearchTable,
  kind: TwinKind,
  twin: { seed: number; twin: number; block: number; persistence?: number },
) => sampledTable(table, twinSample(table.matrix.observations, kind, { persistence: 0, ...twin }));

const mean = (series: ArrayLike<number>) => Array.from(series).reduce((a, b) => a + b, 0) / series.length;

describe("how rows depend on one another", () => {
  it("has a lag-1 autocorrelation as worked out by hand", () => {
    // mean 2; distances -1 0 1 0 0; products 0 0 0 0; squares 2
    expect(lagOne([1, 2, 3, 2, 2])).toBe(0);
    // distances 1 -1 1 -1: -3 / 4
    expect(lagOne([3, 1, 3, 1])).toBe(-0.75);
    expect(lagOne([5, 5, 5])).toBe(0);
  });

  it("keeps single rows of independent tables and blocks of persistent ones", () => {
    expect(rowDependence(normalTable(82, 300, 1))).toEqual({ block: 1, persistence: 0 });
    const noise = normalTable(82, 300, 2);
    let before = new Float64Array(300);
    const rows = noise.rows.map((row) => {
      before = row.map((x, i) => x + 0.6 * (before[i] as number));
      return before;
    });
    const { block, persistence } = rowDependence({ ...noise, rows });
    expect(block).toBe(5);
    expect(persistence).toBeCloseTo(0.6, 1);
  });

  it("is worked out once of a table", () => {
    const table = normalTable(82, 300, 2);
    expect(rowDependence(table)).toBe(rowDependence(table));
  });

  it("is the same with others answered meanwhile", async () => {
    const [first, second] = [normalTable(82, 300, 2), normalTable(82, 300, 2)];
    const inTurns = await rowDependenceInTurns(first);
    expect(inTurns).toEqual(rowDependence(second));
    expect(rowDependence(first)).toBe(inTurns);
  });
});

describe("tables without skill", () => {
  const table = { matrix: normalTable(40, 30, 3, { skilled: 30, skill: 2 }) };

  it("with signs have every row, as it is or turned", () => {
    const { matrix } = twinTable(table, "signs", { seed: 9, twin: 4, block: 5 });
    const signs = matrix.rows.map((row, t) => {
      const from = table.matrix.rows[t] as Float64Array;
      const sign = Math.sign((row[0] as number) * (from[0] as number));
      expect(Array.from(row)).toEqual(Array.from(from, (x) => sign * x));
      return sign;
    });
    expect(new Set(signs)).toEqual(new Set([1, -1]));
  });

  it.each(twinKinds)("of kind %s spread their means as widely as tables whose rows persist", (kind) => {
    const [columns, rows, phi] = [4000, 82, 0.3];
    const noise = normalTable(rows, columns, 6);
    let before = noise.rows[0] as Float64Array;
    const persistent = noise.rows.map((row, t) => {
      if (t > 0) before = row.map((x, i) => phi * (before[i] as number) + Math.sqrt(1 - phi * phi) * x);
      return before;
    });
    const matrix = { ...noise, rows: persistent };
    const { block, persistence } = rowDependence(matrix);
    expect(block).toBe(5);
    expect(persistence).toBeCloseTo(phi, 1);
    /** Mean square of t over the columns. */
    const spread = (of: PnlMatrix) => mean(columnSharpes(of).map((one) => one * one)) * rows;
    const twins = Array.from({ length: 20 }, (_, twin) =>
      spread(twinTable({ matrix }, kind, { seed: 5, twin, block, persistence }).matrix),
    );
    // (1 + phi) / (1 - phi) = 1.86; blocks of five alone come to 1.61.
    expect(mean(twins)).toBeGreaterThan(0.95 * spread(matrix));
    expect(mean(twins)).toBeLessThan(1.05 * spread(matrix));
    for (const one of twins) expect(Math.abs(one / spread(matrix) - 1)).toBeLessThan(0.12);
  });

  it("with the bootstrap have centred rows: their drift is gone", () => {
    const means = Array.from({ length: 40 }, (_, twin) =>
      mean(twinTable(table, "bootstrap", { seed: 9, twin, block: 1 }).matrix.rows.map(mean)),
    );
    expect(Math.abs(mean(means))).toBeLessThan(50);
    expect(mean(table.matrix.rows.map(mean))).toBeGreaterThan(1500);
    const own = table.matrix.rows.map((row) => row[7] as number);
    const centred = own.map((x) => x - mean(own));
    const sample = twinSample(40, "bootstrap", { seed: 9, twin: 0, block: 1, persistence: 0 });
    const twin = sampledTable(table, sample).matrix.rows.map((row) => row[7] as number);
    // Each is a centred row, but for what the whole column is moved by.
    const moved = mean(twin) * (1 - 1 / (sample.stretch as number));
    for (const [t, x] of twin.entries()) {
      expect(x - moved).toBeCloseTo(centred[sample.rows[t] as number] as number, 6);
    }
  });

  it("take the rows that correlations come from along", () => {
    const two = normalTable(80, 30, 5);
    for (const kind of ["signs", "bootstrap"] as const) {
      const single = twinTable({ matrix: two }, kind, { seed: 1, twin: 2, block: 1 });
      expect(single.correlationSource).toBeUndefined();
      const twin = twinTable({ ...table, correlationSource: two }, kind, { seed: 1, twin: 2, block: 3 });
      expect(twin.correlationSource?.rows.length).toBe(80);
    }
    const { matrix, correlationSource } = twinTable({ ...table, correlationSource: two }, "signs", {
      seed: 1,
      twin: 2,
      block: 3,
    });
    for (const [t, row] of matrix.rows.entries()) {
      const turned = row[0] !== table.matrix.rows[t]?.[0];
      for (const u of [2 * t, 2 * t + 1]) {
        expect(correlationSource?.rows[u]?.[1] !== two.rows[u]?.[1]).toBe(turned);
      }
    }
  });

  it("are another with every number, and the same with the same", () => {
    const cell = (seed: number, twin: number) =>
      Array.from(twinTable(table, "bootstrap", { seed, twin, block: 1 }).matrix.rows, (row) => row[3]);
    expect(cell(1, 0)).toEqual(cell(1, 0));
    expect(cell(1, 0)).not.toEqual(cell(1, 1));
    expect(cell(1, 0)).not.toEqual(cell(2, 0));
  });
});

describe("draws", () => {
  it("keep blocks of rows together, around the end", () => {
    const rows = blockRows(new CounterRandom(5), 1, 0, 23, 4);
    for (let t = 0; t < 23; t += 1) {
      if (t % 4 !== 0) expect(rows[t]).toBe(((rows[t - 1] as number) + 1) % 23);
    }
  });

  it("give blocks of rows one sign", () => {
    const signs = rowSigns(new CounterRandom(6), 1, 3, 60, 6);
    const changes = Array.from(signs.keys()).filter((t) => t > 0 && signs[t] !== signs[t - 1]);
    expect(changes.length).toBeGreaterThan(1);
    expect(new Set(changes.map((t) => t % 6)).size).toBe(1);
  });
});

describe("the sign test", () => {
  it("agrees with all sign patterns of a short series", () => {
    const series = [3, -1, 2, 4, -2, 1, 5, 0.5, -0.25, 2.5];
    const sum = series.reduce((a, b) => a + b, 0);
    let atLeast = 0;
    for (let pattern = 0; pattern < 1024; pattern += 1) {
      const other = series.reduce((s, x, t) => s + ((pattern >> t) & 1 ? -x : x), 0);
      if (other >= sum) atLeast += 1;
    }
    expect(signTest(series, 1, 1)).toBeCloseTo(atLeast / 1024, 1);
    expect(Math.abs(signTest(series, 1, 1) - atLeast / 1024)).toBeLessThan(0.015);
  });

  it("is at its least for a series that always earns, and 1 for one that always loses", () => {
    const earns = new Float64Array(40).fill(1);
    expect(signTest(earns, 1, 1)).toBe(1 / 5000);
    expect(
      signTest(
        earns.map((x) => -x),
        1,
        1,
      ),
    ).toBe(1);
  });
});

describe("the interval", () => {
  it("of a mean is that of the normal distribution where rows are independent", () => {
    const { rows } = normalTable(1, 400, 8, { scale: 1 });
    const series = rows[0] as Float64Array;
    const { low, high } = stationaryInterval(series, mean, { seed: 3, block: 1 });
    const deviation = Math.sqrt(mean(series.map((x) => (x - mean(series)) ** 2)) / 400);
    expect(low).toBeCloseTo(mean(series) - 1.645 * deviation, 1);
    expect(high).toBeCloseTo(mean(series) + 1.645 * deviation, 1);
  });

  it("is wider with blocks where rows persist", () => {
    const { rows } = normalTable(1, 400, 8, { scale: 1 });
    let before = 0;
    const series = Float64Array.from(rows[0] as Float64Array, (x) => (before = x + 0.7 * before));
    const width = (block: number) => {
      const { low, high } = stationaryInterval(series, mean, { seed: 3, block });
      return high - low;
    };
    expect(width(12)).toBeGreaterThan(1.5 * width(1));
  });
});

it("the P&L of members on a sample is that of the sampled table", () => {
  const view = searchView(
    Array.from({ length: 30 }, (_, i) => `s${i}`),
    normalTable(40, 30, 3, { skilled: 30, skill: 2 }).rows.map((row) => ({ cells: Array.from(row) })),
  );
  for (const kind of ["signs", "bootstrap"] as const) {
    const sample = twinSample(40, kind, { seed: 9, twin: 4, block: 5, persistence: 0.4 });
    const expected = portfolioPnl(sampledView(view, sample).matrix, [2, 7, 11]);
    for (const [t, x] of sampledPnl(view, sample, [2, 7, 11]).entries()) {
      expect(x).toBeCloseTo(expected[t] as number, 8);
    }
  }
});
