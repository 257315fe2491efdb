import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { zoneSummary } from "../../../electron/contract/methods/zone.ts";
import { Amount, AmountHead } from "../../metrics/Amount.tsx";
import { ChoiceLine, NumberField } from "../../ui/fields.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import type { PanelProps } from "./panel-props.ts";

/** Intraday zones: what a row is, and how much each zone weighs when a day is the weighted sum of its zones. */
export function ZonesPanel({ data, view, onChange }: PanelProps & { data: ResultOf<typeof zoneSummary> }) {
  const rows = view.rows ?? { kind: "observations" as const };
  const value = rows.kind === "zone" ? `zone ${rows.zone}` : rows.kind;
  const weights = rows.kind === "weighted-zones" ? (rows.weights ?? {}) : null;
  const choose = (next: string) => {
    if (next === "observations") onChange({ rows: undefined });
    else if (next === "days") onChange({ rows: { kind: "days" } });
    else if (next === "weighted-zones") onChange({ rows: { kind: "weighted-zones", weights: {} } });
    else onChange({ rows: { kind: "zone", zone: next.slice("zone ".length) } });
  };
  return (
    <Panel title="Zones" note={`${formatFigure(data.dates)} days`}>
      <ChoiceLine<string>
        label="A row is"
        value={value}
        options={[
          { value: "observations", label: "a row as stored" },
          { value: "days", label: "a day, its zones summed" },
          { value: "weighted-zones", label: "a day, its zones weighted" },
          ...data.zones.map((zone) => ({ value: `zone ${zone.name}`, label: `zone ${zone.name} alone` })),
        ]}
        onValue={choose}
      />
      <table className="lane-table zones-table">
        <thead>
          <tr>
            <th scope="col">Zone</th>
            <th scope="col">Time</th>
            <NumberHead>Rows</NumberHead>
            <AmountHead>Mean</AmountHead>
            {weights && <NumberHead>Weight</NumberHead>}
          </tr>
        </thead>
        <tbody>
          {data.zones.map((zone) => (
            <tr key={zone.name}>
              <th scope="row">{zone.name}</th>
              <td>{zone.start ? `${zone.start.slice(0, 5)} to ${zone.end?.slice(0, 5)}` : "–"}</td>
              <td className="number">{formatFigure(zone.observations)}</td>
              <td className={`number ${zone.mean < 0 ? "loss" : zone.mean > 0 ? "gain" : ""}`}>
                <Amount value={zone.mean} />
              </td>
              {weights && (
                <td className="number zone-weight">
                  <label className="visually-hidden" htmlFor={`zone-${zone.name}`}>
                    Weight of zone {zone.name}
                  </label>
                  <NumberField
                    id={`zone-${zone.name}`}
                    value={weights[zone.name] ?? 1}
                    min={0}
                    onValue={(weight) =>
                      onChange({
                        rows: { kind: "weighted-zones", weights: { ...weights, [zone.name]: weight ?? 1 } },
                      })
                    }
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
