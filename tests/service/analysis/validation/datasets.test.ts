import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { validateDatasets } from "../../../../electron/contract/methods/validate.ts";
import { validateDatasetsHandler } from "../../../../electron/service/analysis/handlers/validate.ts";
import { matchKeys } from "../../../../electron/service/analysis/validation/datasets.ts";
import { analysisContext, noEngine, quietCall } from "../support/analysis-context.ts";
import { type GoldenTable, readGoldenTable } from "../support/read-golden-table.ts";

const table = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);

/** The table with other columns, rows or cells. */
function changed(
  change: Partial<Pick<GoldenTable, "strategies" | "dates">>,
  columns = table.strategies.map((_, i) => i),
  cell = (_t: number, _i: number, value: number) => value,
): GoldenTable {
  const rows = table.matrix.rows.map((row, t) =>
    Float64Array.from(columns, (i) => cell(t, i, row[i] as number)),
  );
  const strategies = columns.map((i) => table.strategies[i] as string);
  const matrix = { observations: rows.length, strategies: columns.length, rows };
  return { ...table, strategies, matrix, ...change };
}

describe.skipIf(noEngine)("validate.datasets", () => {
  const reversed = table.strategies.map((_, i) => i).reverse();
  const tables = {
    day: table,
    same: changed({}, reversed),
    cell: changed({}, undefined, (t, i, x) => (t === 5 && i === 7 ? x * 1.0001 : x)),
    tiny: changed({}, undefined, (t, i, x) => (t === 5 && i === 7 ? x * (1 + 1e-7) : x)),
    missing: changed({}, undefined, (t, i, x) => (t === 5 && i === 7 ? Number.NaN : x)),
    first: changed({}, reversed.slice(0, -1)),
    dates: changed({ dates: table.dates.map((date, t) => (t === 0 ? "2001-01-01" : date)) }),
  };
  const compare = (other: string, request: object = {}) =>
    validateDatasetsHandler.handle(
      validateDatasets.request.parse({ dataset: "day", other, ...request }),
      analysisContext(tables),
      quietCall,
    );
  const part = (got: Awaited<ReturnType<typeof compare>>, name: string) =>
    got.parts.find((one) => one.part === name);

  it("finds a table with its columns in another order in agreement: every cell, all 43 metrics", async () => {
    const got = await compare("same");
    expect(got.agrees, got.report).toBe(true);
    expect(part(got, "cells")).toEqual({ part: "cells", compared: 82 * 400, agreeing: 82 * 400, largest: 0 });
    expect(part(got, "metrics")?.compared).toBe(43 * 400);
    expect(got.report).toContain("everything agrees");
    expect(got.report).toContain("Signature");
  });

  it("finds one cell that is 0.01 percent off, and the figures that rest on it", async () => {
    const got = await compare("cell");
    expect(got.agrees).toBe(false);
    const cells = got.differences.filter((one) => one.part === "cells");
    expect(cells).toHaveLength(1);
    expect(cells[0]).toMatchObject({ strategy: table.strategies[7], at: table.dates[5] });
    expect(cells[0]?.relative).toBeCloseTo(1e-4, 7);
    expect(got.differences.every((one) => one.strategy === table.strategies[7])).toBe(true);
    expect(got.report).toContain("NOT in agreement");
    expect((await compare("tiny")).agrees).toBe(true);
    expect((await compare("tiny", { tolerance: 1e-9 })).agrees).toBe(false);
  });

  it("takes a missing cell for another thing than a value", async () => {
    const got = await compare("missing", { metrics: [] });
    expect(got.differences).toHaveLength(1);
    expect(got.differences[0]?.relative).toBe(Number.POSITIVE_INFINITY);
    expect(part(got, "metrics")?.compared).toBe(0);
  });

  it("names a strategy and an observation that one side alone has", async () => {
    const first = await compare("first");
    expect(first.agrees).toBe(false);
    expect(first.differenceCount).toBe(0);
    expect(first.onlyHere.strategies).toEqual([table.strategies[0]]);
    expect(first.onlyThere.strategies).toEqual([]);
    expect(part(first, "strategies")).toMatchObject({ compared: 400, agreeing: 399 });
    const dates = await compare("dates", { metrics: ["observations"] });
    expect(dates.onlyThere.observations).toEqual(["2001-01-01"]);
    expect(dates.onlyHere.observations).toEqual([table.dates[0]]);
    expect(dates.agrees).toBe(false);
  });
});

describe("matchKeys", () => {
  it("matches every key at most once and loses none", () => {
    const keys = fc.array(fc.constantFrom("a", "b", "c"), { maxLength: 12 });
    fc.assert(
      fc.property(keys, keys, (ours, theirs) => {
        const { pairs, onlyHere, onlyThere } = matchKeys(ours, theirs);
        expect(pairs.every(([i, j]) => ours[i] === theirs[j])).toBe(true);
        expect(new Set(pairs.map(([, j]) => j)).size).toBe(pairs.length);
        expect(pairs.length + onlyHere.length).toBe(ours.length);
        expect(pairs.length + onlyThere.length).toBe(theirs.length);
        expect(onlyHere.some((key) => onlyThere.includes(key))).toBe(false);
      }),
    );
  });
});
