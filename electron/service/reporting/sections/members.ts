import { correlationHeatmap } from "../../../charts/correlation-heatmap.ts";
import { inWeekOrder } from "../../../charts/parts/dates.ts";
import { formatFigure } from "../../../contract/figures/format.ts";
import { formatMoney, inUnit, type Money, metricMoney, metricText } from "../../../contract/figures/money.ts";
import type { ResultOf } from "../../../contract/method.ts";
import type { portfolioBreakdown } from "../../../contract/methods/portfolio.ts";
import { metricTable } from "../../../contract/metrics.ts";
import { asWords, countOf } from "../../../contract/text.ts";
import { chart, chartOptions } from "../charts.ts";
import { memberMetrics, type ReportFacts } from "../gather.ts";
import { type Markup, markup, table } from "../markup.ts";
import { percent } from "../words.ts";

type KnownMembers = NonNullable<ReportFacts["members"]>;

/** Members by their share of P&L, the largest first: every table and picture numbers them so. */
function shareOrder({ members: names, pnlShare }: KnownMembers): number[] {
  return Array.from(names.keys()).sort((a, b) => (pnlShare[b] ?? 0) - (pnlShare[a] ?? 0) || a - b);
}

/** Every member with its weight, what it earned alone, and what it brings; the largest share of P&L first. */
export function members({ members: known, money }: ReportFacts): Markup | null {
  if (!known) return null;
  const share = (values: Float64Array, row: number) => percent(values[row] ?? Number.NaN);
  return markup`${table<number>(
    [
      { title: "", figure: true, cell: (_, at) => String(at + 1) },
      { title: "Strategy", cell: (row) => known.members[row] ?? "" },
      { title: "Weight", figure: true, cell: (row) => percent(known.weights[row] ?? 0, 2) },
      ...memberMetrics.map((name, column) => ({
        title: metricTable[name].short,
        figure: true as const,
        cell: (row: number) =>
          metricText(name, known.values[column]?.[row] ?? Number.NaN, metricMoney(known.basis, money)),
      })),
      { title: "Share of P&L", figure: true, cell: (row) => share(known.pnlShare, row) },
      { title: "Share of risk", figure: true, cell: (row) => share(known.riskShare, row) },
      { title: "Mean ρ", figure: true, cell: (row) => formatFigure(known.meanRho[row] ?? Number.NaN, 2) },
    ],
    shareOrder(known),
  )}<p class="note">Figures of a member are its own, not weighted. Shares are of the portfolio's P&amp;L and variance and sum to 100 %. Mean ρ: its mean correlation with the other members.</p>`;
}

/** More members than this make cells too small for a page. */
const mostDrawn = 150;
const mostPairs = 10;

function inOrder({ members: names, rho }: KnownMembers, order: readonly number[]) {
  const n = order.length;
  return {
    names: order.map((row) => names[row] ?? ""),
    rho: Float64Array.from(
      { length: n * n },
      (_, at) => rho[(order[Math.floor(at / n)] as number) * n + (order[at % n] as number)] as number,
    ),
  };
}

/** Correlation of every pair of members, and the pairs that are most alike. */
export function correlation({ members: known, money }: ReportFacts): Markup | null {
  if (!known || known.members.length < 2) return null;
  const n = known.members.length;
  const pairs: { readonly a: number; readonly b: number; readonly rho: number }[] = [];
  for (let a = 0; a < n; a += 1)
    for (let b = a + 1; b < n; b += 1) pairs.push({ a, b, rho: known.rho[a * n + b] ?? Number.NaN });
  const defined = pairs.filter(({ rho }) => !Number.isNaN(rho)).sort((x, y) => y.rho - x.rho);
  const mean = defined.reduce((sum, { rho }) => sum + rho, 0) / defined.length;
  const heatmap =
    n <= mostDrawn
      ? chart(
          correlationHeatmap({ ...inOrder(known, shareOrder(known)), still: true }, chartOptions(money)),
          600,
          `Correlation of ${n} members`,
        )
      : markup`<p>${formatFigure(n)} members are too many to be drawn here.</p>`;
  return markup`<div class="whole-part"><p>Mean correlation of ${countOf(defined.length, "pair")}: <b>${formatFigure(mean, 3)}</b>, from ${formatFigure(defined.at(-1)?.rho ?? Number.NaN, 2)} to ${formatFigure(defined[0]?.rho ?? Number.NaN, 2)}.</p>
${heatmap}</div>
<div class="whole-part"><h3>Most alike</h3>
${table(
  [
    { title: "Strategy", cell: ({ a }) => known.members[a] ?? "" },
    { title: "and", cell: ({ b }) => known.members[b] ?? "" },
    { title: "ρ", figure: true, cell: ({ rho }) => formatFigure(rho, 3) },
  ],
  defined.slice(0, mostPairs),
)}</div>`;
}

type Group = ResultOf<typeof portfolioBreakdown>["regimes"][number];

/** Where it earns and loses. What the data have none of is left out. */
export function regimes({ breakdown, money }: ReportFacts): Markup | null {
  const kinds = [
    {
      title: "Market regimes",
      groups: breakdown.regimes.map((one) => ({ ...one, name: asWords(one.name) })),
    },
    { title: "Intraday zones", groups: breakdown.zones },
    { title: "Weekdays", groups: inWeekOrder(breakdown.weekdays) },
  ].filter(({ groups }) => groups.length > 0);
  if (kinds.length === 0) return null;
  const parts = kinds.map(
    ({ title, groups }) =>
      markup`<div class="whole-part"><h3>${title}</h3>${groupTable(groups, money)}</div>`,
  );
  return markup`${parts}<p class="note">Effective rows: so many rows of equal weight say as much as these under their confidence.</p>`;
}

function groupTable(groups: readonly Group[], money: Money): Markup {
  return table<Group>(
    [
      { title: "", cell: ({ name }) => name },
      { title: "Rows", figure: true, cell: ({ observations }) => formatFigure(observations) },
      { title: "Effective", figure: true, cell: ({ effective }) => formatFigure(effective, 1) },
      { title: inUnit("P&L", money.unit), figure: true, cell: ({ total }) => formatMoney(total, money) },
      { title: "Mean", figure: true, cell: ({ mean }) => formatMoney(mean, money) },
      { title: "Std", figure: true, cell: ({ std }) => formatMoney(std, money) },
      { title: "Worst row", figure: true, cell: ({ worst }) => formatMoney(worst, money) },
      { title: "Win rate", figure: true, cell: ({ winRate }) => percent(winRate) },
    ],
    groups,
  );
}
