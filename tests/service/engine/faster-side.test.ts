import { expect, it } from "vitest";
import { isWorthALook, sideTimes } from "../../../electron/service/engine/faster-side.ts";

const h200 = { detail: "compute capability 9.0, driver for CUDA 13.0", threadCount: 132 };
/** The plan that the rates were measured on. */
const plan = { evaluations: 80e6, islands: 416 };

it("has the measured seconds of both sides, and those in which a device is ready", () => {
  expect(sideTimes(plan, 16, h200).processor).toBeCloseTo(1.67, 2);
  expect(sideTimes(plan, 16, h200).device).toBeCloseTo(2 + 0.4, 2);
});

it("takes the device where cores are few, and the cores where they are many", () => {
  const taken = [2, 4, 8, 16].map((threads) => sideTimes(plan, threads, h200).isDevice);
  expect(taken).toEqual([true, true, true, false]);
});

it("takes the device beside many cores, too, where it has worked before and starts beside other work", () => {
  expect(sideTimes(plan, 16, h200, true).device).toBeCloseTo(0.3 + 0.4, 2);
  expect(sideTimes(plan, 16, h200, true).isDevice).toBe(true);
  expect(isWorthALook(plan, 16, true)).toBe(true);
});

it("leaves one search of few islands to the cores that it fills", () => {
  expect(sideTimes({ evaluations: 1.5e6, islands: 2 }, 2, h200).isDevice).toBe(false);
  // More islands than multiprocessors wait for one another.
  const wide = { evaluations: 1e9, islands: 264 };
  expect(sideTimes(wide, 2, h200).device).toBe(sideTimes({ ...wide, islands: 132 }, 2, h200).device);
});

it("knows nothing of cards with slow float64", () => {
  const desktop = { detail: "compute capability 12.0, driver for CUDA 13.0", threadCount: 170 };
  expect(sideTimes(plan, 2, desktop)).toMatchObject({ device: null, isDevice: false });
  expect(sideTimes(plan, 2, undefined)).toMatchObject({ device: null, isDevice: false });
});

it("looks for no device where none could be clearly faster", () => {
  expect(isWorthALook(plan, 16)).toBe(false);
  expect(isWorthALook({ evaluations: 4e6, islands: 64 }, 2)).toBe(false);
  expect(isWorthALook(plan, 2)).toBe(true);
});
