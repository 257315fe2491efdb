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
import { NameText, sharedEnds } from "../../grid/names.tsx";
import { changePortfolio } from "../../portfolios/shelf.ts";
import { WaysTable } from "../../portfolios/WaysTable.tsx";
import type { useView } from "../../state/view.ts";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Panel, useScrollFocus } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { withMinus } from "../../ui/text.ts";

type Weighed = ResultOf<typeof portfolioWeights>;

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
  const use = (scheme: WeightScheme) => {
    const made = data.schemes.find((way) => way.scheme === scheme);
    changePortfolio(
      portfolio.id,
      { weights: scheme === "equal" || !made ? null : Array.from(made.weights) },
      `Weights of ${portfolio.name}: ${weightSchemeTable[scheme].title.toLowerCase()}.`,
    );
  };
  return (
    <div className="weights-tab">
      <Panel title="Which weights earned" note={`${formatFigure(data.rows)} rows out of sample`}>
        <p className="weights-sentence">{withMinus(data.sentence)}</p>
        <WaysTable made={data} current={currentWay(data, portfolio)} onUse={use} />
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
            <th scope="row" className="weights-name">
              <NameText name={name} shared={sharedEnds(made.members)} />
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
