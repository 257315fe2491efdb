import { formatFigure } from "./format-figure.ts";

const scales: readonly (readonly [number, string])[] = [
  [1e12, "T"],
  [1e9, "B"],
  [1e6, "M"],
  [1e3, "k"],
];

/** Short text for axes and labels: 950, 1.2k, 13.7k, 2.5M; small values keep two significant digits. */
export function formatCompact(value: number): string {
  const size = Math.abs(value);
  for (const [scale, letter] of scales) {
    // 999,950 would round to "1000k".
    if (size >= scale * 0.99995) {
      const scaled = value / scale;
      return formatFigure(scaled, decimals(scaled)) + letter;
    }
  }
  return formatFigure(
    value,
    size >= 100 || Number.isInteger(value) ? 0 : size >= 1 ? 1 : size >= 0.1 ? 2 : 3,
  );
}

function decimals(scaled: number): number {
  const tenth = Math.round(Math.abs(scaled) * 10);
  return tenth % 10 === 0 || tenth >= 1000 ? 0 : 1;
}
