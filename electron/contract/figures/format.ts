import { type MetricName, metricTable } from "../metrics.ts";

// How figures are written wherever a person reads them: window, command line, charts, report. The same value is the same text.

const minus = "−";
/** Number formats by decimals; making one costs a thousand times what using it does. */
const formats = new Map<number, Intl.NumberFormat>();

/** From here on an exponent is written: all digits would fill a chart, and a double does not hold them. */
const mostSpelled = 1e15;

/**
 * A figure for people: thousands grouped, a true minus sign, `digits` decimals; 1.23e308 from 1e15 on.
 * Infinite values are written out, an undefined one is a dash.
 */
export function formatFigure(value: number, digits = 0): string {
  if (Number.isNaN(value)) return "–";
  if (!Number.isFinite(value)) return value > 0 ? "∞" : `${minus}∞`;
  if (Math.abs(value) >= mostSpelled) return value.toExponential(2).replace("+", "").replace("-", minus);
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

/** The stored value times this is what is shown: fractions as percent. */
export const metricFactor = (name: MetricName): number => (metricTable[name].unit === "fraction" ? 100 : 1);

/** A metric's value as its column shows it, without the unit (the heading has it). Small amounts get more decimals. */
export function formatMetric(name: MetricName, value: number): string {
  const { digits, unit } = metricTable[name];
  const shown = value * metricFactor(name);
  const small = unit === "currency" && Math.abs(shown) < 100 && shown !== 0;
  return formatFigure(shown, small ? 2 : digits);
}
