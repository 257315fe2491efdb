import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { searchAlgorithm } from "../../../electron/contract/algorithms.ts";
import { searchResult } from "../../../electron/contract/search-result.ts";
import { qualityLines } from "../../../electron/contract/verdict-text.ts";
import { compareCapsules } from "../../../electron/service/search/capsule.ts";
import { cheapChoice, choiceCost } from "../../../electron/service/search/plan.ts";
import { columnSharpes } from "../../../electron/service/verdict/rankings.ts";
import { goldenView, trySearch } from "./support/search-service.ts";
import { searchView } from "./support/search-view.ts";

const folder = mkdtempSync(join(tmpdir(), "tessera-objectives-"));
afterAll(() => rmSync(folder, { recursive: true }));

const view = goldenView("believable_sharpe/table.csv");
const believing = {
  ...{ profile: "textbook", minSize: 10, maxSize: 10, evaluations: 20_000 },
  verdict: { twins: 0 },
} as const;

/** Of the strategies of the view, with n - 1. */
function medianDeviation(): number {
  const { rows, strategies } = view.matrix;
  const deviations = Array.from({ length: strategies }, (_, i) => {
    const mean = rows.reduce((sum, row) => sum + (row[i] as number), 0) / rows.length;
    const square = rows.reduce((sum, row) => sum + ((row[i] as number) - mean) ** 2, 0);
    return Math.sqrt(square / (rows.length - 1));
  }).toSorted((a, b) => a - b);
  return deviations[Math.floor(deviations.length / 2)] as number;
}

describe("a search that says nothing of its objective", () => {
  it("maximises the believable Sharpe ratio and gives at most a hundredth of it for P&L over drawdown", async () => {
    const result = searchResult.parse(await trySearch(view, believing));
    expect(result.objective).toBe("believable");
    expect(result.capsule.request).toMatchObject({ objective: "believable", slack: 0.01 });
    expect(result.capsule.request).not.toHaveProperty("penaltyWeight");
    const { believable, fitness, members } = result.best;
    expect(believable?.slack).toBe(0.01);
    expect(fitness).toBe(believable?.value);
    expect(believable?.value).toBeGreaterThanOrEqual(0.99 * (believable?.best as number));
    const alone = await trySearch(view, { ...believing, slack: 0 });
    expect(alone.best.believable?.value).toBeCloseTo(alone.best.believable?.best as number, 12);
    expect(alone.best.believable?.best).toBe(believable?.best);
    const { best: generous } = await trySearch(view, { ...believing, slack: 0.1 });
    // P&L over drawdown as step 7 has it: a drawdown under the median deviation of a strategy is no merit.
    const least = 10 * medianDeviation();
    const ratio = ({ roi, max_drawdown }: typeof generous) => roi / Math.max(max_drawdown, least);
    expect(ratio(generous)).toBeGreaterThan(ratio(alone.best));
    expect(generous.believable?.value).toBeGreaterThanOrEqual(0.9 * (believable?.best as number));
    expect(members).toHaveLength(10);
  });

  it("is the replaced system's fitness under the legacy profile", async () => {
    const { objective, best } = await trySearch(view, {
      ...believing,
      profile: "legacy",
    });
    expect(objective).toBe("ratio");
    expect(best.believable).toBeNull();
  });
});

describe("the believable Sharpe ratio", () => {
  it("of ten is reached by every algorithm but the random one, from anywhere", async () => {
    const { runs } = await trySearch(view, {
      ...believing,
      // That of the default.
      evaluations: undefined,
      algorithms: searchAlgorithm.options,
      warmStart: false,
    });
    const [choice, ...searched] = runs;
    expect(choice?.algorithm).toBe("choice");
    for (const { algorithm, fitness } of searched.filter((one) => one.algorithm !== "rs"))
      expect(fitness, algorithm).toBeCloseTo(choice?.fitness as number, 12);
    expect(searched.find((one) => one.algorithm === "rs")?.fitness).toBeLessThan(choice?.fitness as number);
  });

  it("is the same with other threads, from its capsule, and after an interruption", async () => {
    const sizes = { ...believing, minSize: 5, maxSize: 8 };
    const first = await trySearch(view, sizes, { threads: 1 });
    const second = await trySearch(view, first.capsule.request, { threads: 7 });
    expect(compareCapsules(first.capsule, second.capsule)).toEqual([]);
    expect(second.capsule.request).toEqual(first.capsule.request);
    const checkpoint = join(folder, "state.json");
    const controller = new AbortController();
    const stopped = trySearch(view, sizes, {
      checkpoint,
      signal: controller.signal,
      onProgress: ({ live }) => live && controller.abort(),
    });
    await expect(stopped).rejects.toThrow();
    const resumed = await trySearch(view, sizes, { checkpoint });
    expect(compareCapsules(first.capsule, resumed.capsule)).toEqual([]);
  });

  it("of few portfolios is proven, for all are judged", async () => {
    const candidates = view.strategies.slice(0, 12);
    const { best } = await trySearch(view, {
      ...believing,
      minSize: 3,
      maxSize: 3,
      constraints: { candidates },
    });
    expect(best.optimalOf).toBe(220);
  });

  it("keeps limits", async () => {
    const [first = "", second = ""] = view.strategies;
    const constraints = { include: [first], exclude: [second], maxPairCorrelation: 0.3 };
    const { best } = await trySearch(view, { ...believing, constraints });
    expect(best.members).toContain(first);
    expect(best.members).not.toContain(second);
    expect(best.violation).toBe(0);
  });
});

describe("a ranking", () => {
  const ranking = { ...believing, objective: "top" } as const;

  it("is a portfolio like any other", async () => {
    const result = await trySearch(view, { ...ranking, verdict: { twins: 3 } });
    const { best, runs, luck } = result;
    const value = columnSharpes(view.matrix);
    const expected = Array.from(value.keys())
      .sort((a, b) => (value[b] as number) - (value[a] as number))
      .slice(0, 10)
      .sort((a, b) => a - b);
    expect(best.columns).toEqual(expected);
    expect(runs.map((one) => one.algorithm)).toEqual(["ranking"]);
    expect(qualityLines(result)).toEqual([]);
    expect(luck.race.map((one) => one.id)).toEqual(["search", "believable", "ratio", "top-apart"]);
    expect(luck.race.filter((one) => one.won)).toHaveLength(1);
  });

  it("passes over look-alikes where pairs are limited, and says when it ends early", async () => {
    const apart = await trySearch(view, { ...ranking, constraints: { maxPairCorrelation: 0.5 } });
    expect(apart.best.violation).toBe(0);
    await expect(trySearch(view, { ...ranking, constraints: { maxPairCorrelation: -0.5 } })).rejects.toThrow(
      /The ranking ends after \d+ of 10 strategies/,
    );
  });
});

describe("options", () => {
  it("that an objective has not are told", async () => {
    await expect(trySearch(view, { ...believing, penaltyWeight: 1 })).rejects.toThrow(
      'The objective "Believable Sharpe" has no penalty for correlation.',
    );
    await expect(trySearch(view, { ...believing, objective: "roi", slack: 0.1 })).rejects.toThrow("no slack");
  });
});

describe("twins of a choice", () => {
  it("are 99 of a kind where that is a matter of seconds, and by size alone", async () => {
    expect(choiceCost(82, 240, 10)).toBeLessThan(cheapChoice);
    expect(choiceCost(82, 25_544, 35)).toBeGreaterThan(cheapChoice);
    // An eighth of the strategies: what is shown is how many and of what, and that threads change nothing.
    const few = searchView(
      view.strategies.slice(0, 30),
      view.matrix.rows.map((row) => ({ cells: Array.from(row.slice(0, 30)) })),
    );
    const asked = { ...believing, algorithms: ["hc"], verdict: {} };
    const { capsule, luck } = await trySearch(few, asked);
    expect(capsule.request.verdict.twins).toBe(99);
    expect(luck.twins?.statistic).toContain("believable Sharpe");
    expect(luck.race.map((one) => one.id)).toEqual(["search", "ratio", "top", "top-apart"]);
    const other = await trySearch(few, asked, { threads: 1 });
    expect(other.luck).toEqual(luck);
  });
});
