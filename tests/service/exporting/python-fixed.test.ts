import { describe, expect, it } from "vitest";
import { pythonFixed } from "../../../electron/service/exporting/python-fixed.ts";

/** Value, decimals, what CPython 3.11 prints for f"{value:.{decimals}f}". */
const known: [number, number, string][] = [
  [0.125, 2, "0.12"],
  [0.375, 2, "0.38"],
  [-0.125, 2, "-0.12"],
  [2.5, 0, "2"],
  [3.5, 0, "4"],
  [0.5, 0, "0"],
  [1.005, 2, "1.00"],
  [2.675, 2, "2.67"],
  [-0.001, 2, "-0.00"],
  [-0, 2, "-0.00"],
  [1e21, 2, "1000000000000000000000.00"],
  [123456789.98765433, 4, "123456789.9877"],
  [Number.POSITIVE_INFINITY, 2, "inf"],
  [Number.NEGATIVE_INFINITY, 2, "-inf"],
  [Number.NaN, 2, "nan"],
];

describe("pythonFixed", () => {
  it.each(known)("%d with %i decimals is %s", (value, decimals, text) =>
    expect(pythonFixed(value, decimals)).toBe(text),
  );
});
