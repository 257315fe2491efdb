import { formatDate } from "../../charts/parts/format.ts";
import { formatFigure } from "../../contract/figures/format.ts";
import { countOf } from "../../contract/text.ts";
import type { ReportFacts } from "./gather.ts";

/** A share of 1 as percent. */
export const percent = (share: number, digits = 1): string =>
  Number.isNaN(share) ? "–" : `${formatFigure(share * 100, digits)} %`;

/** With a capital first. */
export const capital = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** "3 Jan 2022 to 31 Jul 2023" */
export const period = (from: string, to: string): string => `${formatDate(from)} to ${formatDate(to)}`;

/** What the report is of, in a sentence under the title. */
export function subjectWords({ subject, strategies, money }: ReportFacts): string {
  const { members, weights, kind } = subject;
  if (!members) return `All ${formatFigure(strategies)} strategies, as their mean`;
  const how = weights ? "own weights" : "equal weights: figures are of their mean";
  const what = kind === "search" ? "found by a search" : "a portfolio";
  return `${countOf(members.length, "strategy")}, ${what}, ${how}${money.unit === "" ? "" : `, in ${money.unit}`}`;
}
