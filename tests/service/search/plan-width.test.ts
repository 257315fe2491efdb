import { describe, expect, it } from "vitest";
import { planWidth } from "../../../electron/service/search/plan-width.ts";

describe("the width of a plan", () => {
  it("gives every run two threads, and never more threads than there are", () => {
    expect(planWidth(2, 8, true)).toEqual({ runs: 1, threads: 2 });
    expect(planWidth(1, 8, true)).toEqual({ runs: 1, threads: 1 });
    expect(planWidth(16, 8, true)).toEqual({ runs: 8, threads: 2 });
    expect(planWidth(16, 2, true)).toEqual({ runs: 2, threads: 8 });
    expect(planWidth(7, 8, true)).toEqual({ runs: 3, threads: 2 });
  });

  it("does not depend on processors where the searches live on a device", () => {
    expect(planWidth(2, 8, false)).toEqual({ runs: 8, threads: 1 });
    expect(planWidth(32, 8, false)).toEqual({ runs: 8, threads: 4 });
    expect(planWidth(4, 208, false)).toEqual({ runs: 16, threads: 1 });
  });
});
