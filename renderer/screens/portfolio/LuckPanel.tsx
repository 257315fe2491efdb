import { formatFigure } from "../../../electron/charts/parts/format.ts";
import type { SearchLuck } from "../../../electron/contract/search-result.ts";
import { formatMetric } from "../../metrics/metric-text.ts";
import { KeyFigure } from "../../ui/figures.tsx";
import { Panel } from "../../ui/panels.tsx";

/** How much of a found portfolio is luck: deflated Sharpe, held-out period, null twin. */
export function LuckPanel({ luck, fitness }: { luck: SearchLuck; fitness: number }) {
  const { holdOut, nullTwin } = luck;
  return (
    <Panel title="How lucky" note={`${formatFigure(luck.trials)} portfolios were judged`} flush>
      <div className="luck">
        <KeyFigure
          label="Deflated Sharpe"
          value={formatFigure(luck.deflatedSharpe * 100, 1)}
          unit="%"
          tone={luck.deflatedSharpe >= 0.95 ? "gain" : luck.deflatedSharpe < 0.5 ? "loss" : "warning"}
          note={`Sharpe ${formatFigure(luck.sharpe, 3)}, luck alone ${formatFigure(luck.sharpeOfLuck, 3)} per observation`}
          explain={`Deflated Sharpe ratio\nProbability that the true Sharpe ratio is above what the best of ${formatFigure(luck.trials)} tries would show without skill\nStands from 95 %`}
        />
        {holdOut && (
          <KeyFigure
            label="Held-out period"
            value={formatMetric("roi", holdOut.heldOut.roi)}
            unit="currency"
            tone={holdOut.heldOut.roi > 0 ? "gain" : "loss"}
            note={`${holdOut.heldOut.observations} observations from ${holdOut.heldOut.firstDate}, Sharpe ${formatFigure(holdOut.heldOut.sharpe, 3)}`}
            explain={`Held-out period\nP&L on the observations that the search did not see\nDrawdown there ${formatMetric("max_drawdown", holdOut.heldOut.max_drawdown)} currency`}
          />
        )}
        {nullTwin && (
          <KeyFigure
            label="Null twin"
            value={formatFigure(nullTwin.fitness, 2)}
            note={`against ${formatFigure(fitness, 2)} here`}
            tone={nullTwin.fitness < fitness / 2 ? "gain" : "warning"}
            explain={
              "Null twin\nBest fitness of the same search on rows with random signs, where only luck can be found"
            }
          />
        )}
      </div>
    </Panel>
  );
}
