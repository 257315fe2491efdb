import { describe, expect, it } from "vitest";
import { observationWeights } from "../../../../electron/service/analysis/correlation/weights.ts";
import type { Observation } from "../../../../electron/service/datasets/version/observations.ts";

const one = (marketRegime: string | null, confidence: number | null) =>
  ({ marketRegime, confidence }) as Observation;
const observations = [one("Calm", 80), one("Shock", null), one(null, 0), one("Calm", 35)];

describe("observationWeights", () => {
  it("are none when every observation counts alike", () => {
    expect(observationWeights(observations, undefined)).toBeUndefined();
  });

  it("are the confidence, 0 where there is none", () => {
    expect(observationWeights(observations, { kind: "confidence" })).toEqual(
      Float64Array.of(0.8, 0, 0, 0.35),
    );
  });

  it("are 1 in a regime and 0 elsewhere", () => {
    const weighting = { kind: "regime", regime: "Calm" } as const;
    expect(observationWeights(observations, weighting)).toEqual(Float64Array.of(1, 0, 0, 1));
  });

  it("halve towards the past", () => {
    const weights = observationWeights(observations, { kind: "recent", halfLife: 1 }) ?? new Float64Array();
    expect((weights[3] as number) / (weights[1] as number)).toBeCloseTo(4, 12);
  });

  it("are refused where no observation would count", () => {
    expect(() => observationWeights(observations, { kind: "regime", regime: "Rally" })).toThrow('"Rally"');
    expect(() => observationWeights([one("Calm", null)], { kind: "confidence" })).toThrow(
      "confidence above 0",
    );
  });
});
