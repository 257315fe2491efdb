import { Button, MenuItem, SegmentedControl } from "@blueprintjs/core";
import { Cross, Equals, Plus } from "@blueprintjs/icons";
import { Suggest } from "@blueprintjs/select";
import { useMemo, useState } from "react";
import { contributionBars } from "../../../electron/charts/contribution-bars.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import {
  formatMetric,
  isShortUnit,
  type Money,
  metricMoney,
} from "../../../electron/contract/figures/money.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { datasetStrategies } from "../../../electron/contract/methods/dataset.ts";
import type { portfolioMembers } from "../../../electron/contract/methods/portfolio.ts";
import { type MetricName, metricTable } from "../../../electron/contract/metrics.ts";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import { countOf, csvText } from "../../../electron/contract/text.ts";
import { useResult } from "../../bridge/use-result.ts";
import { ColumnsMenu } from "../../grid/ColumnsMenu.tsx";
import type { GridColumn, GridSort } from "../../grid/columns.ts";
import { DataGrid } from "../../grid/DataGrid.tsx";
import { nameRanks } from "../../grid/name-ranks.ts";
import { NameText, sharedEnds } from "../../grid/names.tsx";
import { allRows, sortedRows } from "../../grid/rows.ts";
import { explainMetric, metricTone, metricUnit } from "../../metrics/metric-text.ts";
import { changePortfolio } from "../../portfolios/shelf.ts";
import { equalWeights, withMember, withoutMember } from "../../portfolios/weights.ts";
import { useMoney } from "../../state/money.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import { WeightCell } from "./WeightCell.tsx";

type Members = ResultOf<typeof portfolioMembers>;

interface MembersTabProps {
  readonly portfolio: SavedPortfolio;
  readonly data: Members;
}

/** Members with weights and contributions; edited here, and every figure follows. */
export function MembersTab({ portfolio, data }: MembersTabProps) {
  const [sort, setSort] = useState<GridSort | null>({ id: "pnlShare", descending: true });
  const money = useMoney();
  const columns = useMemo(
    () => [...editColumns(portfolio, data), ...shareColumns(data), ...metricColumns(data, money)],
    [data, portfolio, money],
  );
  const order = useMemo(() => ordered(data, sort), [data, sort]);
  const csv = () => csvOf(data);
  return (
    <div className="members">
      <div className="members-table">
        <div className="members-bar">
          <AddMembers portfolio={portfolio} />
          <ColumnsMenu name="members" columns={columns} titleOf={titleOf} />
          <CopyMenu title={`Members of ${portfolio.name}`} csv={csv} />
        </div>
        <div className="members-grid">
          <DataGrid
            name="members"
            label="Members of the portfolio"
            columns={columns}
            count={order.length}
            rowAt={(index) => order[index] ?? 0}
            keyAt={(index) => data.members[order[index] ?? 0] ?? ""}
            sort={sort}
            onSort={setSort}
            rowHeight={32}
          />
        </div>
      </div>
      <Contribution data={data} csv={csv} />
    </div>
  );
}

const titleOf = ({ id, title }: GridColumn<number>) =>
  id in metricTable ? metricTable[id as MetricName].title : title;

/** Who it is, out of the portfolio with it, and how much it weighs. */
function editColumns(portfolio: SavedPortfolio, { members: names, weights }: Members): GridColumn<number>[] {
  const nameOf = (row: number) => names[row] ?? "";
  // The portfolio's own weights: the figures follow an edit later, and what is typed meanwhile must not be replaced by older
  // ones.
  const own = portfolio.weights ?? equalWeights(portfolio.members.length);
  const at = new Map(portfolio.members.map((name, index) => [name, index]));
  const weightOf = (row: number) => own[at.get(nameOf(row)) ?? -1] ?? weights[row] ?? 0;
  const remove = (name: string) =>
    changePortfolio(portfolio.id, withoutMember(portfolio, name), `${name} left the portfolio.`);
  return [
    {
      id: "name",
      title: "Strategy",
      size: 212,
      pinned: true,
      fixed: true,
      sortable: true,
      cell: (row) => <NameText name={nameOf(row)} shared={sharedEnds(names)} />,
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
          aria-label={`Take ${nameOf(row)} out`}
          disabled={portfolio.members.length < 2}
          onClick={() => remove(nameOf(row))}
        />
      ),
    },
    {
      id: "weight",
      title: "Weight",
      unit: "%",
      size: 118,
      align: "end",
      sortable: true,
      descendingFirst: true,
      explain: "Weight\nShare of the portfolio; equal weights are 1 / members",
      cell: (row) => (
        <WeightCell key={nameOf(row)} portfolio={portfolio} name={nameOf(row)} weight={weightOf(row)} />
      ),
    },
  ];
}

const share = (value: number) => `${formatFigure(value * 100, 1)}`;

/** What it brings to the portfolio. */
function shareColumns({ pnlShare, riskShare, meanRho }: Members): GridColumn<number>[] {
  return [
    {
      id: "pnlShare",
      title: "P&L share",
      unit: "%",
      size: 114,
      align: "end",
      sortable: true,
      descendingFirst: true,
      explain: "Share of P&L\nWeighted P&L of the member / P&L of the portfolio",
      text: (row) => share(pnlShare[row] ?? Number.NaN),
      tone: (row) => ((pnlShare[row] ?? 0) < 0 ? "loss" : undefined),
    },
    {
      id: "riskShare",
      title: "Risk share",
      unit: "%",
      size: 98,
      gives: 1,
      align: "end",
      sortable: true,
      descendingFirst: true,
      explain:
        "Share of risk\nCovariance of the weighted member with the portfolio / variance of the portfolio",
      text: (row) => share(riskShare[row] ?? Number.NaN),
    },
    {
      id: "meanRho",
      title: "Mean ρ",
      size: 72,
      gives: 5,
      align: "end",
      sortable: true,
      explain: "Mean correlation\nPearson, with the other members",
      text: (row) => formatFigure(meanRho[row] ?? Number.NaN, 2),
    },
  ];
}

/** Which metric gives way first where the table is narrow. */
const givingWay: Partial<Record<MetricName, number>> = {
  sharpe: 4,
  win_rate: 6,
  profit_factor: 7,
  max_drawdown: 3,
  ratio: 2,
  roi: 8,
};

function metricColumns({ metrics, values, basis }: Members, money: Money): GridColumn<number>[] {
  const shown = metricMoney(basis, money);
  return metrics.map((metric, at) => {
    const { short, better } = metricTable[metric];
    const unit = metricUnit(metric, shown);
    const figure = (row: number) => values[at]?.[row] ?? Number.NaN;
    return {
      id: metric,
      title: short,
      unit: isShortUnit(unit) ? unit : undefined,
      size: 80,
      align: "end",
      sortable: true,
      descendingFirst: better !== "less",
      gives: givingWay[metric] ?? 9,
      explain: explainMetric(metric, basis),
      text: (row) => formatMetric(metric, figure(row), shown),
      tone: (row) => metricTone(metric, figure(row)),
    };
  });
}

/** Rows in the order that is asked for. */
function ordered(data: Members, sort: GridSort | null): Uint32Array {
  const all = allRows(data.members.length);
  if (!sort) return all;
  if (sort.id === "name") return sortedRows(all, nameRanks(data.members), sort.descending);
  const { weights: weight, pnlShare, riskShare, meanRho } = data;
  const own: Readonly<Record<string, Float64Array>> = { weight, pnlShare, riskShare, meanRho };
  const values = own[sort.id] ?? data.values[data.metrics.indexOf(sort.id as (typeof data.metrics)[number])];
  return values ? sortedRows(all, values, sort.descending) : all;
}

function csvOf(data: Members): string {
  const figures = [data.weights, data.pnlShare, data.riskShare, data.meanRho, ...data.values];
  return csvText(
    ["strategy", "weight", "pnl_share", "risk_share", "mean_rho", ...data.metrics],
    data.members.map((name, at) => [name, ...figures.map((values) => values[at] ?? Number.NaN)]),
  );
}

/** What each member adds to P&L, or to risk. */
function Contribution({ data, csv }: { data: Members; csv: () => string }) {
  const theme = useChartTheme();
  const [measure, setMeasure] = useState<"pnl" | "risk">("pnl");
  const bars = useMemo(() => {
    const shares = measure === "pnl" ? data.pnlShare : data.riskShare;
    const members = data.members.map((name, at) => ({ name, share: shares[at] ?? 0 }));
    return contributionBars({ measure, members }, { theme });
  }, [data, measure, theme]);
  return (
    <ChartPanel
      title="Contribution"
      label={`Share of ${measure === "pnl" ? "P&L" : "variance"} of every member`}
      option={bars}
      least={data.members.length * 15 + 70}
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
  );
}

const MOST_SHOWN = 40;

/** Finds a strategy by its name and adds it; or makes all weights equal again. */
function AddMembers({ portfolio }: { portfolio: SavedPortfolio }) {
  const [query, setQuery] = useState("");
  const { data } = useResult(datasetStrategies, {
    dataset: portfolio.dataset,
    search: query.trim(),
    limit: MOST_SHOWN,
  });
  const found = (data?.names ?? []).filter((name) => !portfolio.members.includes(name));
  const add = (name: string) =>
    changePortfolio(portfolio.id, withMember(portfolio, name), `${name} joined the portfolio.`);
  return (
    <div className="members-bar">
      <Suggest<string>
        items={found}
        query={query}
        onQueryChange={setQuery}
        itemRenderer={(name, { handleClick, handleFocus, modifiers, ref }) => (
          <MenuItem
            key={name}
            ref={ref}
            text={name}
            active={modifiers.active}
            onClick={handleClick}
            {...(handleFocus ? { onFocus: handleFocus } : {})}
            roleStructure="listoption"
          />
        )}
        inputValueRenderer={() => ""}
        onItemSelect={add}
        resetOnSelect
        selectedItem={null}
        inputProps={{ placeholder: "Add a strategy", leftElement: <Plus />, "aria-label": "Add a strategy" }}
        popoverProps={{ matchTargetWidth: true }}
        noResults={<MenuItem disabled text="No strategy is called that." roleStructure="listoption" />}
      />
      <Button
        icon={<Equals />}
        text="Equal weights"
        disabled={portfolio.weights === null}
        onClick={() => changePortfolio(portfolio.id, { weights: null }, "All members weigh the same.")}
      />
      <span className="faint">
        {countOf(portfolio.members.length, "member")}, weights sum to{" "}
        {formatFigure(100 * (portfolio.weights?.reduce((sum, weight) => sum + weight, 0) ?? 1), 2)} %
      </span>
    </div>
  );
}
