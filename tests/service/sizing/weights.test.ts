import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { portfolioWeights } from "../../../electron/contract/methods/portfolio.ts";
import { searchRun } from "../../../electron/contract/methods/search.ts";
import { weightScheme } from "../../../electron/contract/portfolio.ts";
import { portfolioPnl } from "../../../electron/service/analysis/series/portfolio.ts";
import { searchRunHandler } from "../../../electron/service/search/handlers/search.ts";
import { believedSum, measuredSharpe } from "../../../electron/service/sizing/believed.ts";
import { portfolioWeightsHandler } from "../../../electron/service/sizing/handlers/portfolio.ts";
import { judgeAndMeasure } from "../../../electron/service/sizing/judged.ts";
import { analysisContext, cpuEngine, noEngine, quietCall } from "../analysis/support/analysis-context.ts";
import { goldenJson } from "../analysis/support/golden-json.ts";
import { type GoldenTable, readGoldenTable } from "../analysis/support/read-golden-table.ts";

const table = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
const short: GoldenTable = {
  ...table,
  dates: table.dates.slice(0, 5),
  matrix: { ...table.matrix, observations: 5, rows: table.matrix.rows.slice(0, 5) },
};
const context = noEngine ? undefined : analysisContext({ day: table, short });
const names = (at: readonly number[]) => at.map((i) => table.strategies[i] as string);
const weigh = (members: readonly string[], more: object = {}) =>
  portfolioWeightsHandler.handle(
    portfolioWeights.request.parse({ dataset: "day", members, ...more }),
    context as NonNullable<typeof context>,
    quietCall,
  );
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0);

describe.skipIf(noEngine)("portfolio.weights", () => {
  it("gives weights that sum to 1 within the cap, with figures of the rows that follow", async () => {
    const members = names([40, 7, 123, 311, 222, 5, 17, 99]);
    const made = await weigh(members);
    expect(made.members).toEqual(members);
    expect(made.schemes.map(({ scheme }) => scheme)).toEqual(weightScheme.options);
    expect(made.rows).toBe(41);
    for (const { scheme, weights, outOfSample } of made.schemes) {
      expect(sum(weights)).toBeCloseTo(1, 9);
      for (const weight of weights) expect(weight).toBeGreaterThanOrEqual(0);
      if (scheme === "believable") expect(Math.max(...weights)).toBeLessThanOrEqual(2 / 8 + 1e-12);
      expect(outOfSample?.low).toBeLessThanOrEqual(outOfSample?.high as number);
    }
    const of = (wanted: string) => made.schemes.find(({ scheme }) => scheme === wanted);
    for (const { value } of made.schemes)
      expect(of("believable")?.value).toBeGreaterThanOrEqual(value - 1e-9);
    const best = made.schemes.reduce((a, b) =>
      (b.outOfSample?.sharpe ?? 0) > (a.outOfSample?.sharpe ?? 0) ? b : a,
    );
    expect(made.earned).toBe(best.scheme);
    expect(made.sentence).toContain((best.outOfSample?.sharpe ?? Number.NaN).toFixed(2));
    const wider = await weigh(members, { cap: 3 });
    expect(wider.schemes.find(({ scheme }) => scheme === "believable")?.value).toBeGreaterThanOrEqual(
      (of("believable")?.value as number) - 1e-9,
    );
  });

  it("answers in the order of the members, whatever that is", async () => {
    const [a, b] = [names([40, 7, 123, 311]), names([311, 123, 7, 40])];
    const [there, back] = [await weigh(a), await weigh(b)];
    for (const [k, { weights }] of there.schemes.entries()) {
      expect([...weights]).toEqual([...(back.schemes[k]?.weights ?? [])].reverse());
    }
  });

  it("says so where the rows are too few", async () => {
    const made = await weigh(names([1, 2, 3]), { dataset: "short" });
    expect(made.earned).toBeNull();
    expect(made.sentence).toContain("too few rows");
    for (const { weights } of made.schemes) expect(sum(weights)).toBeCloseTo(1, 9);
  });
});

interface Golden {
  readonly shrunkCorrelation: number[];
  readonly best: { readonly members: number[] };
  readonly expectation: { readonly block: number; readonly draws: number[][]; readonly measured: number };
  readonly weights: {
    readonly members: number[];
    readonly weights: number[];
    readonly cap: number;
    readonly value: number;
    readonly equalValue: number;
  };
}

describe.skipIf(noEngine)("golden values of the believable Sharpe ratio", () => {
  it("come out of the service: what to expect to 1e-9, weights to 1e-6", async () => {
    const golden = goldenJson<Golden>("believable_sharpe/expected.json");
    const { matrix } = readGoldenTable("believable_sharpe/table.csv", 1);
    const session = await cpuEngine().open(matrix);
    try {
      const given = {
        correlation: Float64Array.from(golden.shrunkCorrelation),
        draws: Uint32Array.from(golden.expectation.draws.flat()),
      };
      const options = { seed: 1, threads: 2, given };
      const judged = await judgeAndMeasure({ matrix }, session.judgements, options, quietCall);
      expect(judged.block).toBe(golden.expectation.block);
      const best = Uint32Array.from(golden.best.members);
      const believed = await judged.believe(best);
      const { equal } = believed.weights;
      const M = measuredSharpe(believedSum(believed, equal, portfolioPnl(matrix, best)));
      expect(Math.abs(M - golden.expectation.measured)).toBeLessThan(1e-9);

      const { members, weights, cap, value, equalValue } = golden.weights;
      const made = await judged.believe(Uint32Array.from(members), cap);
      for (const [i, weight] of weights.entries()) {
        expect(Math.abs((made.weights.believable[i] as number) - weight)).toBeLessThan(1e-6);
      }
      expect(Math.abs(made.values.believable - value)).toBeLessThan(1e-9);
      expect(Math.abs(made.values.equal - equalValue)).toBeLessThan(1e-9);
    } finally {
      session.close();
    }
  });

  it("are made for the best portfolio of a search that asks for them, and written beside its files", async () => {
    const out = mkdtempSync(join(tmpdir(), "tessera-weights-"));
    const made = await searchRunHandler.handle(
      searchRun.request.parse({
        ...{ dataset: "day", minSize: 8, maxSize: 8, algorithms: ["hc"], evaluations: 2000 },
        ...{ verdict: { twins: 0 }, weighting: "believable", out },
      }),
      context as NonNullable<typeof context>,
      quietCall,
    );
    const weights = made.weights?.weights ?? [];
    expect(sum(weights)).toBeCloseTo(1, 9);
    expect(Math.max(...weights)).toBeLessThanOrEqual(2 / 8 + 1e-12);
    const other = await weigh(made.best.members);
    expect(made.weights?.earned).toBe(other.earned);
    expect(made.files).toContain("weights.csv");
    const lines = readFileSync(join(out, "weights.csv"), "utf8").trim().split("\n").slice(1);
    expect(lines.map((line) => line.split(",")[0])).toEqual(made.best.members);
    expect(lines.map((line) => Number(line.split(",")[1]))).toEqual(weights);
    rmSync(out, { recursive: true });
  });
});
