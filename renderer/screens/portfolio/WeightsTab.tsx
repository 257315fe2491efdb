import { Button } from "@blueprintjs/core";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { ResultOf } from "../../../electron/contract/method.ts";
import { portfolioWeights } from "../../../electron/contract/methods/portfolio.ts";
import {
  type SavedPortfolio,
  type WeightScheme,
  weightScheme,
  weightSchemeTable,
} from "../../../electron/contract/portfolio.ts";
import { csvText } from "../../../electron/contract/text.ts";
import { useResult } from "../../bridge/use-result.ts";
import { Amount, AmountHead } from "../../metrics/Amount.tsx";
import { changePortfolio } from "../../portfolios/shelf.ts";
import type { useView } from "../../state/view.ts";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Panel, useScrollFocus } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { tip } from "../../ui/tips.tsx";

type Weighed = ResultOf<typeof portfolioWeights>;
type Way = Weighed["schemes"][number];

interface WeightsTabProps {
  readonly view: NonNullable<ReturnType<typeof useView>>;
  readonly portfolio: SavedPortfolio;
}

/** Four ways to weight the members, with what each earned on rows that it was not made from; one press takes one over. */
export function WeightsTab({ view, portfolio }: WeightsTabProps) {
  const scroll = useScrollFocus();
  const request = { ...view, members: portfolio.members };
  const { data, problem, reload, progress } = useResult(portfolioWeights, request, [
    "settings-changed",
    "datasets-changed",
  ]);
  if (problem) return <ProblemView problem={problem} onRetry={reload} />;
  if (!data) return <Loading what={progress?.stage ?? "Judging the strategies"} />;
  const use = ({ scheme, weights }: Way) =>
    changePortfolio(
      portfolio.id,
      { weights: scheme === "equal" ? null : Array.from(weights) },
      `Weights of ${portfolio.name}: ${weightSchemeTable[scheme].title.toLowerCase()}.`,
    );
  return (
    <div className="weights-tab">
      <Panel title="Which weights earned" note={`${formatFigure(data.rows)} rows out of sample`}>
        <p className="weights-sentence">{data.sentence}</p>
        <WaysTable made={data} current={currentWay(data, portfolio)} onUse={use} />
        <p className="faint">
          Members are fixed, so all four share the luck of their choice: compare the rows, not their height.
        </p>
      </Panel>
      <Panel
        title="Weights of the members"
        note="percent"
        flush
        actions={<CopyMenu title={`Weights of ${portfolio.name}`} csv={() => weightsCsv(data)} />}
      >
        <div className="weights-scroll" ref={scroll}>
          <MembersTable made={data} />
        </div>
      </Panel>
    </div>
  );
}

/** The way whose weights the portfolio has. */
function currentWay(made: Weighed, { weights }: SavedPortfolio): WeightScheme | null {
  const own = weights ?? made.schemes.find(({ scheme }) => scheme === "equal")?.weights ?? [];
  const same = made.schemes.find((way) =>
    way.weights.every((weight, i) => Math.abs(weight - (own[i] ?? 0)) < 1e-9),
  );
  return same?.scheme ?? null;
}

interface WaysTableProps {
  readonly made: Weighed;
  readonly current: WeightScheme | null;
  readonly onUse: (way: Way) => void;
}

function WaysTable({ made, current, onUse }: WaysTableProps) {
  return (
    <table className="lane-table">
      <thead>
        <tr>
          <th scope="col">Weights</th>
          <NumberHead
            explain={"Expected\nSharpe ratio a row to expect of these weights, measured in the table (M)"}
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
          <AmountHead>Max DD</AmountHead>
          <th scope="col" />
        </tr>
      </thead>
      <tbody>
        {made.schemes.map((way) => {
          const { title, about } = weightSchemeTable[way.scheme];
          const out = way.outOfSample;
          const isCurrent = way.scheme === current;
          return (
            <tr key={way.scheme} className={way.scheme === made.earned ? "lane-leader" : undefined}>
              <th scope="row">
                <span {...tip(`${title}\n${about}`)}>{title}</span>
                {way.scheme === made.earned && <span className="unit">earned most</span>}
              </th>
              <td className="number">{formatFigure(way.expected, 2)}</td>
              <td className="number">{out ? formatFigure(out.sharpe, 2) : "-"}</td>
              <td className="number">
                {out ? `${formatFigure(out.low, 2)} to ${formatFigure(out.high, 2)}` : "-"}
              </td>
              <td className="number">{out ? <Amount value={out.roi} /> : "-"}</td>
              <td className="number">{out ? <Amount value={out.max_drawdown} /> : "-"}</td>
              <td className="number">
                <Button
                  variant="minimal"
                  size="small"
                  text={isCurrent ? "In use" : "Use"}
                  aria-label={
                    isCurrent ? `${title} weights are in use` : `Use ${title.toLowerCase()} weights`
                  }
                  disabled={isCurrent}
                  onClick={() => onUse(way)}
                />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function MembersTable({ made }: { made: Weighed }) {
  return (
    <table className="lane-table">
      <thead>
        <tr>
          <th scope="col">Strategy</th>
          {weightScheme.options.map((scheme) => (
            <NumberHead key={scheme}>{weightSchemeTable[scheme].title}</NumberHead>
          ))}
        </tr>
      </thead>
      <tbody>
        {made.members.map((name, i) => (
          <tr key={name}>
            <th scope="row" className="weights-name truncate">
              {name}
            </th>
            {made.schemes.map(({ scheme, weights }) => (
              <td key={scheme} className="number">
                {formatFigure((weights[i] ?? 0) * 100, 2)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const weightsCsv = ({ members, schemes }: Weighed): string =>
  csvText(
    ["strategy", ...schemes.map(({ scheme }) => scheme)],
    members.map((name, i) => [name, ...schemes.map(({ weights }) => weights[i] ?? Number.NaN)]),
  );
