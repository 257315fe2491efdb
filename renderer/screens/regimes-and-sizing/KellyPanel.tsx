import { Button, HTMLSelect } from "@blueprintjs/core";
import { useMemo, useState } from "react";
import { kellyGrowth } from "../../../electron/charts/kelly-growth.ts";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { InputOf } from "../../../electron/contract/method.ts";
import { kellyAllocate } from "../../../electron/contract/methods/kelly.ts";
import { useResult } from "../../bridge/use-result.ts";
import { usePortfolios } from "../../portfolios/use-portfolios.ts";
import { goTo } from "../../state/route.ts";
import { Chart } from "../../ui/Chart.tsx";
import { Field, NumberField } from "../../ui/fields.tsx";
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

/** How much to put on each member of the open portfolio by Kelly, and whether growth agrees. */
export function KellyPanel({ view }: Pick<PanelProps, "view">) {
  const theme = useChartTheme();
  const { open } = usePortfolios(view.dataset);
  const [form, setForm] = useState<Form>("unit");
  const [multiplier, setMultiplier] = useState(0.5);
  const [cap, setCap] = useState(0.25);
  const [capital, setCapital] = useState(1_000_000);
  const [leverage, setLeverage] = useState(1);
  const { data, problem } = useResult(
    kellyAllocate,
    open && { ...view, members: open.members.slice(0, 1_000), form, multiplier, cap, capital, leverage },
  );
  const option = useMemo(
    () =>
      data &&
      kellyGrowth(
        {
          fraction: data.curve.multiple,
          growth: data.curve.growth,
          marks: [
            { label: "this allocation", fraction: 1, chosen: true },
            { label: "fastest", fraction: data.bestMultiple },
          ],
        },
        { theme },
      ),
    [data, theme],
  );
  const field = (label: string, value: number, set: (value: number) => void, max: number, unit?: string) => (
    <Field label={label} {...(unit ? { unit } : {})}>
      {(id) => (
        <NumberField
          id={id}
          value={value}
          min={0.01}
          max={max}
          onValue={(next) => next !== null && set(next)}
        />
      )}
    </Field>
  );
  return (
    <Panel title="Kelly sizing" note={open?.name} className="kelly">
      {!open ? (
        <p className="muted">
          Sizing works on a portfolio.{" "}
          <Button variant="minimal" intent="primary" text="Search for one" onClick={() => goTo("search")} />
        </p>
      ) : (
        <div className="kelly-body">
          <div>
            <Field
              label="Formula"
              explain={"Order\nFormula, multiplier, floor and cap, confidence; a negative edge gets 0"}
            >
              {(id) => (
                <HTMLSelect
                  id={id}
                  value={form}
                  options={Object.entries(forms).map(([value, label]) => ({ value, label }))}
                  onChange={(event) => setForm(event.currentTarget.value as Form)}
                />
              )}
            </Field>
            {field("Multiplier", multiplier, setMultiplier, 1)}
            {field("Cap per strategy", cap, setCap, 100)}
            {field("Leverage limit", leverage, setLeverage, 100)}
            {field("Capital", capital, setCapital, 1e15, "currency")}
            {problem && <p className="loss">{problem.message}</p>}
            {data && (
              <dl className="facts">
                <div>
                  <dt>Utilisation</dt>
                  <dd>{formatFigure(data.utilisation * 100, 1)} %</dd>
                </div>
                <div>
                  <dt>At risk</dt>
                  <dd>
                    {formatFigure(data.totalAtRisk)}
                    <span className="unit">currency</span>
                  </dd>
                </div>
                <div>
                  <dt>Worst observation</dt>
                  <dd>
                    {formatFigure(data.worstDay)}
                    <span className="unit">currency</span>
                  </dd>
                </div>
                <div>
                  <dt>Growth</dt>
                  <dd>{formatFigure(data.growth * 100, 4)} % per observation</dd>
                </div>
                <div>
                  <dt>Fastest at</dt>
                  <dd>{formatFigure(data.bestMultiple, 2)} × this allocation</dd>
                </div>
              </dl>
            )}
          </div>
          <div className="kelly-chart">
            {option && <Chart option={option} label="Growth at multiples of this allocation" />}
          </div>
        </div>
      )}
    </Panel>
  );
}
