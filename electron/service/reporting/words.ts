import { formatDate, formatFigure } from "../../charts/parts/format.ts";
import { type MetricName, metricTable } from "../../contract/metrics.ts";
import type { ViewRequest } from "../../contract/view.ts";
import type { ReportFacts } from "./gather.ts";

/** A metric as the window shows it, with its unit where it has one. */
export function metricText(name: MetricName, value: number, unit: string): string {
  const { digits, unit: kind } = metricTable[name];
  const shown = kind === "fraction" ? value * 100 : value;
  const small = kind === "currency" && Math.abs(shown) < 100 && shown !== 0;
  const figure = formatFigure(shown, small ? 2 : digits);
  if (kind === "fraction") return `${figure} %`;
  return kind === "currency" && unit !== "currency" && unit.length === 1 ? `${unit}${figure}` : figure;
}

/** Money in a table: no decimals from 100 on. */
export const money = (value: number): string => formatFigure(value, Math.abs(value) < 100 ? 2 : 0);

/** A share of 1 as percent. */
export const percent = (share: number, digits = 1): string =>
  Number.isNaN(share) ? "–" : `${formatFigure(share * 100, digits)} %`;

/** With a capital first. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "1 member", "35 members". */
export const counted = (count: number, one: string): string =>
  `${formatFigure(count)} ${count === 1 ? one : `${one}s`}`;

/** "3 Jan 2022 to 31 Jul 2023" */
export const period = (from: string, to: string): string => `${formatDate(from)} to ${formatDate(to)}`;

/** What a view leaves out or changes, a part each; none when it is the whole dataset. */
export function viewWords(view: ViewRequest): string[] {
  const { from, to, regimes, minConfidence, transition, rows, ulta } = view;
  const kinds: Readonly<Record<string, string>> = { days: "rows summed by day" };
  const words = [
    from && `from ${formatDate(from)}`,
    to && `to ${formatDate(to)}`,
    regimes && `regimes ${regimes.join(", ")}`,
    minConfidence !== undefined && `confidence of at least ${formatFigure(minConfidence)} %`,
    view.confidenceWeighted && "P&L times confidence",
    transition && `transition over ${transition.above}: P&L times ${transition.factor}`,
    rows.kind === "zone" && `zone ${rows.zone}`,
    rows.kind === "weighted-zones" && "a day is the weighted sum of its zones",
    kinds[rows.kind],
    ulta && ulta.kind !== "off" && "losing strategies inverted (ULTA)",
    view.excludeConstant && "constant strategies left out",
  ];
  return words.filter((one): one is string => typeof one === "string");
}

/** What the report is of, in a sentence under the title. */
export function subjectWords({ subject, strategies, unit }: ReportFacts): string {
  const { members, weights, kind } = subject;
  if (!members) return `All ${formatFigure(strategies)} strategies, as their mean`;
  const how = weights ? "own weights" : "equal weights: figures are of their mean";
  const what = kind === "search" ? "found by a search" : "a portfolio";
  return `${counted(members.length, "strategy").replace("strategys", "strategies")}, ${what}, ${how}${unit === "currency" ? "" : `, in ${unit}`}`;
}
