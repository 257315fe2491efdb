import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyInversions } from "../../../../electron/service/analysis/ulta/apply.ts";
import { findInversions } from "../../../../electron/service/analysis/ulta/decide.ts";
import { expectClose } from "../support/expect-close.ts";
import { goldenJson } from "../support/golden-json.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

interface Figures {
  original_roi: number;
  inverted_roi: number;
  original_drawdown: number;
  inverted_drawdown: number;
  original_ratio: number;
  inverted_ratio: number;
}
interface Layout {
  inverted: Record<string, Figures>;
  output_columns: string[];
}
interface UltaGolden {
  as_production_csv_Date_Day_only: Layout;
  with_Date_Zone_Day_prefix: Layout;
  later_ulta_calculator_default_config: { inverted: string[] };
}

const sum = { kind: "sum" } as const;
const later = { kind: "majority", minNegativeRows: 10, negativeShare: 0.6 } as const;

describe("ULTA on 20 x 40", () => {
  const table = readGoldenTable("entire_day_20x40/entire_day_20x40.csv", 2);
  const golden = goldenJson<UltaGolden>("entire_day_20x40/ulta.json");

  it.each([
    ["as_production_csv_Date_Day_only", true, 2],
    ["with_Date_Zone_Day_prefix", false, 3],
  ] as const)("inverts exactly what the executed program did: %s", (layout, skipFirst, leading) => {
    const inversions = findInversions(table.matrix, table.strategies, { rule: sum, skipFirst });
    const expected = golden[layout];
    expect(inversions.map((one) => one.name)).toEqual(Object.keys(expected.inverted));
    for (const one of inversions) {
      const figures = expected.inverted[one.name] as Figures;
      expectClose(one.originalRoi, figures.original_roi);
      expectClose(one.invertedRoi, figures.inverted_roi);
      expectClose(one.originalWorst, figures.original_drawdown);
      expectClose(one.invertedWorst, figures.inverted_drawdown);
      expectClose(one.originalRatio, figures.original_ratio);
      expectClose(one.invertedRatio, figures.inverted_ratio);
    }
    expect(applyInversions(table, inversions).strategies).toEqual(expected.output_columns.slice(leading));
  });

  it("has the later rule of 10 rows and 60 percent", () => {
    const inversions = findInversions(table.matrix, table.strategies, { rule: later });
    expect(inversions.map((one) => one.name)).toEqual(golden.later_ulta_calculator_default_config.inverted);
  });
});

describe("ULTA on 82 x 400", () => {
  const table = readGoldenTable("entire_day_82x400/entire_day_82x400.csv", 2);
  const golden = goldenJson<{
    inverted: Record<string, Figures>;
    inverted_count_with_Date_Day_prefix_only: number;
    output_columns_all: string[];
    later_rule_inverted: string[];
  }>("entire_day_82x400/ulta.json");

  it("inverts the same strategies in the same order", () => {
    const inversions = findInversions(table.matrix, table.strategies, { rule: sum });
    expect(inversions.map((one) => one.name)).toEqual(Object.keys(golden.inverted));
    for (const one of inversions) {
      expectClose(one.originalRoi, golden.inverted[one.name]?.original_roi as number);
      expectClose(one.invertedRatio, golden.inverted[one.name]?.inverted_ratio as number);
    }
    expect(applyInversions(table, inversions).strategies).toEqual(golden.output_columns_all.slice(3));
    const skipping = findInversions(table.matrix, table.strategies, { rule: sum, skipFirst: true });
    expect(skipping).toHaveLength(golden.inverted_count_with_Date_Day_prefix_only);
  });

  it("has the later rule", () => {
    const inversions = findInversions(table.matrix, table.strategies, { rule: later });
    expect(inversions.map((one) => one.name)).toEqual(golden.later_rule_inverted);
  });
});

describe("applyInversions", () => {
  const cell = fc.double({ min: -1e6, max: 1e6, noNaN: true });

  it("leaves no strategy with a negative total, and every column is one of the source or its negative", () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 12 })
          .chain((n) =>
            fc.array(fc.array(cell, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 20 }),
          ),
        (cells) => {
          const strategies = (cells[0] ?? []).map((_, i) => `s${i}`);
          const rows = cells.map((row) => Float64Array.from(row));
          const matrix = { observations: rows.length, strategies: strategies.length, rows };
          const inversions = findInversions(matrix, strategies, { rule: sum });
          const after = applyInversions({ strategies, matrix }, inversions);
          expect(findInversions(after.matrix, after.strategies, { rule: sum })).toEqual([]);
          after.source.forEach((from, at) => {
            const sign = after.strategies[at]?.endsWith("_inv") ? -1 : 1;
            for (const [t, row] of after.matrix.rows.entries()) {
              expect(row[at]).toBe(sign * (rows[t]?.[from] as number));
            }
          });
        },
      ),
    );
  });
});
