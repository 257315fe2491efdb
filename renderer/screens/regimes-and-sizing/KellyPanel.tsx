import { Button } from "@blueprintjs/core";
import { useMemo, useState } from "react";
import { kellyGrowth } from "../../../electron/charts/kelly-growth.ts";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { InputOf, ResultOf } from "../../../electron/contract/method.ts";
import { kellyAllocate } from "../../../electron/contract/methods/kelly.ts";
import type { SavedPortfolio } from "../../../electron/contract/portfolio.ts";
import { useResult } from "../../bridge/use-result.ts";
import { usePortfolios } from "../../portfolios/use-portfolios.ts";
import { goTo } from "../../state/route.ts";
import { Chart } from "../../ui/Chart.tsx";
import { ChoiceLine, NumberLine } from "../../ui/fields.tsx";
import { Panel } from "../../ui/panels.tsx";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import type { PanelProps } from "./panel-props.ts";
import "../../ui/facts.css";

type Form = NonNullable<InputOf<typeof kellyAllocate>["form"]>;
const forms: Readonly<Record<Form, string>> = {
  unit: "(pW − qL) / W",
  growth: "growth-optimal",
  continuous: "mean / variance",
  empirical: "empirical growth",
};

const formOptions = (Object.keys(forms) as Form[]).map((value) => ({ value, label: forms[value] }));

/** How much to put on each member of the open portfolio by Kelly, and whether growth agrees. */
export function KellyPanel({ view }: Pick<PanelProps, "view">) {
  const { open } = usePortfolios(view.dataset);
  return (
    <Panel title="Kelly sizing" note={open?.name} className="kelly">
      {open ? (
        <Sizing view={view} portfolio={open} />
      ) : (
        <p className="muted">
          Sizing works on a portfolio.{" "}
          <Button variant="minimal" intent="primary" text="Search for one" onClick={() => goTo("search")} />
        </p>
      )}
    </Panel>
  );
}

const limits = [
  { key: "multiplier", label: "Multiplier", max: 1 },
  { key: "cap", label: "Cap per strategy", max: 100 },
  { key: "leverage", label: "Leverage limit", max: 100 },
  { key: "capital", label: "Capital", max: 1e15, unit: "currency" },
] as const;

function Sizing({ view, portfolio }: Pick<PanelProps, "view"> & { portfolio: SavedPortfolio }) {
  const theme = useChartTheme();
  const [form, setForm] = useState<Form>("unit");
  const [limit, setLimit] = useState({ multiplier: 0.5, cap: 0.25, leverage: 1, capital: 1_000_000 });
  const members = portfolio.members.slice(0, 1_000);
  const { data, problem } = useResult(kellyAllocate, { ...view, members, form, ...limit });
  const option = useMemo(() => {
    if (!data) return null;
    const marks = [
      { label: "this allocation", fraction: 1, chosen: true },
      { label: "fastest", fraction: data.bestMultiple },
    ];
    return kellyGrowth({ fraction: data.curve.multiple, growth: data.curve.growth, marks }, { theme });
  }, [data, theme]);
  return (
    <div className="kelly-body">
      <div>
        <ChoiceLine
          label="Formula"
          explain={"Order\nFormula, multiplier, floor and cap, confidence; a negative edge gets 0"}
          value={form}
          options={formOptions}
          onValue={setForm}
        />
        {limits.map(({ key, ...line }) => (
          <NumberLine
            key={key}
            {...line}
            value={limit[key]}
            min={0.01}
            onValue={(value) => value !== null && setLimit({ ...limit, [key]: value })}
          />
        ))}
        {problem && <p className="loss">{problem.message}</p>}
        {data && <AllocationFacts data={data} />}
      </div>
      <div className="kelly-chart">
        {option && <Chart option={option} label="Growth at multiples of this allocation" />}
      </div>
    </div>
  );
}

function AllocationFacts({ data }: { data: ResultOf<typeof kellyAllocate> }) {
  const currency = (value: number) => (
    <>
      {formatFigure(value)}
      <span className="unit">currency</span>
    </>
  );
  const facts = [
    ["Utilisation", `${formatFigure(data.utilisation * 100, 1)} %`],
    ["At risk", currency(data.totalAtRisk)],
    ["Worst observation", currency(data.worstDay)],
    ["Growth", `${formatFigure(data.growth * 100, 4)} % per observation`],
    ["Fastest at", `${formatFigure(data.bestMultiple, 2)} × this allocation`],
  ] as const;
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
