import { describe, expect, it } from "vitest";
import { searchConstraints, strategyGrouping } from "../../../../electron/contract/search.ts";
import { applyInversions } from "../../../../electron/service/analysis/ulta/apply.ts";
import { findInversions } from "../../../../electron/service/analysis/ulta/decide.ts";
import type { AnalysisView } from "../../../../electron/service/analysis/view/analysis-view.ts";
import { findMembers, ownNames } from "../../../../electron/service/analysis/view/members.ts";
import { groupLabels } from "../../../../electron/service/search/constraints/groupings.ts";
import { resolveConstraints } from "../../../../electron/service/search/constraints/resolve.ts";
import type { Sample } from "../../../../electron/service/verdict/resampling.ts";
import { sampledView } from "../../../../electron/service/verdict/selection.ts";
import { searchView } from "../support/search-view.ts";

/** A view after ULTA: strategies whose sum is below 0 are inverted. */
function inverted(names: readonly string[], rows: readonly (readonly number[])[]): AnalysisView {
  const view = searchView(
    names,
    rows.map((cells) => ({ cells: [...cells] })),
  );
  const inversions = findInversions(view.matrix, names, { rule: { kind: "sum" } });
  return { ...view, ...applyInversions(view, inversions), inversions };
}

const view = inverted(
  ["N 1000-1100 SL9%", "B", "N 1200-1300 SL7%", "C"],
  [
    [-5, 1, -1, 2],
    [1, -2, -1, 3],
    [2, 3, -1, -1],
  ],
);
const resolved = (constraints: object) => resolveConstraints(view, searchConstraints.parse(constraints));

describe("a strategy that ULTA inverted", () => {
  it("goes by its own name and by the new one", () => {
    expect(view.strategies).toEqual(["B", "C", "N 1000-1100 SL9%_inv", "N 1200-1300 SL7%_inv"]);
    expect(ownNames(view)).toEqual(["B", "C", "N 1000-1100 SL9%", "N 1200-1300 SL7%"]);
    expect([...findMembers(view, ["N 1200-1300 SL7%", "table_N 1000-1100 SL9%_inv", "B"])]).toEqual([
      3, 2, 0,
    ]);
    expect([...(resolved({ candidates: ["N 1000-1100 SL9%", "B"] }).candidates ?? [])]).toEqual([0, 2]);
    expect([...(resolved({ candidates: ["*_inv"] }).candidates ?? [])]).toEqual([2, 3]);
    expect([...(resolved({ exclude: ["*SL7%"] }).candidates ?? [])]).toEqual([0, 1, 2]);
    expect([...(resolved({ include: ["N 1200-1300 SL7%"] }).mustInclude ?? [])]).toEqual([3]);
    expect(() => resolved({ exclude: ["Z"] })).toThrow("has no strategy Z");
  });

  it("belongs to the group of its own name", () => {
    const by = (request: object) => groupLabels(view, strategyGrouping.parse(request));
    expect(by({ by: "pattern", pattern: "SL(\\d+)%$" })).toEqual([null, null, "9", "7"]);
    expect(by({ by: "list", list: { mine: ["*SL7%", "B"] } })).toEqual(["mine", null, null, "mine"]);
  });

  it("does not take the name of another one", () => {
    const both = inverted(
      ["A", "A_inv"],
      [
        [-1, 2],
        [-2, 3],
      ],
    );
    expect(both.strategies).toEqual(["A_inv", "A_inv"]);
    expect([...findMembers(both, ["A_inv", "A"])]).toEqual([0, 1]);
  });
});

describe("constant strategies", () => {
  const table = searchView(
    ["constant", "late", "turned"],
    [
      [5, 1, 2],
      [5, 1, -2],
      [5, 1, 2],
      [5, 3, -2],
    ].map((cells) => ({ cells })),
  );
  const kept = (sample?: Sample) => [
    ...(resolveConstraints(table, searchConstraints.parse({ excludeConstant: true }), sample).candidates ??
      []),
  ];

  it("are those of the sample that is asked about, as they would be of its table", () => {
    const samples: Sample[] = [
      { rows: Uint32Array.of(0, 1, 2) },
      { rows: Uint32Array.of(0, 1, 2, 3), signs: Int8Array.of(1, -1, 1, -1) },
      { rows: Uint32Array.of(0, 2, 2, 3), centred: true, stretch: 1.1 },
    ];
    expect(kept()).toEqual([1, 2]);
    expect(samples.map(kept)).toEqual([[2], [0, 1], [1, 2]]);
    for (const sample of samples) {
      const of = resolveConstraints(
        sampledView(table, sample),
        searchConstraints.parse({ excludeConstant: true }),
      );
      expect(kept(sample)).toEqual([...(of.candidates ?? [])]);
    }
  });
});
