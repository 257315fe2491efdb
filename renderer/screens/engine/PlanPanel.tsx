import { Tag } from "@blueprintjs/core";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { enginePlan } from "../../../electron/contract/methods/engine.ts";
import { Bytes, Meter } from "../../ui/figures.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { backendName } from "./backend-names.ts";

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
        <Bytes value={plan.installedBytes} /> are free, <Bytes value={plan.reserveBytes} /> stay in reserve.
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
    </Panel>
  );
}
