const minus = "−";

/**
 * A figure for people: thousands grouped, a true minus sign, `digits` decimals.
 * Infinite values are written out, an undefined one is a dash.
 */
export function formatFigure(value: number, digits = 0): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${minus}∞`;
  const text = Math.abs(value).toLocaleString("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  const isZero = Number(text.replaceAll(",", "")) === 0;
  return value < 0 && !isZero ? minus + text : text;
}
