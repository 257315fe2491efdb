import { drawdownChart } from "../../../charts/drawdown.ts";
import { equityChart } from "../../../charts/equity.ts";
import { type MonthlyCell, monthlySums } from "../../../charts/monthly-heatmap.ts";
import { formatDate } from "../../../charts/parts/format.ts";
import { pnlDistributionChart } from "../../../charts/pnl-distribution.ts";
import { rollingSharpeChart } from "../../../charts/rolling-sharpe.ts";
import { formatAnnualisation, formatFigure } from "../../../contract/figures/format.ts";
import { formatMoney, inUnit, metricMoney, metricText } from "../../../contract/figures/money.ts";
import { hasThinTail } from "../../../contract/metric-basis.ts";
import { type MetricName, metricTable } from "../../../contract/metrics.ts";
import { countOf } from "../../../contract/text.ts";
import type { Drawdown } from "../../analysis/series/drawdowns.ts";
import { alignedInTime, chart, chartOptions } from "../charts.ts";
import type { ReportFacts } from "../gather.ts";
import { type Markup, markup, table } from "../markup.ts";

/** Metrics by what they tell. Rows and streaks of the deepest drawdown stand in the table of drawdowns. */
const groups: readonly { readonly title: string; readonly names: readonly MetricName[] }[] = [
  {
    title: "What it earned",
    names: ["roi", "annualized_return", "mean", "best", "win_streak", "win_rate", "profit_factor", "payoff"],
  },
  {
    title: "What it risked",
    names: [
      "max_drawdown",
      "cdar_95",
      "ulcer",
      "volatility",
      "downside_deviation",
      "worst",
      "var_95",
      "cvar_95",
    ],
  },
  {
    title: "One against the other",
    names: ["sharpe", "sortino", "calmar", "ratio", "omega", "skew", "kurtosis", "loss_streak"],
  },
];

/** All figures, in three columns. */
export function figures({ series, money }: ReportFacts): Markup {
  const { metrics, basis } = series;
  const shown = metricMoney(basis, money);
  const columns = groups.map(({ title, names }) => {
    const rows = names.map((name) => {
      const value = metrics[name] ?? Number.NaN;
      return markup`<div><dt>${metricTable[name].title}</dt><dd>${metricText(name, value, shown)}</dd></div>`;
    });
    return markup`<div><h3>${title}</h3><dl>${rows}</dl></div>`;
  });
  const thin = (["var_95", "cvar_95", "cdar_95"] as const).some((name) =>
    hasThinTail(name, basis.observations),
  );
  return markup`<div class="columns">${columns}</div>
<p class="note">${money.unit === "" ? "" : `Money in ${money.unit}. `}Annualised figures rest on ${formatAnnualisation(basis.annualisation)} rows a year.${thin ? " A tail of 5 % is less than one row here." : ""} ${basis.warnings.join(" ")}</p>`;
}

/** Cumulative P&L with its deepest falls and the part out of sample, drawdown under it, and how the Sharpe ratio moved. */
export function equity(known: ReportFacts): Markup {
  const { series, subject, money } = known;
  const { dates, rolling } = series;
  const walk = subject.verdict?.walkForward;
  const options = chartOptions(money);
  const out = walk
    ? markup`<p class="note">The broken line is what the same way of choosing earned walking forward: at every step it was made on the rows before alone. It begins where the equity of all rows stands at its first row.</p>`
    : "";
  return markup`${equityPicture(known, 300)}
${chart(alignedInTime(drawdownChart({ dates, drawdown: series.drawdown }, options)), 180, "Distance below the highest equity so far")}
${rolling.dates.length > 1 ? chart(alignedInTime(rollingSharpeChart(rolling, options)), 180, `Sharpe ratio of ${rolling.window} rows`) : ""}
${out}`;
}

/** Spans beside the deepest one that are shaded. */
const shaded = 4;

/** Cumulative P&L, its deepest falls shaded, with the line out of sample where there is one. */
export function equityPicture({ series, subject, drawdowns, money }: ReportFacts, height: number): Markup {
  const { dates, deepest, equity: curve } = series;
  const walk = subject.verdict?.walkForward;
  const data = {
    dates,
    equity: curve,
    drawdown: { from: deepest.peak, to: deepest.trough, depth: deepest.depth },
    others: drawdowns.slice(1, 1 + shaded).map(({ peak, trough }) => ({ from: peak, to: trough })),
    ...(walk ? { outOfSample: walk } : {}),
  };
  const label = `Equity from ${dates[0]} to ${dates.at(-1)}`;
  return chart(alignedInTime(equityChart(data, chartOptions(money))), height, label);
}

/** The deepest falls, each from a peak to the row that was back at it. */
export function drawdowns({ drawdowns: falls, series, money }: ReportFacts): Markup {
  if (falls.length === 0) return markup`<p>Equity never fell below its highest point.</p>`;
  const { dates } = series;
  const on = (row: number, missing: string) => (row < 0 ? missing : formatDate(dates[row] ?? ""));
  const days = ({ peak, recovery }: Drawdown) => {
    const [from, to] = [
      dates[Math.max(0, peak)] ?? "",
      (recovery < 0 ? dates.at(-1) : dates[recovery]) ?? "",
    ];
    return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  };
  return markup`<div class="whole-part">${table<Drawdown>(
    [
      { title: "", figure: true, cell: (_, at) => String(at + 1) },
      { title: inUnit("Depth", money.unit), figure: true, cell: ({ depth }) => formatMoney(depth, money) },
      { title: "Peak", figure: true, cell: ({ peak }) => on(peak, "the start") },
      { title: "Trough", figure: true, cell: ({ trough }) => on(trough, "") },
      { title: "Recovered", figure: true, cell: ({ recovery }) => on(recovery, "not yet") },
      {
        title: "Days",
        figure: true,
        cell: (one) => `${formatFigure(days(one))}${one.recovery < 0 ? " so far" : ""}`,
      },
      {
        title: "Rows",
        figure: true,
        cell: ({ peak, recovery }) => formatFigure((recovery < 0 ? dates.length - 1 : recovery) - peak),
      },
    ],
    falls,
  )}</div>`;
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** P&L by month and year; a year is a row, and what it gave up on the way stands beside its total. */
export function calendar({ series, money }: ReportFacts): Markup {
  const { years, cells } = monthlySums(series.dates, series.pnl);
  const size = Math.max(1, ...cells.filter(({ month }) => month < 12).map(({ sum }) => Math.abs(sum)));
  const at = (year: number, month: number) => cells.find((one) => one.year === year && one.month === month);
  const rows = years.map((year, index) => {
    const months12 = months.map((_, month) => monthCell(at(index, month), size, money.factor));
    return markup`<tr><th scope="row">${year}</th>${months12}<td class="figure total">${formatMoney(at(index, 12)?.sum ?? 0, money)}</td></tr>`;
  });
  const gains = cells.filter(({ month, sum }) => month < 12 && sum > 0).length;
  const all = cells.filter(({ month }) => month < 12).length;
  const head = [...months, "Year"].map((name) => markup`<th scope="col" class="figure">${name}</th>`);
  return markup`<table class="months"><thead><tr><th scope="col">Year</th>${head}</tr></thead><tbody>${rows}</tbody></table>
<p class="note">${inUnit("P&L of each month", money.unit)}. ${formatFigure(gains)} of ${countOf(all, "month")} gained.</p>`;
}

function monthCell(cell: MonthlyCell | undefined, size: number, factor: number): Markup {
  if (!cell) return markup`<td></td>`;
  const strength = Math.min(1, Math.abs(cell.sum) / size);
  const colour = `rgba(${cell.sum < 0 ? "205,66,70" : "45,114,210"},${(0.06 + 0.34 * strength).toFixed(2)})`;
  return markup`<td class="figure" style="background:${colour}">${short(cell.sum * factor)}</td>`;
}

/** Twelve figures stand beside one another: thousands as k. */
const short = (value: number): string =>
  Math.abs(value) >= 100_000
    ? `${formatFigure(value / 1000)}k`
    : formatFigure(value, Math.abs(value) < 10 && value !== 0 ? 2 : 0);

const tails = ["var_95", "cvar_95", "var_99", "cvar_99"] as const;

/** How the rows are spread, with the tail marked, and the tail's figures by three ways to compute them. */
export function distribution({ series, money }: ReportFacts): Markup {
  const { metrics, histogram, basis } = series;
  const value = (name: MetricName) => metrics[name] ?? Number.NaN;
  const marked = (["var_95", "cvar_95"] as const).filter((name) => !hasThinTail(name, basis.observations));
  const option = pnlDistributionChart(
    {
      histogram,
      mean: value("mean"),
      tails: marked.map((name) => ({ label: metricTable[name].short, at: value(name) })),
    },
    chartOptions(money),
  );
  const ways: readonly (readonly [string, readonly MetricName[]])[] = [
    ["From the rows", tails],
    ["Gaussian", ["var_95_gaussian", "cvar_95_gaussian", "var_99_gaussian", "cvar_99_gaussian"]],
  ];
  const rows = table(
    [
      { title: inUnit("What a row may lose", money.unit), cell: ([title]) => title },
      ...tails.map((name, at) => ({
        title: metricTable[name].short,
        figure: true as const,
        cell: ([, names]: (typeof ways)[number]) =>
          metricText(names[at] as MetricName, value(names[at] as MetricName), metricMoney(basis, money)),
      })),
    ],
    ways,
  );
  const thin = hasThinTail("var_99", basis.observations)
    ? "1 % of the rows is less than one row: VaR 99 and CVaR 99 rest on the worst alone. "
    : "";
  return markup`${chart(option, 290, "How many rows earned how much")}${rows}
<p class="note">${thin}VaR is the result that 5 % (1 %) of the rows are worse than, CVaR the mean of those. Negative is a loss.</p>`;
}
