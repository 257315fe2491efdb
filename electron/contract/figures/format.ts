// How figures are written wherever a person reads them: window, command line, charts, report. The same value is the same text.

const minus = "−";
/** Number formats by grouping and decimals; making one costs a thousand times what using it does. */
const formats = {
  thousand: new Map<number, Intl.NumberFormat>(),
  lakh: new Map<number, Intl.NumberFormat>(),
};
type Grouping = keyof typeof formats;

/** From here on an exponent is written: all digits would fill a chart, and a double does not hold them. */
const mostSpelled = 1e15;

/**
 * A figure for people: digits grouped (1,234,567, or 12,34,567 with lakhs), a true minus sign, `digits` decimals; 1.23e308 from
 * 1e15 on. Infinite values are written out, an undefined one is a dash.
 */
export function formatFigure(value: number, digits = 0, grouping: Grouping = "thousand"): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${minus}∞`;
  if (Math.abs(value) >= mostSpelled) return value.toExponential(2).replace("+", "").replace("-", minus);
  const text = formatOf(digits, grouping).format(Math.abs(value));
  const isZero = !/[1-9]/.test(text);
  return value < 0 && !isZero ? minus + text : text;
}

/** Observations a year. */
export const formatAnnualisation = (rows: number): string =>
  formatFigure(rows, Number.isInteger(rows) ? 0 : 1);

function formatOf(digits: number, grouping: Grouping): Intl.NumberFormat {
  const known = formats[grouping].get(digits);
  if (known) return known;
  const made = new Intl.NumberFormat(grouping === "lakh" ? "en-IN" : "en-US", {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  formats[grouping].set(digits, made);
  return made;
}
