import { useMemo } from "react";
import { correlationHeatmap } from "../../../electron/charts/correlation-heatmap.ts";
import { memberHeatmap } from "../../../electron/charts/member-heatmap.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { portfolioMembers } from "../../../electron/contract/methods/portfolio.ts";
import { csvText } from "../../../electron/contract/text.ts";
import { useMoney } from "../../state/money.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";

/** Whether the members lose together: every pair, and every member at every observation. */
export function CorrelationTab({ members }: { members: ResultOf<typeof portfolioMembers> }) {
  const theme = useChartTheme();
  const money = useMoney();
  const { members: names, rho, dates, pnl } = members;
  const n = names.length;
  const options = useMemo(
    () => ({
      pairs: correlationHeatmap({ names, rho, narrow: true }, { theme }),
      rows: memberHeatmap({ names, dates, pnl }, { theme, money }),
    }),
    [names, rho, dates, pnl, theme, money],
  );
  // A line of text for every name, and what stands above and below them.
  const least = names.length * 14 + 110;
  const mean = n > 1 ? members.meanRho.reduce((sum, value) => sum + value, 0) / n : 0;
  return (
    <div className="portfolio-pair">
      <ChartPanel
        title="Pairs"
        note={n > 1 ? `mean ρ ${formatFigure(mean, 3)}` : undefined}
        label="Correlation of every pair of members"
        option={options.pairs}
        least={least}
        csv={() =>
          csvText(
            ["", ...names],
            names.map((name, row) => [name, ...rho.subarray(row * n, (row + 1) * n)]),
          )
        }
      />
      <ChartPanel
        title="Members over time"
        label="P&L of every member at every row"
        option={options.rows}
        least={least}
        csv={() =>
          csvText(
            ["strategy", ...dates],
            names.map((name, row) => [name, ...pnl.subarray(row * dates.length, (row + 1) * dates.length)]),
          )
        }
      />
    </div>
  );
}
