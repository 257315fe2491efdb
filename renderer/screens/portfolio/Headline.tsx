import type { ResultOf } from "../../../electron/contract/method.ts";
import type { portfolioSeries } from "../../../electron/contract/methods/portfolio.ts";
import type { MetricName } from "../../../electron/contract/metrics.ts";
import { metricTable } from "../../../electron/contract/metrics.ts";
import { explainMetric, formatMetric, metricTone, metricUnit } from "../../metrics/metric-text.ts";
import { KeyFigure } from "../../ui/figures.tsx";

const shown: readonly MetricName[] = [
  "roi",
  "max_drawdown",
  "ratio",
  "sharpe",
  "sortino",
  "win_rate",
  "profit_factor",
  "cvar_95",
];

/** Short enough for eight in a row. */
const labels: Partial<Record<MetricName, string>> = {
  roi: "Total P&L",
  max_drawdown: "Max DD",
  ratio: "P&L / drawdown",
  win_rate: "Win rate",
  profit_factor: "Profit factor",
};

/** The figures that a portfolio is judged by. */
export function Headline({ series }: { series: ResultOf<typeof portfolioSeries> }) {
  return (
    <div className="key-figures">
      {shown.map((name) => {
        const value = series.metrics[name] ?? Number.NaN;

        return (
          <KeyFigure
            key={name}
            label={labels[name] ?? metricTable[name].short}
            value={formatMetric(name, value)}
            unit={metricUnit(name) || undefined}
            tone={metricTone(name, value)}
            explain={explainMetric(name, series.basis)}
          />
        );
      })}
    </div>
  );
}
