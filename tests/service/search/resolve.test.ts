import { describe, expect, it } from "vitest";
import { resolveObjective } from "../../../electron/service/analysis/metrics/objective.ts";
import { excludesConstant, objectiveOf } from "../../../electron/service/search/resolve.ts";
import { loadSettings } from "../../../electron/service/settings/live-settings.ts";

describe("excludesConstant", () => {
  const on = loadSettings({});
  const off = loadSettings({ overrides: ["search.exclude_constant=false"] });

  it("keeps the legacy profile as the replaced system was", () => {
    expect(excludesConstant({ profile: "legacy" }, on)).toBe(false);
    expect(excludesConstant({ profile: "legacy", excludeConstant: true }, on)).toBe(true);
  });

  it("leaves them out of other profiles unless the request or the setting says no", () => {
    for (const profile of ["textbook", "r"] as const) {
      expect(excludesConstant({ profile }, on)).toBe(true);
      expect(excludesConstant({ profile }, off)).toBe(false);
      expect(excludesConstant({ profile, excludeConstant: false }, on)).toBe(false);
    }
  });

  it("goes by the profile of the settings where the request names none", () => {
    expect(excludesConstant({}, on)).toBe(true);
    expect(excludesConstant({}, loadSettings({ overrides: ["analysis.profile=legacy"] }))).toBe(false);
  });
});

describe("resolveObjective", () => {
  const resolve = (request: object, overrides: string[] = [], overZones = false) =>
    resolveObjective(request, loadSettings({ overrides }), { overZones, fittedFloor: 42 });

  it("is textbook with a floor fitted to the data, unless request or settings say else", () => {
    expect(resolve({})).toEqual({
      profile: "textbook",
      metric: "ratio",
      penaltyWeight: 10,
      drawdownThreshold: 0,
      drawdownFloor: 42,
    });
    expect(resolve({}, ["search.drawdown_floor=7"]).drawdownFloor).toBe(7);
    expect(resolve({ drawdownFloor: 0 }, ["search.drawdown_floor=7"]).drawdownFloor).toBe(0);
    expect(resolve({}, [], true).penaltyWeight).toBe(0.5);
  });

  it("has no floor in the legacy profile, whoever names it", () => {
    expect(resolve({ profile: "legacy" })).toMatchObject({ profile: "legacy", drawdownFloor: 0 });
    expect(resolve({}, ["analysis.profile=legacy"])).toMatchObject({ profile: "legacy", drawdownFloor: 0 });
    expect(resolve({ profile: "r" }, ["analysis.profile=legacy"]).drawdownFloor).toBe(42);
  });
});

describe("objectiveOf", () => {
  const believing = ["search.objective=believable"];
  const of = (request: Parameters<typeof objectiveOf>[0], overrides: string[] = []) =>
    objectiveOf(request, loadSettings({ overrides }));

  it("is the settings' where the request says nothing, and a metric in the legacy profile", () => {
    expect(of({}, believing)).toBe("believable");
    expect(of({ profile: "r" }, ["search.objective=top"])).toBe("top");
    expect(of({ profile: "legacy" }, believing)).toBe("ratio");
    expect(of({}, [...believing, "analysis.profile=legacy", "search.metric=roi"])).toBe("roi");
    expect(of({ profile: "legacy", objective: "believable" })).toBe("believable");
  });

  it("is what capsules and jobs of before say by metric and mode", () => {
    expect(of({ mode: "metric", metric: "roi" }, believing)).toBe("roi");
    expect(of({ mode: "enhanced", metric: "ratio" }, believing)).toBe("enhanced");
    expect(of({ mode: "metric" }, believing)).toBe("ratio");
  });

  it("is one: two that differ are told", () => {
    expect(() => of({ objective: "believable", metric: "roi" })).toThrow("believable and roi at once");
    expect(of({ objective: "roi", metric: "roi" })).toBe("roi");
  });
});
