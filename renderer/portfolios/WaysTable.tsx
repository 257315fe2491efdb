import { Button } from "@blueprintjs/core";
import { formatFigure } from "../../electron/contract/figures/format.ts";
import { type WeightScheme, weightSchemeTable } from "../../electron/contract/portfolio.ts";
import type { SearchWeights } from "../../electron/contract/search-result.ts";
import { Amount, AmountHead } from "../metrics/Amount.tsx";
import { NumberHead } from "../ui/tables.tsx";
import { tip } from "../ui/tips.tsx";

type Ways = Pick<SearchWeights, "schemes" | "earned">;

interface WaysTableProps {
  readonly made: Ways;
  /** The way in use; null: none of these. */
  readonly current: WeightScheme | null;
  /** Left out: a way is not to be taken over here. */
  readonly onUse?: (scheme: WeightScheme) => void;
}

/** The ways to weight a portfolio, a line each, with what each earned on rows that it was not made from; the best is marked. */
export function WaysTable({ made: { schemes, earned }, current, onUse }: WaysTableProps) {
  return (
    <table className="lane-table">
      <thead>
        <tr>
          <th scope="col">Weights</th>
          <NumberHead
            explain={
              "Expected\nSharpe ratio a row to expect of these weights: half from blind tests, half from the marked-down backtest"
            }
          >
            Expected
          </NumberHead>
          <NumberHead
            explain={
              "Out of sample\nSharpe ratio a row, walked forward: members fixed, weights made from the rows before only"
            }
          >
            Out of sample
          </NumberHead>
          <NumberHead>90 % interval</NumberHead>
          <AmountHead>P&L</AmountHead>
          <AmountHead>Drawdown</AmountHead>
          {onUse && <th scope="col" />}
        </tr>
      </thead>
      <tbody>
        {schemes.map((way) => (
          <WayRow
            key={way.scheme}
            way={way}
            hasEarned={way.scheme === earned}
            isCurrent={way.scheme === current}
            onUse={onUse}
          />
        ))}
      </tbody>
    </table>
  );
}

interface WayRowProps {
  readonly way: Ways["schemes"][number];
  readonly hasEarned: boolean;
  readonly isCurrent: boolean;
  readonly onUse: WaysTableProps["onUse"];
}

function WayRow({ way: { scheme, expected, outOfSample: out }, hasEarned, isCurrent, onUse }: WayRowProps) {
  const { title, about } = weightSchemeTable[scheme];
  return (
    <tr className={hasEarned ? "lane-leader" : undefined}>
      <th scope="row">
        <span {...tip(`${title}\n${about}`)}>{title}</span>
        {hasEarned && <span className="unit">earned most</span>}
        {isCurrent && !onUse && <span className="unit">in use</span>}
      </th>
      <td className="number">{formatFigure(expected, 2)}</td>
      <td className="number">{out ? formatFigure(out.sharpe, 2) : "-"}</td>
      <td className="number">{out ? `${formatFigure(out.low, 2)} to ${formatFigure(out.high, 2)}` : "-"}</td>
      <td className="number">{out ? <Amount value={out.roi} /> : "-"}</td>
      <td className="number">{out ? <Amount value={out.max_drawdown} /> : "-"}</td>
      {onUse && (
        <td className="number">
          <Button
            variant="minimal"
            size="small"
            text={isCurrent ? "In use" : "Use"}
            aria-label={isCurrent ? `${title} weights are in use` : `Use ${title.toLowerCase()} weights`}
            disabled={isCurrent}
            onClick={() => onUse(scheme)}
          />
        </td>
      )}
    </tr>
  );
}
