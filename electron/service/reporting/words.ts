import { formatDate } from "../../charts/parts/format.ts";
import { formatFigure, formatMetric } from "../../contract/figures/format.ts";
import { type MetricName, metricTable } from "../../contract/metrics.ts";
import type { ReportFacts } from "./gather.ts";

/** A metric as the window shows it, with its unit where it has one. */
export function metricText(name: MetricName, value: number, unit: string): string {
  const kind = metricTable[name].unit;
  const figure = formatMetric(name, value);
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
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${formatFigure(count)} ${count === 1 ? one : many}`;

/** "3 Jan 2022 to 31 Jul 2023" */
export const period = (from: string, to: string): string => `${formatDate(from)} to ${formatDate(to)}`;

/** What the report is of, in a sentence under the title. */
export function subjectWords({ subject, strategies, unit }: ReportFacts): string {
  const { members, weights, kind } = subject;
  if (!members) return `All ${formatFigure(strategies)} strategies, as their mean`;
  const how = weights ? "own weights" : "equal weights: figures are of their mean";
  const what = kind === "search" ? "found by a search" : "a portfolio";
  return `${counted(members.length, "strategy", "strategies")}, ${what}, ${how}${unit === "currency" ? "" : `, in ${unit}`}`;
}
