import { useMemo } from "react";
import { calendarHeatmap } from "../../../electron/charts/calendar-heatmap.ts";
import { monthlyHeatmap } from "../../../electron/charts/monthly-heatmap.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { portfolioSeries } from "../../../electron/contract/methods/portfolio.ts";
import { csvText } from "../../../electron/contract/text.ts";
import { useMoney } from "../../state/money.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";

/** P&L of a portfolio on the calendar: by month, and by day. */
export function CalendarTab({ series }: { series: ResultOf<typeof portfolioSeries> }) {
  const theme = useChartTheme();
  const money = useMoney();
  const { dates, pnl } = series;
  const days = useMemo(() => sumByDay(dates, pnl), [dates, pnl]);
  const options = useMemo(
    () => ({
      months: monthlyHeatmap({ dates, pnl }, { theme, money }),
      days: calendarHeatmap(days, { theme, money }),
    }),
    [dates, pnl, days, theme, money],
  );
  const csv = () =>
    csvText(
      ["date", "pnl"],
      days.dates.map((date, at) => [date, days.pnl[at] ?? 0]),
    );
  return (
    <div className="portfolio-stack">
      <ChartPanel
        className="months"
        title="Months"
        label="P&L by year and month"
        option={options.months}
        csv={csv}
      />
      <ChartPanel
        className="days"
        title="Days"
        label="P&L of every day on a calendar"
        option={options.days}
        csv={csv}
      />
    </div>
  );
}

/** Observations of one date (intraday zones) summed. */
function sumByDay(dates: readonly string[], pnl: Float64Array): { dates: string[]; pnl: Float64Array } {
  const sums = new Map<string, number>();
  dates.forEach((date, at) => {
    sums.set(date, (sums.get(date) ?? 0) + (pnl[at] ?? 0));
  });
  return { dates: [...sums.keys()], pnl: Float64Array.from(sums.values()) };
}
