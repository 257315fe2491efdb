import { describe, expect, it } from "vitest";
import { beliefName } from "../../../electron/contract/expected.ts";
import { strategyBelieved } from "../../../electron/contract/methods/strategy.ts";
import { strategyBelievedHandler } from "../../../electron/service/sizing/handlers/strategy.ts";
import { analysisContext, noEngine, quietCall } from "../analysis/support/analysis-context.ts";
import { goldenJson } from "../analysis/support/golden-json.ts";
import { type GoldenTable, readGoldenTable } from "../analysis/support/read-golden-table.ts";

const table = readGoldenTable("believable_sharpe/table.csv", 1);
const short: GoldenTable = {
  ...table,
  dates: table.dates.slice(0, 5),
  matrix: { ...table.matrix, observations: 5, rows: table.matrix.rows.slice(0, 5) },
};
const context = noEngine ? undefined : analysisContext({ golden: table, short });
const believed = (more: object = {}, call = quietCall) =>
  strategyBelievedHandler.handle(
    strategyBelieved.request.parse({ dataset: "golden", ...more }),
    context as NonNullable<typeof context>,
    call,
  );

describe.skipIf(noEngine)("strategy.believed", () => {
  it("is near the golden values, whose table of rho* rests on other shuffles", async () => {
    const golden = goldenJson<Record<string, number[]>>("believable_sharpe/expected.json");
    const { strategies, figures, values, few } = await believed();
    expect(figures).toEqual(beliefName.options);
    expect([strategies.length, few]).toEqual([table.matrix.strategies, false]);
    const [theta, family, rho] = values as [Float64Array, Float64Array, Float64Array];
    const share = (test: (i: number) => boolean) =>
      strategies.filter((_, i) => test(i)).length / strategies.length;
    const near = (a: ArrayLike<number>, key: string, by: number) =>
      share((i) => Math.abs((a[i] as number) - (golden[key]?.[i] as number)) < by);
    expect(near(theta, "theta", 0.03)).toBeGreaterThan(0.9);
    expect(near(rho, "familyCorrelation", 0.1)).toBeGreaterThan(0.9);
    expect(near(family, "familySize", 5)).toBeGreaterThan(0.9);
    expect(share((i) => family[i] === 1 && rho[i] !== 1)).toBe(0);
  });

  it("answers for chosen strategies out of the same judgement, which is made once", async () => {
    const stages: string[] = [];
    const call = { ...quietCall, progress: ({ stage }: { stage: string }) => stages.push(stage) };
    const all = await believed();
    const strategies = [table.strategies[7], table.strategies[3]] as string[];
    const two = await believed({ strategies }, call);
    expect(two.strategies).toEqual(strategies);
    for (const [k, column] of two.values.entries()) {
      expect([...column]).toEqual([all.values[k]?.[7], all.values[k]?.[3]]);
    }
    expect(stages).not.toContain("Judging strategies");
  });

  it("says where there are too few rows for a density, and is no number nowhere", async () => {
    const { few, values } = await believed({ dataset: "short" });
    expect(few).toBe(true);
    for (const column of values) expect(column.every(Number.isFinite)).toBe(true);
  });
});
