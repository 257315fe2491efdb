import { Tag } from "@blueprintjs/core";
import { useState } from "react";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { datasetList } from "../../../electron/contract/methods/dataset.ts";
import { enginePlan, type WorkPlan } from "../../../electron/contract/methods/engine.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useStore } from "../../state/store.ts";
import { currentDataset } from "../../state/view.ts";
import { NumberLine } from "../../ui/fields.tsx";
import { Bytes, Meter } from "../../ui/figures.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { backendName } from "../../ui/text.ts";

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
  const size = {
    strategies: asked.strategies ?? open?.strategies ?? 25_544,
    observations: asked.observations ?? open?.observations ?? 82,
  };
  const { data, problem, reload } = useResult(
    enginePlan,
    list && {
      ...size,
      missingCells: asked.strategies ? 0 : open?.missingCells,
      ...(limit === null ? {} : { memoryLimitBytes: Math.round(limit * GB) }),
    },
  );
  return (
    <div className="plan">
      <Panel title="Matrix" note={open && !asked.strategies ? open.name : undefined} className="plan-form">
        {(["strategies", "observations"] as const).map((part) => (
          <NumberLine
            key={part}
            label={part === "strategies" ? "Strategies" : "Rows"}
            value={size[part]}
            min={1}
            whole
            onValue={(value) => value !== null && setAsked({ ...asked, [part]: value })}
          />
        ))}
        <NumberLine
          label="Memory limit"
          unit="GB"
          explain={"Memory limit\nEmpty: as in the settings"}
          value={limit}
          placeholder="settings"
          min={0.1}
          onValue={setLimit}
        />
        <div className="plan-sizes">
          {sizes.map((one) => (
            <button
              key={`${one.strategies} ${one.observations}`}
              type="button"
              className="chip"
              onClick={() => setAsked(one)}
            >
              {formatFigure(one.strategies)} × {formatFigure(one.observations)}
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
          <PlanPanels {...data} />
        ) : (
          <Loading what="Planning" />
        )}
      </div>
    </div>
  );
}

function PlanPanels({ plans, works }: ResultOf<typeof enginePlan>) {
  return (
    <>
      {plans.map((plan) => (
        <PlanPanel key={`${plan.backend} ${plan.device}`} plan={plan} />
      ))}
      <WorksPanel works={works} />
    </>
  );
}

const tones = { whole: "success", "in parts": "warning", refused: "danger" } as const;

/** How each work goes on a table of this size: in memory as a whole, part by part, or not at all. */
function WorksPanel({ works }: { works: readonly WorkPlan[] }) {
  return (
    <Panel title="Work on all strategies" note="by the names of the commands" className="plan-works" flush>
      <table className="lane-table">
        <thead>
          <tr>
            <th scope="col">Work</th>
            <th scope="col">How</th>
            <NumberHead>Memory</NumberHead>
            <NumberHead>Disk</NumberHead>
            <th scope="col">What it does</th>
          </tr>
        </thead>
        <tbody>
          {works.map(({ work, how, holdBytes, diskBytes, summary }) => (
            <tr key={work}>
              <th scope="row">{work}</th>
              <td>
                <Tag intent={tones[how]}>{how}</Tag>
              </td>
              <td className="number">
                <Bytes value={holdBytes} />
              </td>
              <td className="number">{diskBytes === 0 ? "none" : <Bytes value={diskBytes} />}</td>
              <td className="muted">{summary}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

type Plan = ResultOf<typeof enginePlan>["plans"][number];

/** How a matrix would be held on one device: part by part, against what may be taken. */
export function PlanPanel({ plan }: { plan: Plan }) {
  const { budgetBytes: budget, peakBytes: peak } = plan;
  return (
    <Panel
      title={backendName(plan.backend)}
      note={plan.device}
      actions={
        <Tag intent={plan.resident ? "success" : "warning"}>{plan.resident ? "Fits" : "Streamed"}</Tag>
      }
    >
      <p className="plan-summary">{plan.summary}</p>
      <Meter share={peak / Math.max(1, budget)} tone={peak > budget ? "warning" : "accent"} />
      <p className="plan-line">
        <b>
          <Bytes value={peak} />
        </b>{" "}
        at most, of <Bytes value={budget} /> that may be taken; <Bytes value={plan.freeBytes} /> of{" "}
        <Bytes value={plan.installedBytes} /> are free
        {plan.reserveBytes > 0 && (
          <>
            , <Bytes value={plan.reserveBytes} /> stay in reserve
          </>
        )}
        .
        {plan.panels > 1 &&
          ` A correlation pass goes in ${formatFigure(plan.panels)} panels of ${formatFigure(plan.panelStrategies)} strategies.`}
      </p>
      <table className="lane-table">
        <thead>
          <tr>
            <th scope="col">Part</th>
            <th scope="col">Held</th>
            <NumberHead>Memory</NumberHead>
          </tr>
        </thead>
        <tbody>
          {plan.parts.map((part) => (
            <tr key={`${part.name} ${part.during}`}>
              <th scope="row">{part.name}</th>
              <td className="muted">{part.during === "always" ? "always" : `during ${part.during}`}</td>
              <td className="number">
                <Bytes value={part.bytes} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {plan.uses.map(({ use, limit, summary }) => (
        <p className="plan-line" key={use}>
          <b>
            gpu.memory.{use} = {limit}
          </b>
          : {summary}
        </p>
      ))}
    </Panel>
  );
}
