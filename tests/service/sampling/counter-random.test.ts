import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CounterRandom, stream } from "../../../electron/service/sampling/counter-random.ts";

const safeSeed = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe("CounterRandom", () => {
  it("gives the same number for the same place, whatever was asked before", () => {
    fc.assert(
      fc.property(safeSeed, fc.nat(), fc.nat(), fc.array(fc.nat()), (seed, a, b, before) => {
        const fresh = new CounterRandom(seed).uniform(stream.noise, a, b);
        const used = new CounterRandom(seed);
        for (const other of before) used.uniform(stream.noise, other, other);
        expect(used.uniform(stream.noise, a, b)).toBe(fresh);
      }),
    );
  });

  it("tells seeds apart that differ in their high word only", () => {
    const low = new CounterRandom(5).uniform(stream.noise, 1, 2);
    expect(new CounterRandom(5 + 2 ** 32).uniform(stream.noise, 1, 2)).not.toBe(low);
  });

  it("has the moments of a uniform and of a normal variable", () => {
    const random = new CounterRandom(11);
    const count = 200_000;
    let uniform = 0;
    let normal = 0;
    let square = 0;
    let product = 0;
    let before = 0;
    for (let index = 0; index < count; index++) {
      uniform += random.uniform(stream.noise, index, 0);
      const value = random.normal(stream.noise, 7, index);
      normal += value;
      square += value * value;
      product += value * before;
      before = value;
    }
    // Five standard errors each.
    expect(Math.abs(uniform / count - 0.5)).toBeLessThan(5 / Math.sqrt(12 * count));
    expect(Math.abs(normal / count)).toBeLessThan(5 / Math.sqrt(count));
    expect(Math.abs(square / count - 1)).toBeLessThan(5 * Math.sqrt(2 / count));
    expect(Math.abs(product / count)).toBeLessThan(5 / Math.sqrt(count));
  });

  it("fills the bins of a uniform variable evenly (chi-squared over 256 bins)", () => {
    const random = new CounterRandom(3);
    const bins = new Float64Array(256);
    const count = 256_000;
    for (let index = 0; index < count; index++) {
      const bin = random.integer(stream.noise, index % 500, Math.floor(index / 500), 256);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const chi = bins.reduce((sum, seen) => sum + (seen - 1000) ** 2 / 1000, 0);
    // 255 degrees of freedom: mean 255, standard deviation 22.6.
    expect(chi).toBeGreaterThan(255 - 5 * 22.6);
    expect(chi).toBeLessThan(255 + 5 * 22.6);
  });
});
