import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inWeekOrder, timeOfDate, timesOfDates } from "../../electron/charts/parts/dates.ts";
import {
  formatCompact,
  formatDate,
  formatWithin,
  labelsOf,
  shorten,
} from "../../electron/charts/parts/format.ts";
import { spreadApart } from "../../electron/charts/parts/marks.ts";
import { chartThemes, colourAt } from "../../electron/charts/parts/theme.ts";
import { formatFigure } from "../../electron/contract/figures/format.ts";
import { withUnit } from "../../electron/contract/figures/money.ts";

/** Relative luminance of "#rrggbb", WCAG 2. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dark + 0.05);
}

describe.each(["dark", "light"] as const)("the %s theme", (mode) => {
  const theme = chartThemes[mode];

  it("has text of WCAG AA contrast, also in series colours that label lines", () => {
    for (const colour of [theme.text, theme.muted, theme.accent, theme.loss]) {
      expect(contrast(colour, theme.background), colour).toBeGreaterThanOrEqual(4.5);
    }
    for (const colour of theme.series)
      expect(contrast(colour, theme.background), colour).toBeGreaterThanOrEqual(3);
  });

  it.each(["pnl", "correlation"] as const)("has a scale of %s that is as strong on both sides", (name) => {
    const scale = theme[name];
    const middle = (scale.length - 1) / 2;
    const strength = (at: number) => contrast(scale[at] as string, scale[middle] as string);
    for (let side = 1; side <= middle; side += 1) {
      expect(strength(middle - side)).toBeGreaterThan(side === 1 ? 1 : strength(middle - side + 1));
      expect(strength(middle + side)).toBeGreaterThan(side === 1 ? 1 : strength(middle + side - 1));
      expect(strength(middle - side) / strength(middle + side)).toBeGreaterThan(0.6);
      expect(strength(middle - side) / strength(middle + side)).toBeLessThan(1.7);
    }
  });
});

describe("formats", () => {
  it.each([
    [0, "0"],
    [950, "950"],
    [1234, "1.2k"],
    [-13_653, "−13.7k"],
    [999_960, "1M"],
    [2_500_000, "2.5M"],
    [0.25, "0.25"],
    [-1e308, "−1.00e308"],
    [999_000_000_000_000, "999T"],
    [Number.NaN, "–"],
  ])("%d is %s in short", (value, text) => expect(formatCompact(value)).toBe(text));

  it("of ticks close together tells them apart", () => {
    expect([0.3701, 0.3702, 0.3703].map(formatWithin(0.3701, 0.3703))).toEqual([
      "0.37010",
      "0.37020",
      "0.37030",
    ]);
    expect([0, 5, 10].map(formatWithin(0, 10))).toEqual(["0", "5", "10"]);
    expect([-1.8, -0.6, -0.3, 0].map(formatWithin(-1.8, 0))).toEqual(["−1.8", "−0.6", "−0.3", "0"]);
    expect([1200, 1300].map(formatWithin(1200, 1300))).toEqual(["1.2k", "1.3k"]);
    // What rounding leaves of zero.
    expect(formatWithin(-3e307, 4e307)(2.49e291)).toBe("0");
    expect(formatWithin(-1.7e308, 1.7e308)(1e308)).not.toBe("0");
  });

  it("has no negative zero and a true minus", () => {
    expect(formatFigure(-0.001, 2)).toBe("0.00");
    expect(formatFigure(-1234.5, 1)).toBe("−1,234.5");
    expect(formatFigure(6.25e306, 2)).toBe("6.25e306");
    expect(formatFigure(Number.NEGATIVE_INFINITY)).toBe("−∞");
  });

  it("puts a currency sign in front and a word behind", () => {
    expect(withUnit("−1.2k", "₹")).toBe("−₹1.2k");
    expect(withUnit("312", "points")).toBe("312 points");
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

  it("leaves out the words that all names begin with before it cuts where they differ", () => {
    const names = [
      "SENSEX 1026-1056 SL18%TP27%",
      "SENSEX 1026-1056 SL48%TP27%",
      "SENSEX 1026-1056 SL18%TP77%",
    ];
    expect(labelsOf(names, 18)).toEqual(["…SL18%TP27%", "…SL48%TP27%", "…SL18%TP77%"]);
    expect(labelsOf(names, 40)).toEqual(names);
    const copied = ["10 strategies by exact choice", "10 strategies by exact choice, copy"];
    expect(labelsOf(copied, 20)).toEqual(["…choice", "…choice, copy"]);
    const middles = ["left one and a long end of words", "left two and a long end of words"];
    expect(labelsOf(middles, 12)).toEqual(["…one … words", "…two … words"]);
  });

  it("gives different names different labels, whatever the room", () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1, maxLength: 60 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(names, fc.integer({ min: 5, max: 40 }), (all, length) => {
        expect(new Set(labelsOf(all, length)).size).toBe(all.length);
      }),
    );
  });

  it("mixes colours between stops and stays inside the scale", () => {
    expect(colourAt(["#000000", "#ffffff"], 0.5)).toBe("#808080");
    expect(colourAt(["#000000", "#ffffff"], 2)).toBe("#ffffff");
    expect(colourAt(["#000000", "#ffffff"], -1)).toBe("#000000");
  });
});

describe("labels at the ends of lines", () => {
  const wishes = fc.array(fc.double({ min: -500, max: 900, noNaN: true }), { minLength: 1, maxLength: 8 });

  it("never stand over one another and never leave the plot", () => {
    fc.assert(
      fc.property(wishes, (wanted) => {
        const places = spreadApart(wanted, 16, 0, 400);
        const sorted = places.toSorted((a, b) => a - b);
        for (const [at, place] of sorted.entries()) {
          expect(place).toBeGreaterThanOrEqual(-1e-9);
          expect(place).toBeLessThanOrEqual(400 + 1e-9);
          if (at > 0) expect(place - (sorted[at - 1] ?? 0)).toBeGreaterThanOrEqual(16 - 1e-9);
        }
      }),
    );
  });

  it("keep the order of their wishes, and one with room stays where it wants to be", () => {
    expect(spreadApart([100, 300, 200], 16, 0, 400)).toEqual([100, 300, 200]);
    expect(spreadApart([100, 104, 90], 16, 0, 400)).toEqual([106, 122, 90]);
    expect(spreadApart([399, 398], 16, 0, 400)).toEqual([400, 384]);
  });

  it("share the room when there is too little", () => {
    expect(spreadApart([5, 5, 5], 16, 0, 20)).toEqual([0, 10, 20]);
  });
});

describe("times of observations", () => {
  it("are midnight for a single one", () => {
    expect(timesOfDates(["2024-01-04", "2024-01-11"])).toEqual([Date.UTC(2024, 0, 4), Date.UTC(2024, 0, 11)]);
  });

  it("spread the zones of a day over it", () => {
    const hours = timesOfDates(["2024-01-04", "2024-01-04", "2024-01-04", "2024-01-04", "2024-01-05"]).map(
      (time) => (time - Date.UTC(2024, 0, 4)) / 3_600_000,
    );
    expect(hours).toEqual([0, 6, 12, 18, 24]);
  });

  it("ascend strictly and never leave the day", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 28 }), { minLength: 1, maxLength: 200 }), (days) => {
        const dates = days.sort((a, b) => a - b).map((day) => `2024-02-${String(day).padStart(2, "0")}`);
        const times = timesOfDates(dates);
        times.forEach((time, i) => {
          expect(time).toBeGreaterThan(times[i - 1] ?? 0);
          expect(time - timeOfDate(dates[i] ?? "")).toBeLessThan(86_400_000);
        });
      }),
    );
  });
});

describe("weekdays", () => {
  const order = (...names: string[]) => inWeekOrder(names.map((name) => ({ name }))).map(({ name }) => name);

  it("begin with Monday, whatever day the data begins with", () => {
    expect(order("Thursday", "Wednesday", "Monday", "Tuesday")).toEqual([
      "Monday",
      "Tuesday",
      "Wednesday",
      "Thursday",
    ]);
    expect(order("SUN", "sat", " Fri")).toEqual([" Fri", "sat", "SUN"]);
  });

  it("leave names that are no English weekday at the end, in their order", () => {
    expect(order("Montag", "Expiry", "Friday", "Settlement")).toEqual([
      "Montag",
      "Friday",
      "Expiry",
      "Settlement",
    ]);
  });
});
