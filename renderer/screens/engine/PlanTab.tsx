import { useState } from "react";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import { datasetList } from "../../../electron/contract/methods/dataset.ts";
import { enginePlan } from "../../../electron/contract/methods/engine.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useStore } from "../../state/store.ts";
import { currentDataset } from "../../state/view.ts";
import { Field, NumberField } from "../../ui/fields.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import "../../ui/fields.css";
import { PlanPanel } from "./PlanPanel.tsx";

const GB = 1e9;
const sizes = [
  { strategies: 25_544, observations: 82 },
  { strategies: 100_000, observations: 82 },
  { strategies: 100_000, observations: 2_500 },
];

/** What a matrix of a given size would take, before it is opened: the dataset that is open, or any other size. */
export function PlanTab() {
  const name = useStore(currentDataset);
  const { data: list } = useResult(datasetList, {}, ["datasets-changed"]);
  const open = list?.datasets.find((one) => one.name === name);
  const [asked, setAsked] = useState<{ strategies?: number; observations?: number }>({});
  const [limit, setLimit] = useState<number | null>(null);
  const strategies = asked.strategies ?? open?.strategies ?? 25_544;
  const observations = asked.observations ?? open?.observations ?? 82;
  const { data, problem, reload } = useResult(
    enginePlan,
    list
      ? {
          strategies,
          observations,
          ...(limit === null ? {} : { memoryLimitBytes: Math.round(limit * GB) }),
        }
      : null,
  );
  return (
    <div className="plan">
      <Panel title="Matrix" note={open && !asked.strategies ? open.name : undefined} className="plan-form">
        <Field label="Strategies">
          {(id) => (
            <NumberField
              id={id}
              value={strategies}
              min={1}
              whole
              onValue={(value) => setAsked({ ...asked, ...(value === null ? {} : { strategies: value }) })}
            />
          )}
        </Field>
        <Field label="Observations">
          {(id) => (
            <NumberField
              id={id}
              value={observations}
              min={1}
              whole
              onValue={(value) => setAsked({ ...asked, ...(value === null ? {} : { observations: value }) })}
            />
          )}
        </Field>
        <Field label="Memory limit" unit="GB" explain={"Memory limit\nEmpty: as in the settings"}>
          {(id) => <NumberField id={id} value={limit} placeholder="settings" min={0.1} onValue={setLimit} />}
        </Field>
        <div className="plan-sizes">
          {sizes.map((size) => (
            <button
              key={`${size.strategies} ${size.observations}`}
              type="button"
              className="chip"
              onClick={() => setAsked(size)}
            >
              {formatFigure(size.strategies)} × {formatFigure(size.observations)}
            </button>
          ))}
          {open && (
            <button type="button" className="chip" onClick={() => setAsked({})}>
              {open.name}
            </button>
          )}
        </div>
      </Panel>
      <div className="plan-list">
        {problem ? (
          <ProblemView problem={problem} onRetry={reload} />
        ) : data ? (
          data.plans.map((plan) => <PlanPanel key={`${plan.backend} ${plan.device}`} plan={plan} />)
        ) : (
          <Loading what="Planning" />
        )}
      </div>
    </div>
  );
}
