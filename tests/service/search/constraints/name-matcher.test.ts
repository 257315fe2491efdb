import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nameMatcher } from "../../../../electron/service/search/constraints/name-matcher.ts";

describe("name patterns", () => {
  it("stars and question marks stand for text, all else for itself", () => {
    const matches = nameMatcher(["SENSEX 09*", "A.B", "x?y"]);
    expect(["SENSEX 0916-1116 SL7%", "A.B", "x1y"].map(matches)).toEqual([true, true, true]);
    expect(["NIFTY 0916", "AxB", "xy", "x12y"].map(matches)).toEqual([false, false, false, false]);
  });

  it("every name matches itself", () => {
    fc.assert(fc.property(fc.string(), (name) => nameMatcher([name])(name)));
  });
});
