import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factsOfMatrix, factsOfSession } from "../../../../electron/service/analysis/ulta/facts.ts";
import type { PnlMatrix } from "../../../../electron/service/pnl-matrix.ts";
import { cases } from "../../../support/cases.ts";
import { cpuEngine, noEngine } from "../support/analysis-context.ts";
import { readGoldenTable } from "../support/read-golden-table.ts";

const engine = noEngine ? undefined : cpuEngine();

async function bothFacts(matrix: PnlMatrix) {
  const session = await (engine as NonNullable<typeof engine>).open(matrix);
  try {
    return [await factsOfSession(session), factsOfMatrix(matrix)].map((facts) =>
      Object.fromEntries(Object.entries(facts).map(([name, values]) => [name, Array.from(values)])),
    );
  } finally {
    session.close();
  }
}

describe.skipIf(noEngine)("facts that ULTA decides by", () => {
  it.each(["entire_day_20x40/entire_day_20x40.csv", "entire_day_82x400/entire_day_82x400.csv"])(
    "are the same bits on the engine: %s",
    async (file) => {
      const [native, host] = await bothFacts(readGoldenTable(file, 2).matrix);
      expect(native).toEqual(host);
    },
  );

  it("are the same bits for any cells, missing ones too, whatever the number of rows", async () => {
    // Decimals whose totals cancel: there the order of the sum decides about its sign.
    const cell = fc.oneof(
      fc.integer({ min: -30, max: 30 }).map((tenths) => tenths / 10),
      fc.constant(Number.NaN),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    );
    const matrix = fc
      .tuple(fc.constantFrom(1, 5, 8, 19, 128, 129, 300), fc.integer({ min: 1, max: 9 }))
      .chain(([observations, strategies]) =>
        fc
          .array(fc.array(cell, { minLength: strategies, maxLength: strategies }), {
            minLength: observations,
            maxLength: observations,
          })
          .map((rows) => ({ observations, strategies, rows: rows.map((row) => Float64Array.from(row)) })),
      );
    await fc.assert(
      fc.asyncProperty(matrix, async (one) => {
        const [native, host] = await bothFacts(one);
        expect(native).toEqual(host);
      }),
      { numRuns: cases(60) },
    );
  });
});
