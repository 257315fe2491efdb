import fc from "fast-check";
import { expect, test } from "vitest";
import { valueOfRank } from "../../../../electron/service/analysis/metrics/objective.ts";
import { cases } from "../../../support/cases.ts";

const some = fc.array(
  fc.oneof(fc.integer({ min: 0, max: 4 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
  {
    maxLength: 60,
  },
);

test("is the value at that place of the sorted values", () => {
  fc.assert(
    fc.property(some, fc.nat(70), (values, rank) => {
      // As numbers: which of 0 and -0 comes first nobody asks.
      const expected = Float64Array.from(values).sort()[rank];
      const found = valueOfRank(Float64Array.from(values), rank);
      expect(found === expected, `${found} for ${expected}`).toBe(true);
    }),
    { numRuns: cases(300) },
  );
});
