import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { searchAlgorithm } from "../../../electron/contract/algorithms.ts";
import { type SearchOutcome, searchRace, searchResult } from "../../../electron/contract/search-result.ts";
import { compareCapsules } from "../../../electron/service/search/capsule.ts";
import { defaultEvaluations } from "../../../electron/service/search/plan.ts";
import { goldenView, trySearch } from "./support/search-service.ts";

const folder = mkdtempSync(join(tmpdir(), "tessera-search-"));
afterAll(() => rmSync(folder, { recursive: true }));

const small = goldenView("entire_day_20x40/entire_day_20x40.csv");
const large = goldenView("entire_day_82x400/entire_day_82x400.csv");
const algorithms = searchAlgorithm.options;
const quick = {
  algorithms: ["sa", "ga"],
  minSize: 5,
  maxSize: 7,
  evaluations: 20_000,
  verdict: { twins: 0 },
};

// exhaustive_optima.json, without_constant_columns
const optima: Readonly<Record<number, number>> = {
  2: 38.160125170730915,
  3: 17.813611112484416,
  4: 26.62292306049646,
};

it("a watcher is told each size's best, and the best of all, before the end", async () => {
  const told: SearchOutcome[] = [];
  const bests: SearchOutcome[] = [];
  const watch = {
    portfolio: (one: SearchOutcome) => told.push(one),
    best: (one: SearchOutcome) => bests.push(one),
  };
  const result = await trySearch(large, { ...quick, warmStart: true }, { watch, threads: 4 });
  const short = ({
    size,
    algorithm,
    fitness,
    columns,
  }: Pick<SearchOutcome, "size" | "algorithm" | "fitness" | "columns">) => ({
    size,
    algorithm,
    fitness,
    columns,
  });
  expect(told.sort((a, b) => a.size - b.size).map(short)).toEqual(result.portfolios.map(short));
  expect(bests.map(short)).toEqual([short(result.best)]);
});

describe("the exhaustive optima of sizes 2 to 4", () => {
  // A quarter of the least that a default budget ever is, so whoever finds them with this finds them with any default.
  const evaluations = 50_000;
  const sensible = algorithms.filter((one) => one !== "rs");

  it("are found from at least 19 of 20 seeds by every algorithm but the random one, by SA from all", async () => {
    const reached = new Map(sensible.map((algorithm) => [algorithm, 0]));
    for (let seed = 1; seed <= 20; seed += 1) {
      const { runs } = await trySearch(small, {
        minSize: 2,
        maxSize: 4,
        algorithms: sensible,
        constraints: { excludeConstant: true },
        seed,
        evaluations,
        warmStart: false,
        verdict: { twins: 0 },
      });
      for (const algorithm of sensible) {
        const own = runs.filter((run) => run.algorithm === algorithm);
        const all = own.every(({ size, fitness }) => Math.abs(fitness - (optima[size] as number)) < 1e-9);
        if (own.length === 3 && all) reached.set(algorithm, (reached.get(algorithm) as number) + 1);
      }
    }
    expect(reached.get("sa")).toBe(20);
    for (const [algorithm, seeds] of reached) expect(seeds, algorithm).toBeGreaterThanOrEqual(19);
  }, 60_000);

  it("are within the default budget", () => {
    for (const maxSize of [2, 4, 30, 2000]) {
      const plan = { minSize: 2, maxSize, algorithms, objective: "ratio", warmStart: true } as const;
      const budget = defaultEvaluations(plan, { observations: 20, strategies: 40 });
      expect(budget).toBeGreaterThanOrEqual(4 * evaluations);
    }
  });
});

describe("a search on golden data", () => {
  it("finds the exhaustive optima of sizes 2 to 4 with every algorithm but the random one", async () => {
    const result = await trySearch(small, {
      minSize: 2,
      maxSize: 4,
      algorithms,
      constraints: { excludeConstant: true },
      evaluations: 50_000,
    });
    expect(searchResult.parse(result)).toBeDefined();
    for (const run of result.runs.filter((one) => one.algorithm !== "rs")) {
      expect(run.fitness, `${run.algorithm} ${run.size}`).toBeCloseTo(optima[run.size] as number, 9);
    }
    expect(result.best.size).toBe(2);
    expect(result.best.base - 10 * result.best.mean_correlation).toBeCloseTo(result.best.fitness, 9);
    // 780 pairs, 9,880 of three, 91,390 of four: fewer than were looked at.
    expect(result.luck.effort).toEqual({ scored: 102_050, ruledOut: 0, exist: 102_050 });
  });

  it("comes to the same with other threads, and from its capsule", async () => {
    const first = await trySearch(large, quick, { threads: 1 });
    for (const threads of [2, 7]) {
      const second = await trySearch(large, first.capsule.request, { threads });
      expect(compareCapsules(first.capsule, second.capsule)).toEqual([]);
      expect(second.capsule.request).toEqual(first.capsule.request);
    }
  });

  it("lets sizes help one another, in favour of each", async () => {
    const short = { ...quick, minSize: 10, maxSize: 14, evaluations: 3000 };
    const alone = await trySearch(large, { ...short, warmStart: false });
    const together = await trySearch(large, short);
    const gains = together.portfolios.map(({ fitness }, k) => fitness - (alone.portfolios[k]?.fitness ?? 0));
    expect(Math.min(...gains)).toBeGreaterThanOrEqual(0);
    const k = gains.indexOf(Math.max(...gains));
    expect(gains[k]).toBeGreaterThan(0);
    const { size, algorithm, fitness } = together.portfolios[k] as (typeof together.portfolios)[number];
    const runOf = ({ runs }: typeof together) =>
      runs.find((one) => one.size === size && one.algorithm === algorithm);
    expect(runOf(together)?.fitness).toBe(fitness);
    expect(runOf(together)?.evaluations).toBeGreaterThan(runOf(alone)?.evaluations ?? 0);
  });

  it("tells how the race stands", async () => {
    const races: unknown[] = [];
    const onProgress = ({ live }: { live?: unknown }) => {
      if (live) races.push(live);
    };
    // Each size alone: what sizes give one another comes after the race.
    const result = await trySearch(large, { ...quick, warmStart: false }, { onProgress });
    const last = searchRace.parse(races.findLast((one) => searchRace.safeParse(one).success));
    expect(last.lanes.map((lane) => lane.algorithm)).toEqual(["ga", "sa"]);
    expect(last.best).toBeGreaterThan(0);
    expect(last.lanes[0]?.curve.length).toBeGreaterThan(2);
    for (const [k, lane] of last.lanes.entries()) {
      const run = result.runs.filter((one) => one.size === 7)[k];
      expect(lane).toMatchObject({ evaluations: run?.evaluations, screened: run?.screened, secondsLeft: 0 });
      expect(lane.curve).toEqual(run?.curve);
    }
  });
});

describe("an interrupted search", () => {
  it("goes on from its checkpoint to the same result", async () => {
    const checkpoint = join(folder, "search.json");
    const whole = await trySearch(large, quick);
    const stop = new AbortController();
    let reports = 0;
    const onProgress = () => {
      reports += 1;
      if (reports === 3) stop.abort();
    };
    await expect(trySearch(large, quick, { checkpoint, signal: stop.signal, onProgress })).rejects.toThrow(
      "Cancelled.",
    );
    expect(existsSync(checkpoint)).toBe(true);
    const resumed = await trySearch(large, quick, { checkpoint });
    expect(compareCapsules(whole.capsule, resumed.capsule)).toEqual([]);
    const withoutTime = ({ seconds: _, ...run }: (typeof whole.runs)[number]) => run;
    expect(resumed.runs.map(withoutTime)).toEqual(whole.runs.map(withoutTime));
    expect(resumed.luck).toEqual(whole.luck);
    // Until its caller has put everything in place.
    expect(existsSync(checkpoint)).toBe(true);
  });

  it("does not take up another search's checkpoint", async () => {
    const checkpoint = join(folder, "other.json");
    const stop = new AbortController();
    const signal = stop.signal;
    stop.abort();
    await expect(trySearch(large, quick, { checkpoint, signal })).rejects.toThrow("Cancelled.");
    await expect(trySearch(large, { ...quick, seed: 2 }, { checkpoint })).rejects.toThrow(
      "belongs to another search",
    );
  });
});

describe("a search under conditions", () => {
  it("keeps constraints", async () => {
    const result = await trySearch(large, {
      ...quick,
      constraints: {
        include: ["DEMOIDX 1055-1455 SL38%TP62%"],
        exclude: ["MOCKIDX 12*"],
        maxPairCorrelation: 0.6,
        groupings: [{ by: "underlying", each: { maxShare: 0.6 } }],
      },
    });
    for (const portfolio of result.portfolios) {
      expect(portfolio.violation).toBe(0);
      expect(portfolio.members).toContain("DEMOIDX 1055-1455 SL38%TP62%");
      expect(portfolio.members.filter((name) => name.startsWith("MOCKIDX 12"))).toEqual([]);
      const demo = portfolio.members.filter((name) => name.startsWith("DEMOIDX")).length;
      const most = Math.floor(0.6 * portfolio.size);
      expect(Math.max(demo, portfolio.size - demo)).toBeLessThanOrEqual(most);
    }
  });

  it("names the limits that no portfolio keeps", async () => {
    const remedyOf = async (constraints: object): Promise<string> => {
      const failure = await trySearch(large, { ...quick, constraints }).catch((error) => error.report);
      expect(failure.message).toContain("keeps the limits");
      return failure.remedy;
    };
    const limits = { maxDrawdown: 1, excludeConstant: true };
    expect(await remedyOf(limits)).toMatch(/maxDrawdown: \d.*, allowed is 1\. /);
    expect(await remedyOf({ maxPairCorrelation: -0.9 })).toMatch(/maxPairCorrelation: .*, allowed is -0\.9/);
    await expect(
      trySearch(large, { ...quick, constraints: { groupings: [{ by: "underlying", each: { max: 1 } }] } }),
    ).rejects.toThrow("The groups may have at most 2 members together");
  });

  it("has a drawdown floor outside the legacy profile, and says when it binds", async () => {
    const textbook = await trySearch(large, { ...quick, profile: "textbook", objective: "ratio" });
    expect(textbook.drawdownFloor).toBeGreaterThan(0);
    expect(textbook.best.base).toBeCloseTo(
      textbook.best.roi / Math.max(textbook.best.max_drawdown, textbook.drawdownFloor),
      9,
    );
    expect(textbook.drawdownFloorBinds).toBe(textbook.best.max_drawdown < textbook.drawdownFloor);
    expect((await trySearch(large, quick)).drawdownFloor).toBe(0);
  });

  it.each(["enhanced", "hybrid"])("searches for the %s objective", async (objective) => {
    const result = await trySearch(large, { ...quick, objective });
    expect(result.best.fitness).toBeGreaterThan(0);
  });

  it("refuses what contradicts itself", async () => {
    await expect(trySearch(large, { ...quick, minSize: 9, maxSize: 3 })).rejects.toThrow(
      "is below the smallest",
    );
    await expect(trySearch(large, { ...quick, parameters: { sa: { heat: 1 } } })).rejects.toThrow(
      'Unknown parameter "heat"',
    );
    await expect(trySearch(large, { ...quick, constraints: { exclude: ["nobody"] } })).rejects.toThrow(
      "has no strategy nobody",
    );
  });
});

describe("the verdict of a search", () => {
  // A probe of a verdict has 50,000 evaluations a run, however few the search has: one run, and few twins.
  const judged = { ...quick, algorithms: ["sa"], maxSize: 5, verdict: { twins: 3 } };

  it("is the same on any number of threads, in every figure and word", async () => {
    const [one, many] = [
      await trySearch(large, judged, { threads: 1 }),
      await trySearch(large, judged, { threads: 17 }),
    ];
    expect(many.luck).toEqual(one.luck);
    expect(one.luck.twins?.values.signs.length).toBeGreaterThan(0);
    expect(one.luck.walkForward?.pnl.length).toBe(41);
    expect(one.luck.sentence).toContain("On rows that it had not seen it earned");
    expect(one.luck.race.map(({ id }) => id)).toEqual(["search", "believable", "top", "top-apart"]);
  });

  it("is never that of skill after a quick look", async () => {
    const { luck } = await trySearch(large, { ...judged, verdict: { quick: true, twins: 9 } });
    expect(luck.twins?.pBootstrap).toBeNull();
    expect(luck.twins?.values.bootstrap).toEqual([]);
    expect(luck.verdict).not.toBe("more than luck");
  });

  it("says when there are too few rows, and when it was not asked", async () => {
    const cut = {
      ...large,
      observations: large.observations.slice(0, 20),
      matrix: { ...large.matrix, observations: 20, rows: large.matrix.rows.slice(0, 20) },
    };
    const few = await trySearch(cut, judged);
    expect(few.luck.verdict).toBe("too few rows to say");
    expect(few.luck.twins).toBeNull();
    const unasked = await trySearch(large, { ...judged, verdict: { twins: 0 } });
    expect(unasked.luck.verdict).toBe("not shown");
    expect(unasked.luck.sentence).toBe("It was not asked whether this is more than luck.");
  });
});
