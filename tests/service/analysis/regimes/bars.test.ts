import { describe, expect, it } from "vitest";
import { joinRegimes, parseRegimeBars } from "../../../../electron/service/analysis/regimes/bars.ts";
import type { Observation } from "../../../../electron/service/datasets/version/observations.ts";

const text = `Date,Time,Market Regime,Confidence Score,Transition Threshold Score
2023-01-02,09:15:00,Calm,0.6,0.2
2023-01-02,09:20:00,Wild,0.9,0.4
2023-01-02,09:25:00,Calm,0.8,
2023-01-03,09:15:00,Wild,0.7,0.5
`;
const observation = (more: Partial<Observation>): Observation => ({
  sourceRow: 0,
  date: "2023-01-02",
  day: "Monday",
  zone: null,
  startTime: null,
  endTime: null,
  marketRegime: null,
  confidence: null,
  transitionThreshold: null,
  capital: null,
  ...more,
});

describe("joinRegimes", () => {
  const bars = parseRegimeBars(text, "bars.csv");
  const regimeOf = joinRegimes(bars, 100);

  it("takes the regime with most bars, the mean confidence in percent, the mean of the transitions there are", () => {
    const found = regimeOf(observation({}));
    expect(found?.regime).toBe("Calm");
    expect(found?.confidence).toBeCloseTo(70, 12);
    expect(found?.transition).toBeCloseTo(0.3, 12);
  });

  it("looks only inside the observation's window; its end is excluded", () => {
    const found = regimeOf(observation({ startTime: "09:20:00", endTime: "09:25:00" }));
    expect(found).toMatchObject({ regime: "Wild", confidence: 90 });
    // One bar of each: the surer regime.
    expect(regimeOf(observation({ startTime: "09:20:00" }))?.regime).toBe("Wild");
  });

  it("finds nothing outside the series", () => {
    expect(regimeOf(observation({ date: "2023-01-04" }))).toBeNull();
    expect(regimeOf(observation({ startTime: "12:00:00", endTime: "13:00:00" }))).toBeNull();
  });
});

describe("parseRegimeBars", () => {
  it("names file, line and column of what it cannot read", () => {
    const bad = text.replace("0.9", "high");
    expect(() => parseRegimeBars(bad, "bars.csv")).toThrow(
      expect.objectContaining({ report: expect.objectContaining({ line: 3, column: "confidence" }) }),
    );
    expect(() => parseRegimeBars("Date,Time\n", "bars.csv")).toThrow(/regime/);
  });
});
