import { describe, expect, it } from "vitest";
import { matrixCsv } from "../../../electron/hosts/cli/csv.ts";
import {
  formatFields,
  formatFigure,
  formatHistogram,
  formatTable,
} from "../../../electron/hosts/cli/format.ts";
import { toJson } from "../../../electron/hosts/cli/session.ts";

describe("texts of the command line", () => {
  it.each([
    [13653.365261621726, "13,653.37"],
    [0.62195121951, "0.621951"],
    [-0.000012345678, "-0.0000123457"],
    [-1.7976931348623157e308, "-1.79769e308"],
    [999_999_999_999_999, "999,999,999,999,999.00"],
    [Number.NaN, "-"],
    [Number.NEGATIVE_INFINITY, "-∞"],
  ])("%d is shown as %s", (value, text) => expect(formatFigure(value)).toBe(text));

  it("aligns tables and fields", () => {
    const columns = [
      { title: "name", text: ([name]: [string, number]) => name },
      { title: "value", align: "right" as const, text: ([, value]: [string, number]) => String(value) },
    ];
    expect(
      formatTable(columns, [
        ["a", 10],
        ["long name", 2],
      ]),
    ).toBe("name       value\n─────────  ─────\na             10\nlong name      2");
    const long = formatTable(columns, [
      ["a", 10],
      ["x".repeat(5000), 2],
    ]);
    expect(long.split("\n").map((line) => line.length)).toEqual([107, 107, 107, 5007]);
    expect(formatFields({ a: "1", longer: "2", left: undefined })).toBe("a       1\nlonger  2");
  });

  it("puts every bin of a histogram somewhere between -1 and 1", () => {
    const [bars = "", scale = ""] = formatHistogram(
      Float64Array.from({ length: 200 }, (_, bin) => (bin === 199 ? 5 : 0)),
    ).split("\n");
    expect(bars).toBe(`${" ".repeat(49)}█`);
    expect(scale.length).toBe(50);
  });

  it("writes a matrix with its names, quoted where needed", () => {
    expect(matrixCsv(['a,"b"', "c"], Float64Array.of(1, 0.1, 0.1, 1), true)).toBe(
      ',"a,""b""",c\n"a,""b""",1,0.1\nc,0.1,1\n',
    );
  });

  it("writes strict JSON for arrays and for numbers that JSON lacks", () => {
    const value = {
      a: Float64Array.of(1, Number.NaN),
      b: Number.POSITIVE_INFINITY,
      c: 2n,
      d: [new Uint32Array(1)],
    };
    expect(JSON.parse(toJson(value))).toEqual({ a: [1, "NaN"], b: "Infinity", c: "2", d: [[0]] });
  });
});
