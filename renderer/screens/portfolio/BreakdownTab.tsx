import { useMemo } from "react";
import { barList } from "../../../electron/charts/bar-list.ts";
import { inWeekOrder } from "../../../electron/charts/parts/dates.ts";
import { regimeBreakdown } from "../../../electron/charts/regime-breakdown.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { inUnit } from "../../../electron/contract/figures/money.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { portfolioBreakdown } from "../../../electron/contract/methods/portfolio.ts";
import { csvText } from "../../../electron/contract/text.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useMoney } from "../../state/money.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import type { portfolioRequest } from "./use-portfolio-data.ts";

type Groups = ResultOf<typeof portfolioBreakdown>["regimes"];

const csvOf = (groups: Groups) =>
  csvText(
    ["name", "observations", "effective", "total", "mean", "weighted_mean", "std", "worst", "win_rate"],
    groups.map((one) => [
      one.name,
      one.observations,
      one.effective,
      one.total,
      one.mean,
      one.weightedMean,
      one.std,
      one.worst,
      one.winRate,
    ]),
  );

/** Pixels in which the two lines of every group can be read. */
const heightOf = (groups: Groups): number => groups.length * 36 + 60;

/** Where a portfolio earns: by market regime, intraday zone and weekday. What the dataset does not know is left out. */
export function BreakdownTab({ request }: { request: ReturnType<typeof portfolioRequest> }) {
  const theme = useChartTheme();
  const money = useMoney();
  const { data, problem, reload } = useResult(portfolioBreakdown, request);
  const options = useMemo(() => {
    if (!data) return null;
    const { unit, factor } = money;
    const bars = (groups: Groups, what: string) =>
      barList(
        groups.map((one) => ({
          label: one.name,
          value: one.total * factor,
          note: `${one.observations} rows, wins ${formatFigure(one.winRate * 100)} %`,
        })),
        { theme, measure: inUnit(`P&L by ${what}`, unit) },
      );
    return {
      regimes: regimeBreakdown({ regimes: data.regimes }, { theme, money }),
      zones: bars(data.zones, "zone"),
      weekdays: bars(inWeekOrder(data.weekdays), "weekday"),
    };
  }, [data, theme, money]);
  if (problem) return <ProblemView problem={problem} onRetry={reload} />;
  if (!data || !options) return <Loading what="Sorting the rows" />;
  return (
    <div className="breakdown">
      {data.regimes.length > 0 && (
        <ChartPanel
          title="Regimes"
          label="P&L by market regime"
          option={options.regimes}
          least={heightOf(data.regimes)}
          csv={() => csvOf(data.regimes)}
        />
      )}
      {data.zones.length > 0 && (
        <ChartPanel
          title="Zones"
          label="P&L by intraday zone"
          option={options.zones}
          least={heightOf(data.zones)}
          csv={() => csvOf(data.zones)}
        />
      )}
      <ChartPanel
        title="Weekdays"
        label="P&L by weekday"
        option={options.weekdays}
        least={heightOf(data.weekdays)}
        csv={() => csvOf(data.weekdays)}
      />
    </div>
  );
}
