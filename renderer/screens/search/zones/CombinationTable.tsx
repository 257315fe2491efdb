import { formatFigure } from "../../../../electron/charts/parts/format.ts";
import type { ResultOf } from "../../../../electron/contract/method.ts";
import type { zoneSearch } from "../../../../electron/contract/methods/zone.ts";
import { csvText } from "../../../../electron/contract/text.ts";
import { formatMetric } from "../../../metrics/metric-text.ts";
import { CopyMenu } from "../../../ui/CopyMenu.tsx";
import { Panel } from "../../../ui/panels.tsx";
import { NumberHead } from "../../../ui/tables.tsx";
import { tip } from "../../../ui/tips.tsx";
import { combinationWords } from "./combination-words.ts";

type Result = ResultOf<typeof zoneSearch>;

const sharesCsv = ({ combinations }: Result): string =>
  csvText(
    ["combination", "strategy", "weight"],
    combinations.flatMap(({ kind, members, weights }) =>
      members.map((name, at) => [kind, name, weights[at] ?? 0]),
    ),
  );

/** What the zones' portfolios come to when each is traded in its own zone. */
export function CombinationTable({ result }: { result: Result }) {
  const { combinations, zones } = result;
  return (
    <Panel
      title="Traded together"
      note="each portfolio in its own zone"
      flush
      actions={<CopyMenu title="Shares of the combinations" csv={() => sharesCsv(result)} />}
    >
      <table className="lane-table">
        <thead>
          <tr>
            <th scope="col">Zones weigh</th>
            {zones.map(({ name }) => (
              <NumberHead key={name} unit="%">
                {name}
              </NumberHead>
            ))}
            <NumberHead explain={"Fitness\nSum over zones of weight × fitness"}>Fitness</NumberHead>
            <NumberHead unit="currency">P&L</NumberHead>
            <NumberHead unit="currency">Max DD</NumberHead>
            <NumberHead unit="%">Wins</NumberHead>
            <NumberHead>Sharpe</NumberHead>
            <NumberHead>Strategies</NumberHead>
          </tr>
        </thead>
        <tbody>
          {combinations.map((one) => (
            <tr key={one.kind}>
              <th scope="row" {...tip(combinationWords[one.kind].about)}>
                {combinationWords[one.kind].title}
              </th>
              {zones.map(({ name }, at) => (
                <td key={name} className="number">
                  {formatFigure((one.zoneWeights[at] ?? 0) * 100, 1)}
                </td>
              ))}
              <td className="number">{formatFigure(one.fitness, 3)}</td>
              <td className="number">{formatMetric("roi", one.roi)}</td>
              <td className="number">{formatMetric("max_drawdown", one.maxDrawdown)}</td>
              <td className="number">{formatFigure(one.winRate * 100, 1)}</td>
              <td className="number">{formatFigure(one.sharpe, 3)}</td>
              <td className="number">{formatFigure(one.members.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}
