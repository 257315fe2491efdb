import { HTMLSelect, Switch } from "@blueprintjs/core";
import { formatFigure } from "../../../electron/charts/parts/format.ts";
import { strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import { profile } from "../../../electron/contract/metrics.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useSettings } from "../../bridge/use-settings.ts";
import { Field, NumberField } from "../../ui/fields.tsx";
import { Panel } from "../../ui/panels.tsx";
import type { PanelProps } from "./panel-props.ts";

/** The definitions that every figure follows: profile, annualisation, capital, ULTA. */
export function DefinitionsPanel({ view, onChange }: PanelProps) {
  const { inForce, change } = useSettings();
  const { data: metrics } = useResult(strategyMetrics, { ...view, metrics: ["roi"] }, ["settings-changed"]);
  const basis = metrics?.basis;
  return (
    <Panel title="Definitions" note={basis && `${basis.firstDate} to ${basis.lastDate}`}>
      <Field
        label="Profile"
        explain={
          "Profile\nlegacy: exactly the replaced system\ntextbook: the default for new work\nr: PerformanceAnalytics"
        }
      >
        {(id) => (
          <HTMLSelect
            id={id}
            value={inForce("analysis.profile") ?? ""}
            options={[...profile.options]}
            onChange={(event) => void change("analysis.profile", event.currentTarget.value)}
          />
        )}
      </Field>
      <Field
        label="Observations a year"
        explain={`Annualisation\n0 infers it from the dates; legacy uses 252\n${basis ? `In force: ${formatFigure(basis.annualisation, 1)}, ${basis.annualisationFrom}` : ""}`}
      >
        {(id) => (
          <NumberField
            id={id}
            value={Number(inForce("analysis.annualisation")) || null}
            placeholder={basis ? formatFigure(basis.annualisation, 1) : "inferred"}
            min={0}
            onValue={(value) => void change("analysis.annualisation", String(value ?? 0))}
          />
        )}
      </Field>
      <Field
        label="Capital"
        unit="currency"
        explain={"Declared capital\nWithout it no figure is given in percent"}
      >
        {(id) => (
          <NumberField
            id={id}
            value={Number(inForce("analysis.capital")) || null}
            placeholder="none"
            min={0}
            onValue={(value) => void change("analysis.capital", String(value ?? 0))}
          />
        )}
      </Field>
      <Field
        label="Invert losing strategies"
        explain={"ULTA\nTurns the sign of every strategy whose total is below 0"}
      >
        {(id) => (
          <Switch
            id={id}
            checked={view.ulta ? view.ulta.kind !== "off" : inForce("analysis.ulta") === "true"}
            onChange={(event) => onChange({ ulta: { kind: event.currentTarget.checked ? "sum" : "off" } })}
          />
        )}
      </Field>
    </Panel>
  );
}
