import type { MetricBasis } from "../metric-basis.ts";
import { type MetricName, metricTable } from "../metrics.ts";
import { formatFigure } from "./format.ts";

/** How amounts of P&L are shown: what they are in, and what an amount is multiplied by. */
export interface Money {
  /** A sign that stands before a figure ("₹"), or a word behind it ("points"); "" when nobody said it. */
  readonly unit: string;
  /** 1, or 100 over the capital that amounts are shown in percent of. */
  readonly factor: number;
  /** Whose grouping of digits: 12,34,567 or 1,234,567. */
  readonly grouping: "lakh" | "thousand";
}

/** Amounts of which nobody said what they are in. */
export const plainMoney: Money = { unit: "", factor: 1, grouping: "thousand" };

const ofLakhs = /^(INR|₹|Rs\.?|PKR|NPR|BDT|৳|lakhs?|crores?)$/i;

/** Amounts in what a dataset or a setting says; with a capital above 0 and `as` percent, in percent of it. */
export function moneyOf(said: { money: string; capital: number; as: "amount" | "percent" }): Money {
  if (said.as === "percent" && said.capital > 0)
    return { unit: "%", factor: 100 / said.capital, grouping: "thousand" };
  if (said.money === "") return plainMoney;
  return { unit: signOf(said.money), factor: 1, grouping: ofLakhs.test(said.money) ? "lakh" : "thousand" };
}

/** Metrics in currency under this basis: profile r gives them as fractions of a declared capital already. */
export const metricMoney = (basis: Pick<MetricBasis, "profile" | "capital">, money: Money): Money =>
  basis.profile === "r" && basis.capital > 0 ? { unit: "%", factor: 100, grouping: "thousand" } : money;

/** The sign of a currency by its code; what is no code stays as it is. */
function signOf(money: string): string {
  if (!/^[A-Z]{3}$/.test(money)) return money;
  const parts = new Intl.NumberFormat("en-US", {
    style: "currency",
    currency: money,
    currencyDisplay: "narrowSymbol",
  }).formatToParts(0);
  return parts.find(({ type }) => type === "currency")?.value ?? money;
}

/** An amount as it is shown, without its unit: two decimals below 100, then `digits`. */
export function formatMoney(amount: number, money: Money, digits = 0): string {
  const shown = amount * money.factor;
  return formatFigure(shown, Math.abs(shown) < 100 && shown !== 0 ? 2 : digits, money.grouping);
}

/** The same with its unit: "₹312", "−$1,200", "312 points". */
export const moneyText = (amount: number, money: Money, digits = 0): string =>
  withUnit(formatMoney(amount, money, digits), money.unit);

/** Whether a unit is the sign of a currency ("₹", "A$"), which stands in front of a figure; words and "%" stand behind. */
export const isSign = (unit: string): boolean => /\p{Sc}$/u.test(unit);

/** Whether a unit is short enough to stand in the heading of a narrow column: a sign, or "%". */
export const isShortUnit = (unit: string): boolean => unit === "%" || isSign(unit);

/** A figure with its unit. */
export function withUnit(figure: string, unit: string): string {
  if (unit === "") return figure;
  if (!isSign(unit)) return `${figure} ${unit}`;
  return figure.startsWith("−") ? `−${unit}${figure.slice(1)}` : `${unit}${figure}`;
}

/** What figures are, with their unit where it is known: "P&L, ₹". */
export const inUnit = (what: string, unit: string): string => (unit === "" ? what : `${what}, ${unit}`);

/** How to write amounts that are compared: with the fewest decimals, up to six, that show them to differ. */
export function comparedMoney(
  amounts: readonly number[],
  { unit, factor, grouping }: Money,
): (amount: number) => string {
  const written = (digits: number) => (amount: number) => formatFigure(amount * factor, digits, grouping);
  const different = new Set(amounts).size;
  const enough = [0, 1, 2, 3, 4, 5].find(
    (digits) => new Set(amounts.map(written(digits))).size === different,
  );
  return (amount) => withUnit(written(enough ?? 6)(amount), unit);
}

/** The stored value times this is what is shown: fractions as percent, amounts as `money` says. */
export function metricFactor(name: MetricName, money: Money): number {
  const { unit } = metricTable[name];
  return unit === "fraction" ? 100 : unit === "currency" ? money.factor : 1;
}

/** A metric's value as its column shows it, without the unit (the heading has it). */
export function formatMetric(name: MetricName, value: number, money: Money = plainMoney): string {
  const { digits, unit } = metricTable[name];
  return unit === "currency"
    ? formatMoney(value, money, digits)
    : formatFigure(value * metricFactor(name, money), digits);
}

/** A metric's value with its unit. */
export function metricText(name: MetricName, value: number, money: Money = plainMoney): string {
  const { unit } = metricTable[name];
  const figure = formatMetric(name, value, money);
  return unit === "currency" ? withUnit(figure, money.unit) : unit === "fraction" ? `${figure} %` : figure;
}
