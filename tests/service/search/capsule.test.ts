import { describe, expect, it } from "vitest";
import { searchRequest } from "../../../electron/contract/search.ts";
import type { SearchCapsule } from "../../../electron/contract/search-result.ts";
import { compareCapsules, tableFingerprint } from "../../../electron/service/search/capsule.ts";
import { searchView } from "./support/search-view.ts";

const of = (names: string[], cells: number[][]) =>
  tableFingerprint(
    searchView(
      names,
      cells.map((row) => ({ cells: row })),
    ),
  );
const original = await of(
  ["a", "b"],
  [
    [1, 2],
    [3, 4],
  ],
);

describe("tableFingerprint", () => {
  it("is that of the contents", async () => {
    expect(original).toBe(
      await of(
        ["a", "b"],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    );
    expect(original).not.toBe(
      await of(
        ["a", "c"],
        [
          [1, 2],
          [3, 4],
        ],
      ),
    );
    expect(original).not.toBe(
      await of(
        ["a", "b"],
        [
          [1, 2],
          [3, 4 + Number.EPSILON * 4],
        ],
      ),
    );
    expect(original).not.toBe(
      await of(
        ["a", "b"],
        [
          [3, 4],
          [1, 2],
        ],
      ),
    );
  });

  it("does not depend on how the rows lie in memory", async () => {
    const view = searchView(["a", "b"], [{ cells: [1, 2] }, { cells: [3, 4] }]);
    const block = Float64Array.of(9, 1, 2, 3, 4);
    const rows = [block.subarray(1, 3), block.subarray(3, 5)];
    expect(await tableFingerprint({ ...view, matrix: { ...view.matrix, rows } })).toBe(original);
  });

  it("tells a missing cell from one that is 0", async () => {
    const of = (cells: number[]) => tableFingerprint(searchView(["a", "b"], [{ cells }, { cells: [3, 4] }]));
    expect(await of([1, Number.NaN])).not.toBe(await of([1, 0]));
    expect(await of([1, Number.NaN])).not.toBe(await of([Number.NaN, 1]));
  });

  it("knows one kind of missing", async () => {
    const view = searchView(["a", "b"], [{ cells: [1, 2] }]);
    const withBits = (high: number) => {
      const row = Float64Array.of(1, 2);
      new DataView(row.buffer).setUint32(12, high, true);
      expect(Number.isNaN(row[1])).toBe(true);
      return tableFingerprint({ ...view, matrix: { ...view.matrix, rows: [row] } });
    };
    expect(await withBits(0xfff80000)).toBe(await withBits(0x7ff80000));
  });

  it("hashes a correlation source once when it is the matrix", async () => {
    const view = searchView(["a", "b"], [{ cells: [1, 2] }, { cells: [3, 4] }]);
    const own = { ...view.matrix, rows: [Float64Array.of(1, 2), Float64Array.of(5, 6)] };
    expect(await tableFingerprint({ ...view, correlationSource: view.matrix })).toBe(original);
    expect(await tableFingerprint({ ...view, correlationSource: own })).not.toBe(original);
  });
});

const capsule = (portfolios: SearchCapsule["portfolios"]): SearchCapsule => ({
  format: "tessera-search",
  formatVersion: 1,
  createdAt: "2026-01-01T00:00:00.000Z",
  product: "1",
  backend: "cpu",
  dataset: { name: "a", version: 1, fingerprint: "f", observations: 3, strategies: 9 },
  request: searchRequest.parse({ dataset: "a" }),
  reproducible: true,
  portfolios,
});
const pair = { size: 2, algorithm: "sa" as const, fitness: 0.1 + 0.2, members: ["x", "y"] };

describe("compareCapsules", () => {
  it("finds nothing where nothing differs, also after JSON", () => {
    const original = capsule([pair]);
    expect(compareCapsules(JSON.parse(JSON.stringify(original)), original)).toEqual([]);
  });

  it("sees the last bit, other members, another finder, and sizes that come or go", () => {
    const original = capsule([pair, { ...pair, size: 3 }]);
    const replay = capsule([
      { ...pair, fitness: 0.3, algorithm: "hc", members: ["x", "z"] },
      { ...pair, size: 4 },
    ]);
    expect(compareCapsules(original, replay)).toEqual([
      "Size 2: 1 of 2 members are others.",
      "Size 2: fitness was 0.30000000000000004, now 0.3.",
      "Size 2: found by SA, now by HC.",
      "Size 3 has no portfolio now.",
      "Size 4 had no portfolio.",
    ]);
  });
});
