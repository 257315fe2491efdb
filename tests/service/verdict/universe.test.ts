import { describe, expect, it } from "vitest";
import { drawnCounts, rowDependence } from "../../../electron/service/verdict/resampling.ts";
import { minimumBacktestLength, testUniverse } from "../../../electron/service/verdict/universe.ts";
import { CentredBootstrap, centredTable, TileSums } from "./support/centred-bootstrap.ts";
import { naiveUniverse } from "./support/naive-universe.ts";
import { normalTable } from "./tables.ts";

const independent = { block: 1, persistence: 0 };

describe("the test of the universe", () => {
  it("takes the mean of the largest t, as worked out again here", async () => {
    const table = normalTable(30, 50, 1, { skilled: 10, skill: 0.5 });
    const t = Array.from({ length: 50 }, (_, i) => {
      const cells = table.rows.map((row) => row[i] as number);
      const mean = cells.reduce((a, b) => a + b, 0) / 30;
      const deviation = Math.sqrt(cells.reduce((sum, x) => sum + (x - mean) ** 2, 0) / 29);
      return (mean / deviation) * Math.sqrt(30);
    }).sort((a, b) => b - a);
    const expected = t.slice(0, 5).reduce((a, b) => a + b, 0) / 5;
    const found = await testUniverse(table, { size: 5, seed: 1, ...independent });
    expect(found.statistic).toBeCloseTo(expected, 9);
    expect(found.size).toBe(5);
  });

  it("finds skill, and none in noise", async () => {
    const noise = await testUniverse(normalTable(60, 200, 2), { size: 10, seed: 1, ...independent });
    expect(noise.p).toBeGreaterThan(0.05);
    const skill = await testUniverse(normalTable(60, 200, 2, { skilled: 20, skill: 0.6 }), {
      size: 10,
      seed: 1,
      ...independent,
    });
    expect(skill.p).toBe(1 / 500);
    expect(skill.statistic).toBeGreaterThan(skill.expectedByLuck);
  });

  it("does not call left-skewed noise skill, as signs of rows would", async () => {
    const table = normalTable(60, 200, 4, { scale: 1 });
    const rows = table.rows.map((row) => row.map((x) => 1 - Math.exp(x) / Math.exp(0.5)));
    expect((await testUniverse({ ...table, rows }, { size: 10, seed: 1, ...independent })).p).toBeGreaterThan(
      0.05,
    );
  });

  it("has no t for constant columns, and counts a missing cell as 0", async () => {
    const rows = Array.from({ length: 40 }, (_, t) =>
      Float64Array.of(7, t % 2 ? Number.NaN : 4, t % 2 ? 0 : 4),
    );
    const table = { observations: 40, strategies: 3, rows };
    const all = await testUniverse(table, { size: 3, seed: 1, ...independent });
    const one = await testUniverse(table, { size: 1, seed: 1, ...independent });
    expect(all.statistic).toBeCloseTo((2 * one.statistic) / 3, 12);
    expect(Number.isFinite(all.expectedByLuck)).toBe(true);
  });

  it("stops when it is cancelled", async () => {
    const call = { signal: AbortSignal.abort(), progress: () => undefined };
    const table = normalTable(200, 4000, 5);
    await expect(testUniverse(table, { size: 5, seed: 1, ...independent }, call)).rejects.toThrow();
  });
});

describe("the test, made another way in JavaScript", () => {
  it("is the same to the bit: rows that persist, stretches of rows, missing cells, constant and few columns", async () => {
    const tables = [
      {
        table: normalTable(82, 700, 21, { skilled: 9, skill: 0.3 }),
        asked: { size: 35, block: 1, persistence: 0 },
      },
      { table: normalTable(61, 333, 22), asked: { size: 7, block: 4, persistence: -0.3 } },
      { table: normalTable(40, 3, 23), asked: { size: 9, block: 1, persistence: 0 } },
      { table: normalTable(4200, 20, 24), asked: { size: 5, block: 17, persistence: 0.2 } },
    ];
    for (const [k, { table, asked }] of tables.entries()) {
      const rows = table.rows.map((row, t) =>
        row.map((x, i) => (i % 50 === 1 ? 7 : (t + i) % 11 === 0 ? Number.NaN : x)),
      );
      const full = { ...asked, seed: 5 + k };
      const expected = await naiveUniverse({ ...table, rows }, full);
      expect(await testUniverse({ ...table, rows }, full)).toEqual(expected);
      expect(await testUniverse({ ...table, rows }, full, undefined, 3)).toEqual(expected);
    }
  });
});

describe("a table of more than 4,096 rows", () => {
  /** Mean of the five largest of 20 standard normal values (Harter, Biometrika 48, 1961, table 1). */
  const expected = (1.86748 + 1.4076 + 1.13095 + 0.92098 + 0.74538) / 5;

  it("is resampled in stretches of rows, with the spread of rows, also where they persist", async () => {
    for (const phi of [0, 0.4]) {
      let before = new Float64Array(20);
      const rows = normalTable(5001, 20, 13).rows.map((row) => {
        before = row.map((x, i) => phi * (before[i] as number) + x);
        return before;
      });
      const { mean, rows: centred } = centredTable({ observations: 5001, strategies: 20, rows }, phi);
      const bootstrap = new CentredBootstrap(5001, phi, 5);
      expect(bootstrap).toMatchObject({ together: 2, stretches: 2501 });
      const sums = new TileSums(centred, 2);
      const draws = Array.from({ length: 300 }, (_, k) => drawnCounts(1, k, 2501, phi === 0 ? 1 : 9));
      const found = bootstrap.resampledStatistics(sums, draws);
      const average = found.reduce((sum, one) => sum + one, 0) / 300;
      // Means of rows that persist spread so much more widely.
      const wide = Math.sqrt((1 + phi) / (1 - phi));
      expect(Math.abs(average / wide - expected)).toBeLessThan(0.06);
      // The sums of stretches are those of the rows.
      const t = Array.from(mean, (average, i) => {
        const squares = centred.reduce((sum, row) => sum + (row[i] as number) ** 2, 0);
        return (average * Math.sqrt(5001)) / Math.sqrt(squares / 5000);
      }).sort((a, b) => b - a);
      expect(bootstrap.statisticOf(sums, mean)).toBeCloseTo(t.slice(0, 5).reduce((a, b) => a + b, 0) / 5, 9);
    }
  });

  it("has skill found, and none in noise", async () => {
    const options = { size: 5, seed: 1, ...independent };
    expect((await testUniverse(normalTable(4500, 20, 11), options)).p).toBeGreaterThan(0.02);
    const skill = normalTable(4500, 20, 12, { skilled: 5, skill: 0.1 });
    expect((await testUniverse(skill, options)).p).toBe(1 / 500);
  });
});

describe("the minimum backtest length", () => {
  it("is that of the paper: 45 tries show an annual Sharpe ratio of 1 in five years", () => {
    // Bailey, Borwein, Lopez de Prado and Zhu 2014, section 4: "if only five years of data are available, no more than 45".
    expect(minimumBacktestLength(45, 5).years).toBeCloseTo(5, 0);
    // pypbo, test_minBTL.
    expect(Math.abs(minimumBacktestLength(45, 5).years - 4.998087004443404)).toBeLessThanOrEqual(1e-8);
    expect(minimumBacktestLength(45, 5).sharpeByLuck).toBeCloseTo(1, 1);
  });
});

describe("p on noise", () => {
  it("is spread evenly, on independent columns and on rows that persist", async () => {
    for (const persistence of [0, 0.4]) {
      const p: number[] = [];
      for (let seed = 1; seed <= 20; seed += 1) {
        const noise = normalTable(60, 150, 100 + seed);
        let before = noise.rows[0] as Float64Array;
        const rows = noise.rows.map((row, t) => {
          if (t > 0) {
            const last = before;
            before = row.map(
              (x, i) => persistence * (last[i] as number) + Math.sqrt(1 - persistence ** 2) * x,
            );
          }
          return before;
        });
        const table = { ...noise, rows };
        const dependence = persistence === 0 ? independent : rowDependence(table);
        p.push((await testUniverse(table, { size: 10, seed, ...dependence })).p);
      }
      // Twenty uniform ones have a mean within 0.3 to 0.7 and two of them outside of the middle half, but for one case in 500.
      expect(p.reduce((a, b) => a + b, 0) / 20).toBeGreaterThan(0.3);
      expect(p.reduce((a, b) => a + b, 0) / 20).toBeLessThan(0.7);
      expect(p.filter((one) => one < 0.25 || one > 0.75).length).toBeGreaterThan(3);
    }
  });
});
