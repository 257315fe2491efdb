import fc from "fast-check";
import highs from "highs";
import { describe, expect, it, onTestFinished } from "vitest";
import { qualityLines } from "../../../../electron/contract/verdict-text.ts";
import { openView } from "../../../../electron/service/analysis/view/with-view.ts";
import { createEngine } from "../../../../electron/service/engine/engine.ts";
import {
  beginBound,
  boundedProgram,
  upperBoundOf,
} from "../../../../electron/service/search/bound/quality.ts";
import { boundOf, lowestBound } from "../../../../electron/service/search/bound/relaxation.ts";
import { judgeAll } from "../../../../electron/service/search/enumerate.ts";
import { type ResolvedSearch, searchObjective } from "../../../../electron/service/search/resolve.ts";
import { goldenView, trySearch } from "../support/search-service.ts";
import { searchView } from "../support/search-view.ts";

const call = { signal: new AbortController().signal, progress: () => undefined };
const free = {
  groupings: [],
  maxPairCorrelation: 1,
  maxDrawdown: 0,
};

const cell = fc.oneof(
  { weight: 8, arbitrary: fc.double({ min: -100, max: 120, noNaN: true }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
  { weight: 1, arbitrary: fc.constant(0) },
);
const strategies = 9;
const table = fc.array(fc.array(cell, { minLength: strategies, maxLength: strategies }), {
  minLength: 4,
  maxLength: 12,
});
const rule = fc.record({
  objective: fc.constantFrom("ratio", "roi", "less_max_dd", "expectancy"),
  profile: fc.constantFrom("textbook", "legacy"),
  size: fc.integer({ min: 1, max: 4 }),
  penaltyWeight: fc.constantFrom(0, 10),
  drawdownFloor: fc.double({ min: 0.5, max: 200, noNaN: true }),
  overZones: fc.boolean(),
});

/** Opens a table on the processor. */
async function openTable(rows: readonly (readonly number[])[]) {
  const engine = createEngine({
    backend: "cpu",
    device: -1,
    threads: 0,
    memoryLimitBytes: 0,
    prober: () => Promise.reject(new Error("the processor needs no probe")),
  });
  const names = Array.from({ length: strategies }, (_, i) => `s${i}`);
  const view = searchView(
    names,
    rows.map((cells) => ({ cells: [...cells] })),
  );
  return { view, session: await openView(engine, view, { work: "small-batches" }) };
}

describe("the upper bound", () => {
  it("is never below the best of all portfolios, whatever the table and the objective", async () => {
    let near = 0;
    const solver = await (highs as unknown as typeof highs.default)();
    await fc.assert(
      fc.asyncProperty(table, rule, async (rows, { size, overZones, ...rules }) => {
        const { view, session } = await openTable(rows);
        try {
          const search = { drawdownThreshold: 0, annualisation: 252, ...rules } as unknown as ResolvedSearch;
          const objective = searchObjective(search, overZones);
          const asked = { search, objective, constraints: {}, view };
          const program = boundedProgram(asked);
          const here = program && {
            of: async () => lowestBound(solver, { ...program, size }, () => undefined),
            end: () => undefined,
          };
          const bound = await upperBoundOf({ ...asked, bound: here }, size, call);
          const all = await judgeAll({ session, objective, constraints: free, budget: 1e6 }, size, call);
          expect(bound).not.toBeNull();
          expect(bound).toBeGreaterThanOrEqual((all?.fitness as number) - 1e-9);
          if ((bound as number) < 1.5 * (all?.fitness as number)) near += 1;
        } finally {
          session.close();
        }
      }),
      { numRuns: 200, seed: 17 },
    );
    // And not without sense: a bound that is everywhere far off would be none.
    expect(near).toBeGreaterThan(50);
  });

  it("holds for any prices, not only for those of the solver", () => {
    const prices = fc.array(fc.double({ min: 0, max: 3, noNaN: true }), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(table, prices, fc.integer({ min: 0, max: 5 }), (rows, price, first) => {
        const matrix = {
          observations: rows.length,
          strategies,
          rows: rows.map((row) => Float64Array.from(row)),
        };
        const members = [first, first + 1, first + 3];
        let [equity, peak, fall] = [0, 0, 0];
        for (const row of rows) {
          equity += members.reduce((sum, i) => sum + (row[i] || 0), 0) / 3;
          peak = Math.max(peak, equity);
          fall = Math.max(fall, peak - equity);
        }
        const task = { matrix, size: 3, floor: 2, peakFromZero: true } as const;
        const at = Float64Array.from(price);
        expect(boundOf({ ...task, of: "ratio" }, at)).toBeGreaterThanOrEqual(
          equity / Math.max(fall, 2) - 1e-9,
        );
        expect(boundOf({ ...task, of: "fall" }, at)).toBeGreaterThanOrEqual(-fall - 1e-9);
      }),
    );
  });
});

describe("how good the best of a search is", () => {
  const view = goldenView("entire_day_82x400/entire_day_82x400.csv");
  const request = {
    profile: "textbook",
    objective: "ratio",
    minSize: 10,
    maxSize: 10,
    evaluations: 20_000,
    algorithms: ["ga", "sa", "hc"],
    seed: 1,
    verdict: { twins: 0 },
  };

  it("is said: what none exceeds, and what its runs have in common", async () => {
    const result = await trySearch(view, request);
    const { upperBound, agreement } = result.quality ?? {};
    expect(upperBound).toBeGreaterThan(result.best.fitness);
    expect(agreement).toMatchObject({ runs: 2 });
    const lines = qualityLines(result);
    expect(lines[0]).toMatch(/^No portfolio of 10 exceeds [\d,.]+: at most [\d.]+ x this\.$/);
    expect(lines.at(-1)).toMatch(
      /^Of its 10 members the best of the other 2 runs has \d+ \(median; \d+ to \d+\)\.$/,
    );
    expect(lines.join(" ")).not.toMatch(/[Oo]ptimal/);
  });

  it("is said honestly where there is no bound, and where there is nothing left to prove", async () => {
    const open = await trySearch(view, { ...request, drawdownFloor: 0 });
    expect(open.quality?.upperBound).toBeNull();
    expect(qualityLines(open)[0]).toContain("has no upper end");
    const small = goldenView("entire_day_20x40/entire_day_20x40.csv");
    const whole = await trySearch(small, { ...request, minSize: 2, maxSize: 2, algorithms: ["rs"] });
    expect(qualityLines(whole)).toEqual(["Optimal: all 780 portfolios of its size were judged."]);
    const believed = await trySearch(view, { ...request, objective: "believable" });
    expect(believed.quality).toEqual({ upperBound: null, agreement: null, terms: null });
    expect(qualityLines(believed)[0]).toContain('no upper bound is known for "Believable Sharpe"');
  });

  it("ends with a cancel", async () => {
    const stop = new AbortController();
    const { view: small, session } = await openTable([[1, 2, 3, 4, 5, 6, 7, 8, 9]]);
    onTestFinished(() => session.close());
    stop.abort();
    const search = { objective: "less_max_dd" } as ResolvedSearch;
    const objective = searchObjective(search, false);
    const asked = { search, objective, constraints: {}, view: small };
    const begun = { ...asked, bound: beginBound(asked) };
    await expect(upperBoundOf(begun, 2, { ...call, signal: stop.signal })).rejects.toThrow("Cancelled");
  });
});
