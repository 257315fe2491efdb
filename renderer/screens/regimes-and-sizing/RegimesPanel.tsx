import { Checkbox } from "@blueprintjs/core";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import type { regimeSummary } from "../../../electron/contract/methods/regime.ts";
import { asWords } from "../../../electron/contract/text.ts";
import { Amount, AmountHead } from "../../metrics/Amount.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import type { PanelProps } from "./panel-props.ts";

/** Market regimes with what they hold; unticked ones do not take part anywhere. */
export function RegimesPanel({
  data,
  view,
  onChange,
}: PanelProps & { data: ResultOf<typeof regimeSummary> }) {
  const all = data.regimes.map((regime) => regime.name);
  const chosen = new Set(view.regimes?.length ? view.regimes : all);
  const toggle = (name: string) => {
    const next = all.filter((one) => chosen.has(one) !== (one === name));
    if (next.length > 0) onChange({ regimes: next.length === all.length ? undefined : next });
  };
  return (
    <Panel
      title="Market regimes"
      note="figures of the mean of all strategies"
      className="regimes-table"
      flush
    >
      <table className="lane-table">
        <thead>
          <tr>
            <th scope="col">Regime</th>
            <NumberHead>Rows</NumberHead>
            <NumberHead>Kept</NumberHead>
            <NumberHead
              explain={
                "Effective sample size\nSo many rows that count alike say as much as these, which weigh by confidence (Kish)"
              }
            >
              Effective
            </NumberHead>
            <NumberHead unit="%">Conf.</NumberHead>
            <AmountHead>Mean</AmountHead>
            <NumberHead unit="%">Win</NumberHead>
          </tr>
        </thead>
        <tbody>
          {data.regimes.map((regime) => (
            <tr key={regime.name}>
              <th scope="row">
                <Checkbox
                  checked={chosen.has(regime.name)}
                  label={asWords(regime.name)}
                  onChange={() => toggle(regime.name)}
                />
              </th>
              <td className="number">{formatFigure(regime.observations)}</td>
              <td className="number">{formatFigure(regime.kept)}</td>
              <td className="number">{formatFigure(regime.effective, 1)}</td>
              <td className="number">{formatFigure(regime.meanConfidence, 0)}</td>
              <td className={`number ${regime.mean < 0 ? "loss" : regime.mean > 0 ? "gain" : ""}`}>
                <Amount value={regime.mean} />
              </td>
              <td className="number">{formatFigure(regime.winRate * 100, 0)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
