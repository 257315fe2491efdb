import { useEffect, useMemo, useState } from "react";
import { compareEquityChart } from "../../../electron/charts/compare-equity.ts";
import { metricMoney } from "../../../electron/contract/figures/money.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { portfolioSeries } from "../../../electron/contract/methods/portfolio.ts";
import { type MetricName, metricName, metricTable } from "../../../electron/contract/metrics.ts";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import { type ProblemReport, problemOf } from "../../../electron/contract/problem.ts";
import { csvText } from "../../../electron/contract/text.ts";
import { useHost } from "../../bridge/host.ts";
import { MetricValue } from "../../metrics/MetricValue.tsx";
import { explainMetric } from "../../metrics/metric-text.ts";
import { useMoney } from "../../state/money.ts";
import type { useView } from "../../state/view.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { tip } from "../../ui/tips.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import { portfolioRequest } from "./use-portfolio-data.ts";

type Series = ResultOf<typeof portfolioSeries>;

interface CompareTabProps {
  readonly view: NonNullable<ReturnType<typeof useView>>;
  readonly portfolios: readonly SavedPortfolio[];
}

const compared: readonly MetricName[] = metricName.options.filter(
  (name) =>
    metricTable[name].usual ||
    ["volatility", "ulcer", "omega", "var_95", "skew", "annualized_return"].includes(name),
);

/** Two or more portfolios on one scale, figure by figure; the best of each row is marked. */
export function CompareTab({ view, portfolios }: CompareTabProps) {
  const theme = useChartTheme();
  const money = useMoney();
  const { series, problem } = useAllSeries(view, portfolios);
  const option = useMemo(() => {
    const shown = (series ?? []).map(({ dates, equity }, at) => ({
      name: portfolios[at]?.name ?? "",
      dates,
      equity,
    }));
    return compareEquityChart({ portfolios: shown }, { theme, money });
  }, [series, portfolios, theme, money]);
  if (problem) return <ProblemView problem={problem} />;
  if (!series || series.length !== portfolios.length) return <Loading what="Reading the portfolios" />;
  const csv = () =>
    csvText(
      ["metric", ...portfolios.map((one) => one.name)],
      compared.map((name) => [name, ...series.map((one) => one.metrics[name] ?? Number.NaN)]),
    );
  return (
    <div className="compare">
      <ChartPanel title="Equity" label="Equity of the compared portfolios" option={option} csv={csv} />
      <Panel title="Figures" flush actions={<CopyMenu title="Compared figures" csv={csv} />}>
        <table className="compare-table">
          <thead>
            <tr>
              <th scope="col">Metric</th>
              {portfolios.map((one) => (
                <NumberHead key={one.id}>{one.name}</NumberHead>
              ))}
            </tr>
          </thead>
          <tbody>
            {compared.map((name) => (
              <FigureRow key={name} name={name} series={series} />
            ))}
          </tbody>
        </table>
      </Panel>
    </div>
  );
}

/** The series of all of them, asked for together. */
function useAllSeries(view: CompareTabProps["view"], portfolios: readonly SavedPortfolio[]) {
  const { transport } = useHost();
  const [series, setSeries] = useState<readonly Series[] | null>(null);
  const [problem, setProblem] = useState<ProblemReport | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    const calls = portfolios.map((one) =>
      transport.call(portfolioSeries, portfolioRequest(view, one), { signal: controller.signal }),
    );
    Promise.all(calls)
      .then(setSeries)
      .catch((error: unknown) => {
        if (!controller.signal.aborted) setProblem(problemOf(error));
      });
    return () => controller.abort();
  }, [transport, view, portfolios]);
  return { series, problem };
}

function FigureRow({ name, series }: { name: MetricName; series: readonly Series[] }) {
  const money = useMoney();
  const shown = series[0] ? metricMoney(series[0].basis, money) : money;
  const { title, better } = metricTable[name];
  const values = series.map((one) => one.metrics[name] ?? Number.NaN);
  const sign = { more: 1, less: -1, neither: Number.NaN }[better];
  const known = values.filter((value) => !Number.isNaN(value)).map((value) => sign * value);
  const best = Math.max(...known);
  // Where all are alike none is better.
  const isBest = (value: number) => sign * value === best && known.some((other) => other !== best);
  return (
    <tr>
      <th scope="row">
        <span {...(series[0] ? tip(explainMetric(name, series[0].basis)) : {})}>{title}</span>
      </th>
      {values.map((value, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a portfolio is its place in the row
        <td key={at} className={isBest(value) ? "number compare-best" : "number"}>
          <MetricValue name={name} value={value} money={shown} />
        </td>
      ))}
    </tr>
  );
}
