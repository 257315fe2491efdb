import { describe, expect, it } from "vitest";
import { probability, probabilityWords, verdictLines } from "../../../electron/contract/verdict-text.ts";
import { columnSharpes, rankedColumns } from "../../../electron/service/verdict/rankings.ts";
import { sequentialP } from "../../../electron/service/verdict/twins.ts";
import { walkSteps } from "../../../electron/service/verdict/walk-forward.ts";
import { decide, raceSentence, verdictSentence } from "../../../electron/service/verdict/words.ts";
import { normalTable } from "./tables.ts";

describe("the p of twins", () => {
  it("is one more than the exceedances over one more than the twins", () => {
    const values = Array.from({ length: 19 }, (_, k) => k);
    expect(sequentialP(100, values, 19)).toEqual({ p: 0.05, used: 19 });
    expect(sequentialP(17, values, 19)).toEqual({ p: 0.15, used: 19 });
  });

  it("is certain after five exceedances, and not before all twins otherwise", () => {
    expect(sequentialP(0, [1, -1, 1, 1, 1, -1, 1], 19)).toEqual({ p: 5 / 7, used: 7 });
    expect(sequentialP(0, [1, -1, 1, 1, 1], 19)).toBeUndefined();
    expect(sequentialP(0, [0, 0, 0, 0, 0], 19)).toEqual({ p: 1, used: 5 });
  });
});

describe("the steps of the walk", () => {
  it("judge every row of the second half once, and see none of them before", () => {
    for (const [rows, gap] of [
      [82, 0],
      [82, 4],
      [83, 0],
      [30, 0],
      [1000, 9],
    ] as const) {
      const steps = walkSteps(rows, gap);
      expect(steps.length).toBe(5);
      expect(steps[0]?.from).toBe(Math.ceil(rows / 2));
      expect(steps.at(-1)?.to).toBe(rows);
      for (const [k, step] of steps.entries()) {
        expect(step.seen).toBe(step.from - gap);
        if (k > 0) expect(step.from).toBe(steps[k - 1]?.to);
      }
    }
  });

  it("are none where rows are too few", () => {
    expect(walkSteps(8, 0)).toEqual([]);
    expect(walkSteps(12, 5)).toEqual([]);
  });
});

describe("the rule", () => {
  const walk = { sharpe: 0.4, roi: 100, p: 0.02 };
  const twins = { p: 0.05, isWhole: true };

  it("asks for few twins as good, and for a clear gain out of sample", () => {
    expect(decide({ rows: 82, twins, walk })).toBe("more than luck");
    expect(decide({ rows: 82, twins: { ...twins, p: 0.1 }, walk })).toBe("not shown");
    expect(decide({ rows: 82, twins, walk: { ...walk, p: 0.11 } })).toBe("not shown");
    expect(decide({ rows: 82, twins: { ...twins, isWhole: false }, walk })).toBe("not shown");
  });

  it("says noise where half of the twins do as well, or nothing was earned", () => {
    expect(decide({ rows: 82, twins: { ...twins, p: 0.51 }, walk })).toBe("no better than noise");
    expect(decide({ rows: 82, twins, walk: { sharpe: -0.1, roi: -5, p: 0.7 } })).toBe("no better than noise");
  });

  it("says nothing on too few rows, or when it was not asked", () => {
    expect(decide({ rows: 0, twins: null, walk: null })).toBe("too few rows to say");
    expect(decide({ rows: 82, twins: null, walk: null })).toBe("not shown");
  });
});

describe("the plain rankings", () => {
  const table = normalTable(60, 40, 3, { skilled: 12, skill: 1 });

  it("take the columns of highest mean / deviation", () => {
    const value = columnSharpes(table);
    const expected = Array.from(value.keys())
      .sort((a, b) => (value[b] as number) - (value[a] as number))
      .slice(0, 8)
      .sort((a, b) => a - b);
    const { columns, mean } = rankedColumns(table, 8, {});
    expect(columns).toEqual(expected);
    expect(mean).toBeCloseTo(expected.reduce((sum, k) => sum + (value[k] as number), 0) / 8, 12);
  });

  it("keep to the candidates and to what must be included", () => {
    const { columns: chosen } = rankedColumns(table, 5, {
      candidates: Uint32Array.of(20, 21, 22, 23, 24, 25),
      mustInclude: Uint32Array.of(30),
    });
    expect(chosen).toContain(30);
    expect(chosen.length).toBe(5);
    for (const column of chosen) expect([20, 21, 22, 23, 24, 25, 30]).toContain(column);
  });

  it("pass over look-alikes", () => {
    const rows = table.rows.map((row) => row.map((x, i) => (i < 6 ? (row[0] as number) + 0.01 * x : x)));
    const { columns: chosen } = rankedColumns({ ...table, rows }, 6, { maxPairCorrelation: 0.5 });
    expect(chosen.filter((column) => column < 6).length).toBe(1);
  });

  it("tell look-alikes by the rows that correlations are taken from", () => {
    const value = columnSharpes(table);
    const [best, second] = Array.from(value.keys()).sort(
      (a, b) => (value[b] as number) - (value[a] as number),
    );
    const alike = table.rows.map((row) =>
      row.map((x, i) => (i === second ? (row[best as number] as number) : x)),
    );
    const correlationSource = { ...table, rows: alike };
    const chosen = (more: object) => rankedColumns(table, 5, { maxPairCorrelation: 0.99, ...more }).columns;
    expect(chosen({})).toContain(second);
    expect(chosen({ correlationSource })).not.toContain(second);
  });

  it("keep the bounds of groups", () => {
    const labels = Array.from({ length: 40 }, (_, i) => (i < 12 ? "skilled" : "rest"));
    const grouping = { by: "list" as const, each: {}, groups: { skilled: { max: 3 }, rest: { min: 4 } } };
    const { columns } = rankedColumns(table, 8, { groupings: [{ labels, grouping }] });
    expect(columns).toHaveLength(8);
    expect(columns.filter((column) => column < 12)).toHaveLength(3);
    const filled = rankedColumns(table, 8, {
      groupings: [{ labels, grouping: { ...grouping, groups: { rest: { min: 4 } } } }],
    });
    expect(filled.columns.filter((column) => column >= 12).length).toBeGreaterThanOrEqual(4);
  });
});

describe("the sentence", () => {
  const known = {
    verdict: "not shown",
    twins: {
      p: 0.1,
      pSigns: 0.1,
      pBootstrap: 0.05,
      reached: 40.28,
      values: { signs: [12.5, 40.3, 7], bootstrap: [null, 20] },
      statistic: "ratio",
    },
    walkForward: {
      sharpe: 0.4,
      low: 0.1,
      high: 0.7,
      roi: 5,
      max_drawdown: 1,
      p: 0.0002,
      kept: 0.3,
      dates: [],
      pnl: [],
    },
    race: [],
    overfitting: null,
    universe: null,
    minBacktestYears: 16.7,
    sharpeByLuck: 3.3,
    block: 1,
    sharpe: 1.25,
    deflatedSharpe: null,
    effort: { scored: 1, ruledOut: 0, exist: null },
  } as const satisfies Parameters<typeof verdictSentence>[0];

  it("tells figures that are compared apart, and never a p of 0", () => {
    expect(verdictSentence(known)).toBe(
      "In 5 tables without skill, made of these rows so that no strategy gains on average but by luck, the same search reaches " +
        "ratio 12.50 (nothing within the limits to 40.30); here it reached 40.28 (p 0.10: luck alone does as well about 10 times " +
        "in 100). On rows that it had not seen it earned 0.40 a row (90 %: 0.10 to 0.70; p under 0.001), " +
        "where the backtest says 1.25. Not shown to be more than luck: this quick look cannot show it, the usual one can.",
    );
  });

  it("says that a look was too quick where so few twins could not have shown it", () => {
    const ending = (signs: number[], bootstrap: number[]) =>
      /Not shown .*$/.exec(
        verdictSentence({ ...known, twins: { ...known.twins, values: { signs, bootstrap } } }),
      )?.[0];
    const [nineteen, eighteen] = [new Array(19).fill(50), new Array(18).fill(7)];
    expect(ending(nineteen, nineteen)).toBe("Not shown to be more than luck.");
    expect(ending(nineteen, eighteen)).toContain("quick look cannot show it");
    // Five that do as well ended it.
    expect(ending([50, 50, 50, 50, 50], new Array(19).fill(7))).toBe("Not shown to be more than luck.");
    expect(ending([50, 50, 50, 50], new Array(19).fill(7))).toContain("quick look cannot show it");
  });

  it("ends with the deflated Sharpe ratio as a footnote, never as a certainty", () => {
    const footnote = (deflatedSharpe: number) =>
      verdictLines({ ...known, deflatedSharpe, sentence: "", raceSentence: "" }).slice(-2);
    expect(footnote(0.9996)).toEqual([
      "1 portfolio scored, 0 ruled out by a bound.",
      "Footnote: the deflated Sharpe ratio is over 0.99, measured against the mean of what this search chooses without skill; it decides nothing.",
    ]);
    expect(footnote(0.42)[1]).toContain("is 0.42,");
    expect(footnote(0)[1]).toContain("is under 0.01,");
  });
});

it.each([
  [0.0004, "under 0.001: luck alone does as well less than once in 1,000"],
  [0.001, "0.001: luck alone does as well about once in 1,000"],
  [0.0052, "0.005: luck alone does as well about 5 times in 1,000"],
  [0.0098, "0.010: luck alone does as well about 10 times in 1,000"],
  [0.01, "0.01: luck alone does as well about once in 100"],
  [0.05, "0.05: luck alone does as well about 5 times in 100"],
  [0.999, "1.00: luck alone does as well nearly every time"],
])("a p of %d is said in plain words: %s", (p, words) => {
  expect(probabilityWords(p)).toBe(words);
});

describe("who won", () => {
  const one = { low: 0.1, high: 0.9, roi: 1, max_drawdown: 1, won: false };
  const race = (own: number, top: number) => [
    { ...one, id: "search", title: "This search", sharpe: own },
    { ...one, id: "top", title: "Highest mean / deviation", sharpe: top },
  ];

  it("is said, and when a plain ranking was as good", () => {
    expect(raceSentence(race(0.5, 0.8))).toBe(
      'Out of sample "Highest mean / deviation" earned more: 0.80 a row against 0.50, within the error.',
    );
    expect(raceSentence(race(0.5, 0.95))).toBe(
      'Out of sample "Highest mean / deviation" earned more: 0.95 a row against 0.50.',
    );
    expect(raceSentence(race(0.5, 0.4))).toContain("was as good within the error");
    expect(raceSentence(race(0.5, 0.05))).toBe("Out of sample it earned most: 0.50 a row.");
    expect(raceSentence([])).toBe("");
  });
});

it("a p is read on the side of its limit that it is on", () => {
  expect([0.0004, 0.004, 0.044, 0.046, 0.05, 0.052, 0.056, 0.1].map(probability)).toEqual([
    "under 0.001",
    "0.004",
    "0.04",
    "0.046",
    "0.05",
    "0.052",
    "0.06",
    "0.10",
  ]);
});
