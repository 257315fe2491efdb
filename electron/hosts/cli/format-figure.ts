const significant = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 6 });
const currency = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2, minimumFractionDigits: 2 });

/** A figure for people: two decimals from 1,000 on, else six significant digits; "-" where it is not defined. */
export function formatFigure(value: number): string {
  if (Number.isNaN(value)) return "-";
  if (value === 0) return "0";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "-∞";
  return Math.abs(value) >= 1000 ? currency.format(value) : significant.format(value);
}
