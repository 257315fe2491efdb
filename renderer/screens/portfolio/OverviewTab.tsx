import { useMemo } from "react";
import { drawdownChart } from "../../../electron/charts/drawdown.ts";
import { equityChart } from "../../../electron/charts/equity.ts";
import { pnlDistributionChart } from "../../../electron/charts/pnl-distribution.ts";
import { rollingSharpeChart } from "../../../electron/charts/rolling-sharpe.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { moneyText } from "../../../electron/contract/figures/money.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { portfolioSeries } from "../../../electron/contract/methods/portfolio.ts";
import { csvText } from "../../../electron/contract/text.ts";
import { useMoney } from "../../state/money.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";

type Series = ResultOf<typeof portfolioSeries>;

/** A portfolio over time: equity, drawdown, how steady, how its days are spread. */
export function OverviewTab({ series }: { series: Series }) {
  const theme = useChartTheme();
  const money = useMoney();
  const { dates, equity, drawdown, deepest, rolling, histogram, metrics, pnl } = series;
  const charts = useMemo(() => {
    const span = { from: deepest.peak, to: deepest.trough, depth: deepest.depth };
    const tails = [
      { label: "VaR 95", at: metrics.var_95 ?? Number.NaN },
      { label: "CVaR 95", at: metrics.cvar_95 ?? Number.NaN },
    ].filter(({ at }) => Number.isFinite(at));
    return {
      equity: equityChart({ dates, equity, drawdown: span }, { theme, money }),
      drawdown: drawdownChart({ dates, drawdown }, { theme, money }),
      distribution: pnlDistributionChart(
        { histogram, mean: metrics.mean ?? Number.NaN, tails },
        { theme, money },
      ),
      rolling: rollingSharpeChart({ ...rolling, whole: metrics.sharpe ?? Number.NaN }, { theme }),
    };
  }, [theme, money, dates, equity, drawdown, deepest, rolling, histogram, metrics]);

  const overTime = () =>
    csvText(
      ["date", "pnl", "equity", "drawdown"],
      dates.map((date, at) => [date, pnl[at] ?? 0, equity[at] ?? 0, drawdown[at] ?? 0]),
    );
  const total = moneyText(equity.at(-1) ?? 0, money);
  return (
    <div className="overview">
      <ChartPanel
        title="Equity"
        label={`Cumulative P&L of the portfolio, ending at ${total}`}
        option={charts.equity}
        csv={overTime}
      />
      <ChartPanel
        title="Distribution"
        note={`${formatFigure(pnl.length)} rows`}
        label="Histogram of the P&L per row, with value at risk and expected shortfall"
        option={charts.distribution}
        csv={() =>
          csvText(
            ["date", "pnl"],
            dates.map((date, at) => [date, pnl[at] ?? 0]),
          )
        }
      />
      <ChartPanel
        title="Drawdown"
        label={`Distance below the running peak; the deepest is ${moneyText(deepest.depth, money)}`}
        option={charts.drawdown}
        csv={overTime}
      />
      <ChartPanel
        title="Rolling Sharpe"
        note={`${rolling.window} rows`}
        label="Annualised Sharpe ratio over a moving window"
        option={charts.rolling}
        csv={() =>
          csvText(
            ["date", "sharpe"],
            rolling.dates.map((date, at) => [date, rolling.sharpe[at] ?? 0]),
          )
        }
      />
    </div>
  );
}
