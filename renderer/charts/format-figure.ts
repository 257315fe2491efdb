const minus = "−";
/** Number formats by decimals; making one costs a thousand times what using it does. */
const formats = new Map<number, Intl.NumberFormat>();

/**
 * A figure for people: thousands grouped, a true minus sign, `digits` decimals.
 * Infinite values are written out, an undefined one is a dash.
 */
export function formatFigure(value: number, digits = 0): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${minus}∞`;
  const text = formatOf(digits).format(Math.abs(value));
  const isZero = !/[1-9]/.test(text);
  return value < 0 && !isZero ? minus + text : text;
}

function formatOf(digits: number): Intl.NumberFormat {
  const known = formats.get(digits);
  if (known) return known;
  const made = new Intl.NumberFormat("en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats.set(digits, made);
  return made;
}
