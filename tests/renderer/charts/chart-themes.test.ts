import { describe, expect, it } from "vitest";
import { chartThemes } from "../../../renderer/charts/chart-themes.ts";

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

  it("has a diverging scale that is even: as strong on both sides of its neutral middle", () => {
    const { diverging } = theme;
    const middle = (diverging.length - 1) / 2;
    const strength = (at: number) => contrast(diverging[at] as string, diverging[middle] as string);
    for (let side = 1; side <= middle; side += 1) {
      expect(strength(middle - side)).toBeGreaterThan(side === 1 ? 1 : strength(middle - side + 1));
      expect(strength(middle + side)).toBeGreaterThan(side === 1 ? 1 : strength(middle + side - 1));
      expect(strength(middle - side) / strength(middle + side)).toBeGreaterThan(0.6);
      expect(strength(middle - side) / strength(middle + side)).toBeLessThan(1.7);
    }
  });
});
