import { Button, NumericInput, SegmentedControl } from "@blueprintjs/core";
import { Cross } from "@blueprintjs/icons";
import { useMemo, useState } from "react";
import { contributionBars } from "../../../electron/charts/contribution-bars.ts";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { portfolioMembers } from "../../../electron/contract/methods/portfolio.ts";
import { metricTable } from "../../../electron/contract/metrics.ts";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import type { GridColumn, GridSort } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { sortedByName, sortedRows } from "../../grid/rows.ts";
import { explainMetric, formatMetric, metricTone, metricUnit } from "../../metrics/metric-text.ts";
import { changePortfolio } from "../../portfolios/shelf.ts";
import { equalWeights, withWeight } from "../../portfolios/weights.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { toCsv } from "../../ui/text.ts";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import { AddMembers } from "./AddMembers.tsx";

interface MembersTabProps {
  readonly portfolio: SavedPortfolio;
  readonly data: ResultOf<typeof portfolioMembers>;
}

const share = (value: number) => `${formatFigure(value * 100, 1)}`;

/** Members with weights and contributions; edited here, and every figure follows. */
export function MembersTab({ portfolio, data }: MembersTabProps) {
  const theme = useChartTheme();
  const [sort, setSort] = useState<GridSort | null>({ id: "pnlShare", descending: true });
  const [measure, setMeasure] = useState<"pnl" | "risk">("pnl");
  const { members: names } = data;

  const columns = useMemo((): GridColumn<number>[] => {
    const weightOf = (row: number) => data.weights[row] ?? 0;
    const setWeight = (row: number, percent: number) => {
      const at = portfolio.members.indexOf(names[row] ?? "");
      if (at < 0 || !Number.isFinite(percent) || Math.abs(percent / 100 - weightOf(row)) < 5e-5) return;
      const weights = withWeight(
        portfolio.weights ?? equalWeights(portfolio.members.length),
        at,
        percent / 100,
      );
      changePortfolio(
        portfolio.id,
        { weights },
        `${names[row]} weighs ${formatFigure(percent, 2)} %; the others were scaled.`,
      );
    };
    const remove = (row: number) => {
      const at = portfolio.members.indexOf(names[row] ?? "");
      const members = portfolio.members.toSpliced(at, 1);
      const kept = portfolio.weights?.toSpliced(at, 1);
      const sum = kept?.reduce((total, weight) => total + weight, 0) ?? 0;
      const weights = kept ? (sum > 0 ? kept.map((weight) => weight / sum) : null) : null;
      changePortfolio(portfolio.id, { members, weights }, `${names[row]} left the portfolio.`);
    };
    return [
      {
        id: "name",
        title: "Strategy",
        size: 224,
        pinned: true,
        fixed: true,
        sortable: true,
        text: (row) => names[row] ?? "",
      },
      {
        id: "remove",
        title: "",
        size: 40,
        pinned: true,
        fixed: true,
        cell: (row) => (
          <Button
            variant="minimal"
            size="small"
            icon={<Cross />}
            aria-label={`Take ${names[row]} out`}
            disabled={portfolio.members.length < 2}
            onClick={() => remove(row)}
          />
        ),
      },
      {
        id: "weight",
        title: "Weight",
        unit: "%",
        size: 80,
        align: "end",
        sortable: true,
        descendingFirst: true,
        explain: "Weight\nShare of the portfolio; equal weights are 1 / members",
        cell: (row) => (
          <NumericInput
            className="weight-input"
            key={`${names[row]} ${weightOf(row)}`}
            buttonPosition="none"
            fill
            min={0}
            max={100}
            minorStepSize={0.01}
            defaultValue={Number((weightOf(row) * 100).toFixed(2))}
            aria-label={`Weight of ${names[row]}, percent`}
            onBlur={(event) => setWeight(row, Number(event.currentTarget.value))}
            onKeyDown={(event) => event.key === "Enter" && event.currentTarget.blur()}
          />
        ),
      },
      {
        id: "pnlShare",
        title: "P&L share",
        unit: "%",
        size: 114,
        align: "end",
        sortable: true,
        descendingFirst: true,
        explain: "Share of P&L\nWeighted P&L of the member / P&L of the portfolio",
        text: (row) => share(data.pnlShare[row] ?? Number.NaN),
        tone: (row) => ((data.pnlShare[row] ?? 0) < 0 ? "loss" : undefined),
      },
      {
        id: "riskShare",
        title: "Risk share",
        unit: "%",
        size: 98,
        align: "end",
        sortable: true,
        descendingFirst: true,
        explain:
          "Share of risk\nCovariance of the weighted member with the portfolio / variance of the portfolio",
        text: (row) => share(data.riskShare[row] ?? Number.NaN),
      },
      {
        id: "meanRho",
        title: "Mean ρ",
        size: 72,
        align: "end",
        sortable: true,
        explain: "Mean correlation\nPearson, with the other members",
        text: (row) => formatFigure(data.meanRho[row] ?? Number.NaN, 2),
      },
      ...data.metrics.map(
        (metric, at): GridColumn<number> => ({
          id: metric,
          title: metricTable[metric].short,
          unit: metricTable[metric].unit === "fraction" ? metricUnit(metric) : undefined,
          size: 80,
          align: "end",
          sortable: true,
          descendingFirst: metricTable[metric].better !== "less",
          explain: explainMetric(metric, data.basis),
          text: (row) => formatMetric(metric, data.values[at]?.[row] ?? Number.NaN),
          tone: (row) => metricTone(metric, data.values[at]?.[row] ?? Number.NaN),
        }),
      ),
    ];
  }, [data, names, portfolio]);

  const order = useMemo(() => {
    const all = Uint32Array.from(names.keys());
    if (!sort) return all;
    if (sort.id === "name") return sortedByName(all, names, sort.descending);
    const own: Readonly<Record<string, Float64Array>> = {
      weight: data.weights,
      pnlShare: data.pnlShare,
      riskShare: data.riskShare,
      meanRho: data.meanRho,
    };
    const values =
      own[sort.id] ?? data.values[data.metrics.indexOf(sort.id as (typeof data.metrics)[number])];
    return values ? sortedRows(all, values, sort.descending) : all;
  }, [names, sort, data]);

  const bars = useMemo(() => {
    const shares = measure === "pnl" ? data.pnlShare : data.riskShare;
    return contributionBars(
      { measure, members: names.map((name, at) => ({ name, share: shares[at] ?? 0 })) },
      { theme },
    );
  }, [data, names, measure, theme]);

  const csv = () =>
    toCsv(
      ["strategy", "weight", "pnl_share", "risk_share", "mean_rho", ...data.metrics],
      names.map((name, at) => [
        name,
        ...[data.weights, data.pnlShare, data.riskShare, data.meanRho, ...data.values].map(
          (values) => values[at] ?? Number.NaN,
        ),
      ]),
    );
  return (
    <div className="members">
      <div className="members-table">
        <div className="members-bar">
          <AddMembers portfolio={portfolio} />
          <CopyMenu title={`Members of ${portfolio.name}`} csv={csv} />
        </div>
        <div className="members-grid">
          <DataGrid
            name="members"
            label="Members of the portfolio"
            columns={columns}
            count={order.length}
            rowAt={(index) => order[index] ?? 0}
            sort={sort}
            onSort={setSort}
            rowHeight={32}
          />
        </div>
      </div>
      <ChartPanel
        title="Contribution"
        label={`Share of ${measure === "pnl" ? "P&L" : "variance"} of every member`}
        option={bars}
        csv={csv}
        actions={
          <SegmentedControl
            size="small"
            options={[
              { label: "P&L", value: "pnl" },
              { label: "Risk", value: "risk" },
            ]}
            value={measure}
            onValueChange={(value) => setMeasure(value === "risk" ? "risk" : "pnl")}
          />
        }
      />
    </div>
  );
}
