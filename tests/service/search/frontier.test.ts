import { describe, expect, it } from "vitest";
import { searchFrontier } from "../../../electron/contract/methods/search.ts";
import { searchFrontierHandler } from "../../../electron/service/search/handlers/search.ts";
import { analysisContext, noEngine, quietCall } from "../analysis/support/analysis-context.ts";
import { readGoldenTable } from "../analysis/support/read-golden-table.ts";

const table = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
const context = noEngine ? undefined : analysisContext({ day: table });
const frontier = (more: object) =>
  searchFrontierHandler.handle(
    searchFrontier.request.parse({ dataset: "day", ...more }),
    context as NonNullable<typeof context>,
    quietCall,
  );

describe.skipIf(noEngine)("search.frontier", () => {
  it("gives away no more than each share, and gets no less for more", async () => {
    const shares = [0, 0.02, 0.05, 0.1];
    const made = await frontier({ size: 8, shares, sizes: [4, 8, 1000] });
    const [first] = made.points;
    expect(made.points.map(({ share }) => share)).toEqual(shares);
    for (const [k, { share, value, ratio, members }] of made.points.entries()) {
      expect(value).toBeGreaterThanOrEqual((1 - share) * (first?.value ?? 0) - 1e-9);
      expect(ratio).toBeGreaterThanOrEqual(made.points[k - 1]?.ratio ?? 0);
      expect(new Set(members).size).toBe(8);
    }
    // The table has 400 strategies.
    expect(made.sizes.map(({ size }) => size)).toEqual([4, 8]);
    const [small, large] = made.sizes;
    expect(small?.gain).toBeNull();
    expect(large?.gain).toBeCloseTo(((large?.value ?? 0) - (small?.value ?? 0)) / 4, 12);
    expect(large?.value).toBeCloseTo(first?.value ?? 0, 9);
    expect([4, 8]).toContain(made.enough);
  });

  it("keeps limits, and says what cannot be chosen", async () => {
    const free = await frontier({ size: 5, shares: [0.05], sizes: [5] });
    const exclude = free.points[0]?.members as string[];
    const made = await frontier({ size: 5, shares: [0.05], sizes: [5], constraints: { exclude } });
    for (const name of made.points[0]?.members ?? []) expect(exclude).not.toContain(name);
    await expect(frontier({ size: 500 })).rejects.toMatchObject({ report: { code: "bad-request" } });
  });
});
