import { formatAnnualisation } from "../../../electron/contract/figures/format.ts";
import { strategyMetrics } from "../../../electron/contract/methods/strategy.ts";
import { profile } from "../../../electron/contract/metrics.ts";
import { useResult } from "../../bridge/use-result.ts";
import { useSettings } from "../../bridge/use-settings.ts";
import { AmountLine } from "../../metrics/Amount.tsx";
import { ChoiceLine, NumberLine, SwitchLine } from "../../ui/fields.tsx";
import { Panel } from "../../ui/panels.tsx";
import type { PanelProps } from "./panel-props.ts";

/** The definitions that every figure follows: profile, annualisation, capital, ULTA. */
export function DefinitionsPanel({ view, onChange }: PanelProps) {
  const { inForce, change } = useSettings();
  const { data: metrics } = useResult(strategyMetrics, { ...view, metrics: [] }, ["settings-changed"]);
  const basis = metrics?.basis;
  return (
    <Panel title="Definitions" note={basis && `${basis.firstDate} to ${basis.lastDate}`}>
      <ChoiceLine
        label="Profile"
        explain={
          "Profile\nlegacy: exactly the replaced system\ntextbook: the default for new work\nr: PerformanceAnalytics"
        }
        value={inForce("analysis.profile") ?? ""}
        options={profile.options as readonly string[]}
        onValue={(value) => void change("analysis.profile", value)}
      />
      <NumberLine
        label="Rows a year"
        explain={`Annualisation\n0 infers it from the dates; legacy uses 252\n${basis ? `In force: ${formatAnnualisation(basis.annualisation)}, ${basis.annualisationFrom}` : ""}`}
        value={Number(inForce("analysis.annualisation")) || null}
        placeholder={basis ? formatAnnualisation(basis.annualisation) : "inferred"}
        min={0}
        onValue={(value) => void change("analysis.annualisation", String(value ?? 0))}
      />
      <AmountLine
        label="Capital"
        explain={"Declared capital\nWithout it no figure is given in percent"}
        value={Number(inForce("analysis.capital")) || null}
        placeholder="none"
        min={0}
        onValue={(value) => void change("analysis.capital", String(value ?? 0))}
      />
      <SwitchLine
        label="Invert losing strategies"
        explain={"ULTA\nTurns the sign of every strategy whose total is below 0"}
        checked={view.ulta ? view.ulta.kind !== "off" : inForce("analysis.ulta") === "true"}
        onChecked={(on) => onChange({ ulta: { kind: on ? "sum" : "off" } })}
      />
    </Panel>
  );
}
