import { expect, it } from "vitest";
import { searchRequest } from "../../../../electron/contract/search.ts";
import type { SearchCapsule } from "../../../../electron/contract/search-result.ts";
import { compareCapsules } from "../../../../electron/service/search/capsule/compare-capsules.ts";

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
