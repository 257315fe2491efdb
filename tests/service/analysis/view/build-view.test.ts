import { describe, expect, it } from "vitest";
import { viewRequest } from "../../../../electron/contract/view-request.ts";
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
    expect(() => view({ minConfidence: 99.5 })).toThrow(/No observation/);
  });
});
