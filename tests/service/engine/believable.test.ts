import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { searchAlgorithm } from "../../../electron/contract/algorithms.ts";
import { newControl } from "../../../electron/service/engine/addon/addon.ts";
import type {
  JudgementHandle,
  NativeChoiceRequest,
  NativeJudgement,
} from "../../../electron/service/engine/addon/believable.ts";
import { deviation } from "../../support/deviation.ts";
import { goldenJson } from "../../support/golden-json.ts";
import { goldenTable } from "../../support/golden-table.ts";
import { legacyObjective } from "../../support/legacy-objective.ts";
import { type NativeSession, nativeSession } from "../../support/native-session.ts";

interface Portfolio {
  readonly members: number[];
  readonly value: number;
}
type ListName = "sharpe" | "familySize" | "familyMean" | "familyCorrelation" | "combined" | "error";
interface Expected
  extends Record<ListName | "theta" | "weight" | "grid" | "prior" | "shrunkCorrelation", number[]> {
  readonly meanCorrelation: number;
  readonly withinVariance: number;
  readonly betweenVariance: number;
  readonly oddEvenReliability: number;
  readonly volatilityExponent: number;
  readonly portfolios: Portfolio[];
  readonly greedy: Portfolio;
  readonly best: Portfolio;
  readonly expectation: {
    readonly block: number;
    readonly variance: number;
    readonly draws: number[][];
    readonly ratioMean: number;
    readonly ratioVariance: number;
    readonly kernel: number[];
    readonly grid: number[];
    readonly prior: number[];
    readonly theta: number[];
    readonly centre: number;
    readonly measured: number;
    readonly measuredOfPortfolios: number[];
  };
  readonly weights: { members: number[]; weights: number[]; value: number; equalValue: number };
}

const { rows } = goldenTable("believable_sharpe/table.csv", 1);
const expected = goldenJson<Expected>("believable_sharpe/expected.json");
const correlation = Float64Array.from(expected.shrunkCorrelation);
const choice: NativeChoiceRequest = {
  size: 10,
  slack: 0,
  peakFromZero: true,
  maxPairCorrelation: 1,
  maxDrawdown: 0,
  threads: 2,
};
const judging = { seed: 1n, threads: 2 };

let session: NativeSession;
let golden: NativeJudgement;
beforeAll(async () => {
  session = await nativeSession(rows, { threads: 2 });
  golden = await session.addon.judge(session.handle, { ...judging, correlation }, newControl());
});
afterAll(() => {
  session.addon.closeJudgement(golden.handle);
  session.addon.closeSession(session.handle);
});

/** Largest distance of two lists, relative to the larger of 1 and what is expected. */
function furthest(actual: ArrayLike<number>, wanted: ArrayLike<number>): number {
  expect(actual.length).toBe(wanted.length);
  return Math.max(...Array.from(wanted, (x, i) => deviation(actual[i] as number, x, 1)));
}

async function refusal(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (error) {
    const { code, message } = error as Error & { code: unknown };
    return `${code}: ${message}`;
  }
  throw new Error("nothing was refused");
}

describe("the golden table through the binding, its table of rho* given", () => {
  it("has every figure of a strategy", () => {
    const lists: readonly ListName[] = [
      "sharpe",
      "familySize",
      "familyMean",
      "familyCorrelation",
      "combined",
      "error",
    ];
    for (const name of [...lists, "theta", "weight", "grid", "prior"] as const) {
      expect(furthest(golden[name], expected[name]), name).toBeLessThan(1e-9);
    }
    expect(golden.correlation).toEqual(correlation);
    expect(golden.meanCorrelation).toBeCloseTo(expected.meanCorrelation, 9);
    expect(golden.withinVariance).toBeCloseTo(expected.withinVariance, 9);
    expect(golden.betweenVariance).toBeCloseTo(expected.betweenVariance, 9);
    expect(golden.reliability).toBeCloseTo(expected.oddEvenReliability, 9);
    expect(golden.exponent).toBeCloseTo(expected.volatilityExponent, 9);
  });

  it("chooses the best ten, and what ROI / drawdown makes of them", async () => {
    const chosen = await session.addon.chooseBelieved(
      golden.handle,
      { ...choice, slack: 0.01, frontier: [0, 0.01, 0.05, 0.1] },
      newControl(),
    );
    expect([...chosen.best.members]).toEqual(expected.best.members);
    expect(chosen.best.value).toBeCloseTo(expected.best.value, 9);
    expect(chosen.greedy).toBeCloseTo(expected.greedy.value, 9);
    expect(chosen.value).toBeGreaterThanOrEqual(0.99 * expected.best.value);
    expect(chosen.frontier[3]?.ratio).toBeGreaterThan(chosen.best.ratio);
    expect(chosen.frontier.map(({ members }) => [...members]).slice(0, 2)).toEqual([
      expected.best.members,
      [...chosen.members],
    ]);
    for (const [k, given] of [0, 0.01, 0.05, 0.1].entries()) {
      expect(chosen.frontier[k]?.value).toBeGreaterThan((1 - given) * expected.best.value - 1e-12);
    }
  });

  it("measures the error with the given draws, and expects M of every portfolio", async () => {
    const { expectation } = expected;
    const before = await session.addon.believe(golden.handle, {
      members: Uint32Array.from(expected.best.members),
      threads: 1,
    });
    expect(before.measured).toBeNaN();
    const measured = await session.addon.measureJudgement(
      golden.handle,
      { seed: 1n, draws: Uint32Array.from(expectation.draws.flat()), block: expectation.block, threads: 2 },
      newControl(),
    );
    for (const name of ["kernel", "grid", "prior", "theta"] as const) {
      expect(furthest(measured[name], expectation[name]), name).toBeLessThan(1e-9);
    }
    for (const name of ["variance", "ratioMean", "ratioVariance", "centre"] as const) {
      expect(measured[name], name).toBeCloseTo(expectation[name], 9);
    }
    const wanted = [
      { ...expected.best, measured: expectation.measured },
      ...expected.portfolios.map((one, k) => ({ ...one, measured: expectation.measuredOfPortfolios[k] })),
    ];
    for (const one of wanted) {
      const believed = await session.addon.believe(golden.handle, {
        members: Uint32Array.from(one.members),
        threads: 1,
      });
      expect(believed.value).toBeCloseTo(one.value, 9);
      expect(believed.measured).toBeCloseTo(one.measured as number, 9);
    }
  });

  it("weighs the members", async () => {
    const { weights, weightedValues } = await session.addon.believe(golden.handle, {
      members: Uint32Array.from(expected.weights.members),
      threads: 1,
    });
    expect(furthest(weights.believable, expected.weights.weights)).toBeLessThan(1e-6);
    expect(weightedValues.believable).toBeCloseTo(expected.weights.value, 6);
    expect(weightedValues.equal).toBeCloseTo(expected.weights.equalValue, 9);
    for (const list of Object.values(weights)) {
      expect(list.reduce((sum, weight) => sum + weight)).toBeCloseTo(1, 12);
    }
  });

  it("is what every algorithm of a search finds, the random one excepted", async () => {
    for (const algorithm of searchAlgorithm.options) {
      const { members, fitness } = await session.addon.search(
        {
          session: session.handle,
          algorithm,
          size: 10,
          seed: 1n,
          objective: legacyObjective(0),
          believed: golden.handle,
          maxEvaluations: 200_000,
          maxSeconds: 0,
          stagnation: 0,
          pauseAfterSeconds: 0,
          threads: 2,
          maxPairCorrelation: 1,
          maxDrawdown: 0,
          parameters: {},
          live: new Float64Array(64),
        },
        newControl(),
      );
      if (algorithm === "rs") expect(fitness).toBeLessThan(expected.best.value);
      else {
        expect([...members], algorithm).toEqual(expected.best.members);
        expect(fitness).toBeCloseTo(expected.best.value, 9);
      }
    }
  });
});

describe("a judgement", () => {
  it("has the same bits on 1, 2 and 4 threads, portfolio and measured error too", async () => {
    const { addon, handle } = session;
    const [one, ...others] = await Promise.all(
      [1, 2, 4].map(async (threads) => {
        const { handle: held, ...judged } = await addon.judge(handle, { seed: 7n, threads }, newControl());
        const chosen = await addon.chooseBelieved(held, { ...choice, threads, slack: 0.05 }, newControl());
        const measured = await addon.measureJudgement(held, { seed: 7n, block: 3, threads }, newControl());
        addon.closeJudgement(held);
        return { judged, chosen, measured };
      }),
    );
    for (const other of others) expect(other).toEqual(one);
    expect(one?.judged.correlation).not.toEqual(correlation);
  });

  it("that knows the families of its rows has the same bits", async () => {
    const { addon, handle } = session;
    const asked = { seed: 7n, threads: 1 };
    const { handle: first, ...judged } = await addon.judge(handle, asked, newControl());
    const { correlation, familySize, familyMean, familyCorrelation } = judged;
    const families = { familySize, familyMean, familyCorrelation };
    const known = { ...asked, correlation, families };
    const { handle: second, ...again } = await addon.judge(handle, known, newControl());
    expect(again).toEqual(judged);
    const [one, other] = await Promise.all(
      [first, second].map((held) => addon.measureJudgement(held, { ...asked, block: 3 }, newControl())),
    );
    expect(other).toEqual(one);
    // They are taken as they are told, and not looked for.
    const alone = { ...families, familySize: familySize.map(() => 1) };
    const { familySize: told } = await addon.judge(handle, { ...known, families: alone }, newControl());
    expect(told).toEqual(alone.familySize);
  });

  it("of some rows is that of a table of these rows", async () => {
    const wanted = Uint32Array.from({ length: 41 }, (_, k) => (2 * k + 5) % 82);
    const signs = Int8Array.from(wanted, (row) => (row % 3 === 0 ? -1 : 1));
    const { handle: _, ...derived } = await session.addon.judge(
      session.handle,
      { ...judging, rows: wanted, signs },
      newControl(),
    );
    const own = await nativeSession(
      Array.from(wanted, (row, k) => (rows[row] as Float64Array).map((x) => (signs[k] as number) * x)),
    );
    const { handle: __, ...whole } = await own.addon.judge(own.handle, judging, newControl());
    expect(derived).toEqual(whole);
    expect(derived.observations).toBe(41);
  });

  it("of centred rows knows of no skill", async () => {
    const { sharpe } = await session.addon.judge(session.handle, { ...judging, centred: true }, newControl());
    expect(Math.max(...sharpe.map(Math.abs))).toBeLessThan(1e-12);
  });

  it("outlives its session, may be closed twice, and is closed then", async () => {
    const { addon, handle } = await nativeSession(rows);
    const { handle: held } = await addon.judge(handle, judging, newControl());
    addon.closeSession(handle);
    expect((await addon.chooseBelieved(held, choice, newControl())).members).toHaveLength(10);
    addon.closeJudgement(held);
    addon.closeJudgement(held);
    expect(await refusal(() => addon.chooseBelieved(held, choice, newControl()))).toBe(
      "bad-argument: the judgement is closed",
    );
  });

  it("answers cancelled", async () => {
    const cancelled = newControl();
    cancelled[0] = 1;
    const { addon, handle } = session;
    expect(await refusal(() => addon.judge(handle, judging, cancelled))).toMatch(/^cancelled/);
    expect(await refusal(() => addon.chooseBelieved(golden.handle, choice, cancelled))).toMatch(/^cancelled/);
  });
});

describe("what makes no sense", () => {
  it("is refused in words", async () => {
    const { addon, handle } = session;
    const judge = (more: object) => refusal(() => addon.judge(handle, { ...judging, ...more }, newControl()));
    expect(await judge({ rows: Uint32Array.of(82) })).toBe("bad-argument: rows must be below 82");
    expect(await judge({ rows: new Uint32Array() })).toBe("bad-argument: rows must name at least one row");
    expect(await judge({ signs: Int8Array.of(1, 2) })).toBe(
      "bad-argument: signs must be +1 or -1 for every row",
    );
    expect(await judge({ correlation: Float64Array.of(0.5) })).toMatch(/2001 values/);
    expect(await judge({ correlation: correlation.map(() => Number.NaN) })).toMatch(/2001 values/);
    expect(await judge({ seed: 1 })).toMatch(/seed must be a BigInt/);
    const { familySize, familyMean, familyCorrelation } = golden;
    const families = { familySize, familyMean, familyCorrelation };
    expect(await judge({ families, correlation: undefined })).toMatch(/must come with the correlation/);
    const judgeWith = (more: object) => judge({ correlation, families: { ...families, ...more } });
    expect(await judgeWith({ familySize: familySize.slice(1) })).toMatch(/each of the 240 strategies/);
    expect(await judgeWith({ familySize: familySize.map(() => 0) })).toMatch(/a strategy each and finite/);
    expect(await judgeWith({ familyMean: familyMean.map(() => Number.NaN) })).toMatch(/finite figures/);
    const choose = (more: object) =>
      refusal(() => addon.chooseBelieved(golden.handle, { ...choice, ...more }, newControl()));
    expect(await choose({ size: 0 })).toBe("bad-argument: A portfolio needs at least one strategy");
    expect(await choose({ size: 241 })).toMatch(/Only 240 strategies may be chosen/);
    expect(await choose({ slack: 1.5 })).toBe("bad-argument: slack must be 0 to 1");
    expect(await choose({ slack: Number.NaN })).toBe("bad-argument: slack must be a number");
    expect(await choose({ candidates: Uint32Array.of(5, 3) })).toMatch(/candidates/);
    const wrong = handle as unknown as JudgementHandle;
    expect(await refusal(() => addon.chooseBelieved(wrong, choice, newControl()))).toBe(
      "bad-argument: expected the handle of a judgement",
    );
    expect(
      await refusal(() => addon.believe(golden.handle, { members: Uint32Array.of(4, 4), threads: 1 })),
    ).toBe("bad-argument: members must be strategies of the table, ascending");
    const draws = new Uint32Array(3);
    expect(
      await refusal(() =>
        addon.measureJudgement(golden.handle, { seed: 1n, draws, block: 1, threads: 1 }, newControl()),
      ),
    ).toMatch(/draws must have 20 lists of 82/);
  });
});

describe("degenerate tables", () => {
  const draw = (t: number, i: number) => Math.sin(12.9898 * (t + 1) + 78.233 * (i + 1) * (t + 2)) * 100;
  const table = (observations: number, strategies: number, cell: (t: number, i: number) => number) =>
    Array.from({ length: observations }, (_, t) =>
      Float64Array.from({ length: strategies }, (_, i) => cell(t, i)),
    );
  const cases: Readonly<Record<string, readonly [rows: Float64Array[], size: number]>> = {
    constants: [table(82, 60, () => 5), 10],
    copies: [table(82, 60, (t) => draw(t, 0)), 10],
    "three rows": [table(3, 60, draw), 10],
    "one row": [table(1, 5, draw), 3],
    "as many as are wanted": [table(82, 10, draw), 10],
    "one strategy": [table(82, 1, draw), 1],
    "one family": [table(82, 60, (t, i) => draw(t, 0) + 10 * draw(t, i)), 10],
    sentinels: [table(82, 60, (t, i) => (i % 7 === 0 && t % 5 === 0 ? -999999 : draw(t, i))), 10],
    "cells that are none": [table(82, 60, (t, i) => ((t + i) % 11 === 0 ? Number.NaN : draw(t, i))), 10],
  };
  it.each(Object.entries(cases))("%s: a portfolio, and no figure that is none", async (_, [own, size]) => {
    const { addon, handle } = await nativeSession(own);
    const { handle: held, ...judged } = await addon.judge(handle, judging, newControl());
    const measured = await addon.measureJudgement(held, { seed: 1n, block: 2, threads: 1 }, newControl());
    const chosen = await addon.chooseBelieved(held, { ...choice, size, slack: 0.01 }, newControl());
    const believed = await addon.believe(held, { members: chosen.members, threads: 1 });
    expect(chosen.members).toHaveLength(size);
    const figures = [
      judged,
      measured,
      chosen,
      chosen.best,
      believed,
      believed.weights,
      believed.weightedValues,
    ]
      .flatMap((part) => Object.entries(part))
      .filter(([name]) => name !== "greedy");
    for (const [name, value] of figures) {
      const numbers =
        typeof value === "number" ? [value] : ArrayBuffer.isView(value) ? [...(value as Float64Array)] : [];
      expect(numbers.every(Number.isFinite), name).toBe(true);
    }
    addon.closeSession(handle);
  });
});

describe("paths of the next rows", () => {
  const series = Float64Array.from({ length: 82 }, (_, t) => 100 * Math.sin(1 + t * t) + 10);
  const request = {
    series,
    expected: 0.2,
    estimatedRows: 82,
    volatilityFactor: 1.1,
    block: 3,
    horizon: 82,
    paths: 4000,
    seed: 3n,
    threads: 2,
    limit: 1000,
    chance: 0.05,
    sizes: Float64Array.of(0, 0.5, 1),
  };

  it("give the size that breaks the limit as often as is allowed", async () => {
    const first = await session.addon.pathDrawdowns(request, newControl());
    expect(first.drawdowns).toHaveLength(4000);
    expect(first.drawdowns).toEqual(first.drawdowns.toSorted());
    expect(first.chances[0]).toBe(0);
    const sizes = Float64Array.of(first.honestSize * 0.999, first.honestSize * 1.001);
    const again = await session.addon.pathDrawdowns({ ...request, threads: 4, sizes }, newControl());
    expect(again.drawdowns).toEqual(first.drawdowns);
    expect(again.chances[0]).toBeLessThanOrEqual(0.05);
    expect(again.chances[1]).toBeGreaterThan(0.05);
  });

  it("are refused in words where they make no sense, and can be cancelled", async () => {
    const ask = (more: object) =>
      refusal(() => session.addon.pathDrawdowns({ ...request, ...more }, newControl()));
    expect(await ask({ series: new Float64Array() })).toBe("bad-argument: series must have at least one row");
    expect(await ask({ expected: Number.POSITIVE_INFINITY })).toMatch(/expected must be a finite number/);
    expect(await ask({ volatilityFactor: 0.5 })).toMatch(/volatilityFactor/);
    expect(await ask({ block: 0 })).toMatch(/block/);
    const cancelled = newControl();
    cancelled[0] = 1;
    expect(await refusal(() => session.addon.pathDrawdowns(request, cancelled))).toMatch(/^cancelled/);
  });
});
