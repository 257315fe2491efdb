import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { colourAt } from "../../../renderer/charts/colour-at.ts";
import { formatAmount } from "../../../renderer/charts/format-amount.ts";
import { formatCompact } from "../../../renderer/charts/format-compact.ts";
import { formatDate } from "../../../renderer/charts/format-date.ts";
import { formatFigure } from "../../../renderer/charts/format-figure.ts";
import { shorten } from "../../../renderer/charts/shorten.ts";

describe("formats", () => {
  it.each([
    [0, "0"],
    [950, "950"],
    [1234, "1.2k"],
    [-13_653, "−13.7k"],
    [999_960, "1M"],
    [2_500_000, "2.5M"],
    [0.25, "0.25"],
    [Number.NaN, "–"],
  ])("%d is %s in short", (value, text) => expect(formatCompact(value)).toBe(text));

  it("has no negative zero and a true minus", () => {
    expect(formatFigure(-0.001, 2)).toBe("0.00");
    expect(formatFigure(-1234.5, 1)).toBe("−1,234.5");
    expect(formatFigure(Number.NEGATIVE_INFINITY)).toBe("−∞");
  });

  it("puts a currency sign in front and a word behind", () => {
    expect(formatAmount("−1.2k", "₹")).toBe("−₹1.2k");
    expect(formatAmount("312", "currency")).toBe("312 currency");
  });

  it("writes dates and leaves other text alone", () => {
    expect(formatDate("2024-03-07")).toBe("7 Mar 2024");
    expect(formatDate("Zone 1")).toBe("Zone 1");
  });

  it("shortens to the length asked for and keeps both ends", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.integer({ min: 5, max: 40 }), (name, length) => {
        const short = shorten(name, length);
        expect(short.length).toBe(Math.min(name.length, length));
        expect(short[0]).toBe(name[0]);
        expect(short.at(-1)).toBe(name.at(-1));
      }),
    );
  });

  it("mixes colours between stops and stays inside the scale", () => {
    expect(colourAt(["#000000", "#ffffff"], 0.5)).toBe("#808080");
    expect(colourAt(["#000000", "#ffffff"], 2)).toBe("#ffffff");
    expect(colourAt(["#000000", "#ffffff"], -1)).toBe("#000000");
  });
});
