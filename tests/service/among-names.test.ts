import fc from "fast-check";
import { expect, test } from "vitest";
import { amongNames } from "../../electron/service/among-names.ts";
import { cases } from "../support/cases.ts";

const names = fc.array(fc.oneof(fc.string({ maxLength: 6 }), fc.string({ unit: "grapheme", maxLength: 40 })));

test("says of any name what the set says", () => {
  fc.assert(
    fc.property(names, names, (wanted, others) => {
      const set = new Set(wanted);
      const isAmong = amongNames(set);
      for (const name of [...wanted, ...others, ""]) expect(isAmong(name)).toBe(set.has(name));
    }),
    { numRuns: cases(200) },
  );
});
