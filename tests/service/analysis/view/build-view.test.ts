import { describe, expect, it } from "vitest";
import { viewRequest } from "../../../../electron/contract/view.ts";
import { buildView } from "../../../../electron/service/analysis/view/build-view.ts";
import { analysisContext } from "../support/analysis-context.ts";
import { expectClose } from "../support/expect-close.ts";
import { goldenJson } from "../support/golden-json.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

interface Daily {
  dates: string[];
  matrix: number[][];
}
interface EnhancedGolden {
  result: {
    kept_row_numbers_0based_70: number[];
    kept_row_numbers_0based_by_percent_threshold: Record<string, number[]>;
    regime_counts_all: Record<string, number>;
    transition_row_numbers_0based_gt_0_5: number[];
    daily_sum_over_zones: Daily;
    daily_sum_over_zones_rows_with_conf_ge_70: Daily;
    daily_confidence_weighted: Daily;
  };
}

const { result: golden } = goldenJson<EnhancedGolden>("enhanced_zones/enhanced_expected.json");
const table = readGoldenTable("enhanced_zones/enhanced_88x29.csv", 9);
const dataset = await analysisContext({ enhanced: table }).datasets.open("enhanced");
const view = (request: object) => buildView(dataset, viewRequest.parse({ dataset: "enhanced", ...request }));

function expectDaily(actual: ReturnType<typeof view>, expected: Daily): void {
  expect(actual.observations.map((one) => one.date)).toEqual(expected.dates);
  expected.matrix.forEach((row, t) => {
    row.forEach((value, i) => {
      expectClose(actual.matrix.rows[t]?.[i] as number, value, 1);
    });
  });
}

describe("buildView", () => {
  it.each(Object.entries(golden.kept_row_numbers_0based_by_percent_threshold))(
    "keeps the rows of at least %s percent confidence",
    (threshold, rows) => {
      const kept = view({ minConfidence: Number(threshold) }).observations.map((one) => one.sourceRow);
      expect(kept).toEqual(rows);
    },
  );

  it("leaves out constant strategies alone when asked, after ULTA and with their sources", async () => {
    const rows = table.matrix.rows.map((row, t) =>
      row.map((x, i) => (i === 1 ? -7 : i === 3 ? 0 : x + (t === 2 && i === 5 ? NaN : 0))),
    );
    const flat = { ...table, matrix: { ...table.matrix, rows } };
    const opened = await analysisContext({ enhanced: flat }).datasets.open("enhanced");
    const of = (request: object) => buildView(opened, viewRequest.parse({ dataset: "enhanced", ...request }));
    const left = table.strategies.filter((_, i) => i !== 1 && i !== 3);
    const cut = of({ excludeConstant: true });
    expect(cut.strategies).toEqual(left);
    expect(cut.constantExcluded).toBe(2);
    expect([...cut.source]).toEqual(left.map((name) => table.strategies.indexOf(name)));
    expect(cut.matrix.strategies).toBe(left.length);
    cut.source.forEach((source, k) => {
      expect(cut.matrix.rows.map((row) => row[k])).toEqual(rows.map((row) => row[source]));
    });
    expect(cut.missingIn?.()).toBe(1);
    expect(cut.missingIn?.(Uint32Array.of(left.indexOf(table.strategies[5] as string)))).toBe(1);
    expect(of({}).strategies).toEqual(table.strategies);
    // -7 turned is +7: still constant, and the turned ones that vary are still there.
    const turned = of({ excludeConstant: true, ulta: { kind: "sum" } });
    expect(turned.strategies.map((name) => name.replace(/_inv$/, "")).sort()).toEqual([...left].sort());
    const zones = of({ excludeConstant: true, rows: { kind: "weighted-zones" } });
    expect(zones.correlationSource?.strategies).toBe(left.length);
    expect(zones.matrix.rows[0]).toHaveLength(left.length);
  });

  it("keeps everything of a single row, where every column is constant", () => {
    const one = view({ excludeConstant: true, from: "2024-02-14", to: "2024-02-14", rows: { kind: "days" } });
    expect(one.strategies).toEqual(table.strategies);
  });

  it("filters by regime", () => {
    for (const [regime, count] of Object.entries(golden.regime_counts_all)) {
      expect(view({ regimes: [regime] }).observations).toHaveLength(count);
    }
  });

  it("sums the zones of a day, in the order of the dates and not of their text", () => {
    expectDaily(view({ rows: { kind: "days" } }), golden.daily_sum_over_zones);
    expectDaily(
      view({ rows: { kind: "days" }, minConfidence: 70 }),
      golden.daily_sum_over_zones_rows_with_conf_ge_70,
    );
  });

  it("weights observations by their confidence as a fraction", () => {
    expectDaily(view({ rows: { kind: "days" }, confidenceWeighted: true }), golden.daily_confidence_weighted);
  });

  it("reduces only the observations that are in transition", () => {
    const half = view({ transition: { above: 0.5, factor: 0.5 } });
    half.matrix.rows.forEach((row, t) => {
      const factor = (dataset.observations[t]?.transitionThreshold ?? 0) > 0.5 ? 0.5 : 1;
      expect(Array.from(row)).toEqual(Array.from(table.matrix.rows[t] ?? [], (value) => value * factor));
    });
  });

  it("refuses a threshold on the wrong scale, which would keep everything", () => {
    expect(() => view({ minConfidence: 0.7 })).toThrow(/percent/);
  });

  it("names what the dataset does not have", () => {
    expect(() => view({ regimes: ["No_Such_Regime"] })).toThrow(/No_Such_Regime/);
    expect(() => view({ rows: { kind: "zone", zone: "Z" } })).toThrow(/zone Z/);
    expect(() => view({ minConfidence: 99.5 })).toThrow(/No row/);
  });
});
