import { Button, Callout } from "@blueprintjs/core";
import { foundByTable } from "../../../electron/contract/algorithms.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { KeptSearch } from "../../../electron/contract/kept-search.ts";
import { searchOpen } from "../../../electron/contract/methods/kept-search.ts";
import { viewWords } from "../../../electron/contract/view-text.ts";
import { useResult } from "../../bridge/use-result.ts";
import { Amount, AmountHead } from "../../metrics/Amount.tsx";
import { openPortfolio } from "../../portfolios/shelf.ts";
import { goTo } from "../../state/route.ts";
import { useView } from "../../state/view.ts";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { ResultView } from "./ResultView.tsx";
import { ZonesResultView } from "./ZonesResultView.tsx";

/** A search that has ended, with what it came to. */
export function OpenedSearch({ search }: { search: KeptSearch }) {
  const { data, problem } = useResult(searchOpen, { id: search.id });
  if (problem) return <ProblemView problem={problem} />;
  if (data?.search.id !== search.id) return <Loading what="Opening the search" />;
  return (
    <>
      {!search.takenOver && <OtherRows search={search} />}
      {search.takenOver && <TakenOver run={search.takenOver} dataset={search.dataset} />}
      {data.rows && <ResultView key={search.id} result={data.rows} search={search} folder={data.folder} />}
      {data.zones && <ZonesResultView result={data.zones} search={search} folder={data.folder} />}
    </>
  );
}

/** A run of the replaced system: what its files say, and what its portfolios come to on the dataset now. */
function TakenOver({ run, dataset }: { run: NonNullable<KeptSearch["takenOver"]>; dataset: string }) {
  const open = (id: string) => {
    openPortfolio({ dataset, id });
    goTo("portfolio");
  };
  return (
    <Panel title="Taken over" note={run.folder} flush>
      <p className="muted">
        {formatFigure(run.agreeing)} of {formatFigure(run.compared)} figures of its files agree with this
        dataset within 0.001 %. It was made by another program: nothing is known of luck.
      </p>
      <table className="lane-table">
        <thead>
          <tr>
            <th scope="col">Portfolio</th>
            <th scope="col">Rows</th>
            <NumberHead>Members</NumberHead>
            <NumberHead explain={"Fitness\nAs its file has it"}>Fitness</NumberHead>
            <AmountHead>P&L</AmountHead>
            <AmountHead>Drawdown</AmountHead>
          </tr>
        </thead>
        <tbody>
          {run.portfolios.map((one) => (
            <tr key={one.portfolio}>
              <th scope="row">
                <Button variant="minimal" size="small" onClick={() => open(one.portfolio)}>
                  {one.algorithm ? foundByTable[one.algorithm].title : "Portfolio"}
                </Button>
              </th>
              <td>{one.rows}</td>
              <td className="number">{formatFigure(one.members.length)}</td>
              <td className="number">{formatFigure(one.fitness, 4)}</td>
              <td className="number">
                <Amount value={one.roi} digits={2} />
              </td>
              <td className="number">
                <Amount value={one.max_drawdown} digits={2} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

/** Says so when the rows that the other screens show are not those of this search. */
function OtherRows({ search }: { search: KeptSearch }) {
  const view = useView();
  const [own, present] = [viewWords(search.request), viewWords(view ?? {})];
  if (search.kind === "zones" || own.join() === present.join()) return null;
  return (
    <Callout compact>
      These figures stand on other rows than those of the view in force:{" "}
      {own.length > 0 ? own.join(", ") : "all rows"}.
    </Callout>
  );
}
