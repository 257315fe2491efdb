import {
  type Money,
  moneyOf,
  plainMoney,
  formatMetric as shownMetric,
  formatMoney as shownMoney,
} from "../../contract/figures/money.ts";
import { type MetricName, metricTable } from "../../contract/metrics.ts";
import type { CliSession } from "./session.ts";

/** A metric as every screen writes it, with the signs of a terminal. */
export const formatMetric = (name: MetricName, value: number, money?: Money): string =>
  asciiSigns(shownMetric(name, value, money));

/** The same with the sign of percent. */
export const figureOf = (name: MetricName, value: number, money?: Money): string =>
  `${formatMetric(name, value, money)}${metricTable[name].unit === "fraction" && !Number.isNaN(value) ? " %" : ""}`;

/** An amount of P&L, in the same way. */
export const formatMoney = (amount: number, money?: Money): string =>
  asciiSigns(shownMoney(amount, money ?? plainMoney));

/** The heading of a column of amounts. */
export const moneyTitle = (title: string, { unit }: Money = plainMoney): string =>
  unit === plainMoney.unit ? title : `${title} (${unit})`;

const asciiSigns = (text: string): string => text.replace("−", "-").replace("–", "-");

/** How amounts of a dataset are shown. JSON has them as they are, so that nothing is looked up for it. */
export async function moneyFor(session: CliSession, dataset: string): Promise<Money> {
  if (session.json) return plainMoney;
  const { context } = await session.service();
  const settings = await session.settings();
  // A search is shown of a dataset that is gone, too.
  const manifest = await context.datasets.manifest(dataset).catch(() => null);
  return moneyOf({
    money: manifest?.money || settings.get("analysis.currency"),
    capital: settings.get("analysis.capital"),
    as: settings.get("analysis.money_as"),
  });
}
