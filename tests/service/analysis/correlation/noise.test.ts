import { describe, expect, it } from "vitest";
import { correlationNoise, noiseQuantile } from "../../../../electron/service/analysis/correlation/noise.ts";
import { effectiveNumber, normsOf } from "../../../../electron/service/analysis/correlation/spectrum.ts";
import { CounterRandom } from "../../../../electron/service/sampling/counter-random.ts";

describe("the noise of correlations", () => {
  it("has the critical values of printed tables", () => {
    // Two-sided 5 % and 1 % for 10, 30 and 82 observations: Fisher and Yates, table VII (df = T - 2).
    expect(noiseQuantile(0.025, 10)).toBeCloseTo(0.6319, 4);
    expect(noiseQuantile(0.025, 32)).toBeCloseTo(0.3494, 4);
    expect(noiseQuantile(0.005, 32)).toBeCloseTo(0.4487, 4);
    expect(noiseQuantile(0.025, 82)).toBeCloseTo(0.2172, 4);
    expect(noiseQuantile(0.5, 82)).toBeCloseTo(0, 9);
  });

  it("says what the most alike of many unrelated pairs show", () => {
    // Two million pairs of normal noise over 82 rows had 0.496.
    expect(correlationNoise(1_999_000, 82).largest).toBeCloseTo(0.5, 1);
    expect(correlationNoise(1_999_000, 82).band).toBeCloseTo(0.2172, 4);
    expect(correlationNoise(10, 3)).toEqual({ band: 1, largest: 1 });
    expect(correlationNoise(0, 50).largest).toBe(0);
  });
});

describe("the effective number of strategies", () => {
  /** Z Z' of columns of length 1. */
  function gramOf(columns: readonly (readonly number[])[], rows: number): Float64Array {
    const gram = new Float64Array(rows * rows);
    for (const column of columns) {
      const mean = column.reduce((a, b) => a + b, 0) / rows;
      const length = Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2, 0));
      for (let a = 0; a < rows; a += 1) {
        for (let b = 0; b < rows; b += 1) {
          gram[a * rows + b] =
            (gram[a * rows + b] as number) +
            (((column[a] as number) - mean) * ((column[b] as number) - mean)) / length ** 2;
        }
      }
    }
    return gram;
  }

  it("is near N for unrelated strategies, far over the number of rows, and 1 for equal ones", () => {
    const random = new CounterRandom(3);
    const columns = Array.from({ length: 600 }, (_, i) =>
      Array.from({ length: 60 }, (_, t) => random.normal(1, t, i)),
    );
    const found = effectiveNumber(normsOf(gramOf(columns, 60), 60, 600));
    expect(found).toBeGreaterThan(450);
    expect(found).toBeLessThanOrEqual(600);
    const equal = columns.slice(0, 50).map(() => columns[0] as number[]);
    expect(effectiveNumber(normsOf(gramOf(equal, 60), 60, 50))).toBeCloseTo(1, 1);
    expect(effectiveNumber(normsOf(new Float64Array(4), 2, 0))).toBe(0);
  });
});
