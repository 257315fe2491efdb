import { execFileSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pythonFixed, pythonFloat } from "../../../electron/service/exporting/python-text.ts";

/** Value, decimals, what CPython 3.11 prints for f"{value:.{decimals}f}". */
const knownFixed: [number, number, string][] = [
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
  it.each(knownFixed)("%d with %i decimals is %s", (value, decimals, text) =>
    expect(pythonFixed(value, decimals)).toBe(text),
  );
});

const known: [number, string][] = [
  [0, "0.0"],
  [-0, "-0.0"],
  [1, "1.0"],
  [-14258.492519999902, "-14258.492519999902"],
  [0.1, "0.1"],
  [0.0001, "0.0001"],
  [0.00001, "1e-05"],
  [0.000012345, "1.2345e-05"],
  [1e15, "1000000000000000.0"],
  [9999999999999998, "9999999999999998.0"],
  [1e16, "1e+16"],
  [1.5e16, "1.5e+16"],
  [1e21, "1e+21"],
  [1e100, "1e+100"],
  [5e-324, "5e-324"],
  [1.7976931348623157e308, "1.7976931348623157e+308"],
  [Number.POSITIVE_INFINITY, "inf"],
  [Number.NEGATIVE_INFINITY, "-inf"],
  [Number.NaN, "nan"],
];

describe("pythonFloat", () => {
  it.each(known)("%d is printed %s", (value, text) => expect(pythonFloat(value)).toBe(text));

  it("reads back to the same double", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(Object.is(Number(pythonFloat(value)), value)).toBe(true);
      }),
    );
  });

  it("agrees with a Python interpreter on random doubles", (context) => {
    const any = fc.double({ noNaN: true, noDefaultInfinity: true });
    const money = fc.double({ noNaN: true, min: -1e7, max: 1e7 });
    const values = fc.sample(fc.oneof(any, money, fc.integer()), { numRuns: 4000, seed: 5 });
    const texts = pythonLines(
      "import json,sys\nfor x in json.load(sys.stdin): print(repr(float(x)))",
      values,
    );
    if (!texts) return context.skip("no python3 on this machine");
    // JSON has no negative zero in JavaScript's writer.
    expect(values.map((value) => pythonFloat(value + 0))).toEqual(texts);
  });
});

/** Output lines of a script that gets the values as JSON; null where Python is not installed. */
function pythonLines(script: string, values: readonly number[]): string[] | null {
  try {
    const text = execFileSync("python3", ["-c", script], { input: JSON.stringify(values), encoding: "utf8" });
    return text.trim().split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
}
