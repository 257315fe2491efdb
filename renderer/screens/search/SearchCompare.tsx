import { Button } from "@blueprintjs/core";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import { formatMoney } from "../../../electron/contract/figures/money.ts";
import { type KeptSearch, searchTitle } from "../../../electron/contract/kept-search.ts";
import { csvText, formatDuration } from "../../../electron/contract/text.ts";
import { viewWords } from "../../../electron/contract/view-text.ts";
import { AmountHead } from "../../metrics/Amount.tsx";
import { showSearch } from "../../searches/runs.ts";
import { VerdictWord } from "../../searches/VerdictPanel.tsx";
import { useMoney } from "../../state/money.ts";
import { CopyMenu } from "../../ui/CopyMenu.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { formatMoment } from "../../ui/text.ts";

interface SearchCompareProps {
  readonly searches: readonly KeptSearch[];
  readonly onClose: () => void;
}

/** Searches beside each other, a line each: what each came to, on which rows. */
export function SearchCompare({ searches, onClose }: SearchCompareProps) {
  return (
    <Panel
      title="Searches compared"
      note={formatFigure(searches.length)}
      className="history-compare"
      flush
      actions={
        <>
          <CopyMenu title="Searches" csv={() => compareCsv(searches)} />
          <Button text="Close" onClick={onClose} />
        </>
      }
    >
      <table className="lane-table">
        <thead>
          <tr>
            <th scope="col">Search</th>
            <th scope="col">Verdict</th>
            <NumberHead explain={"Expected Sharpe ratio\nA row, with its 90 % interval"}>Expected</NumberHead>
            <NumberHead>90 %</NumberHead>
            <AmountHead>P&L</AmountHead>
            <AmountHead>Drawdown</AmountHead>
            <NumberHead>Size</NumberHead>
            <th scope="col">Rows</th>
            <NumberHead>Time</NumberHead>
          </tr>
        </thead>
        <tbody>
          {searches.map((search) => (
            <CompareRow key={search.id} search={search} />
          ))}
        </tbody>
      </table>
    </Panel>
  );
}

const figure = (value: number | null | undefined, show: (value: number) => string): string =>
  typeof value === "number" ? show(value) : "–";

function CompareRow({ search }: { search: KeptSearch }) {
  const { headline } = search;
  const expected = headline?.expected;
  const money = useMoney();
  return (
    <tr>
      <th scope="row">
        <button type="button" className="link" onClick={() => showSearch(search)}>
          {searchTitle(search)}
        </button>{" "}
        <span className="faint">{formatMoment(search.startedAt)}</span>
      </th>
      <td>{headline?.verdict ? <VerdictWord verdict={headline.verdict} /> : headline?.sentence}</td>
      <td className="number">{figure(expected?.sharpe, (value) => formatFigure(value, 2))}</td>
      <td className="number">
        {expected ? `${formatFigure(expected.low, 2)} to ${formatFigure(expected.high, 2)}` : "–"}
      </td>
      <td className="number">{figure(headline?.roi, (value) => formatMoney(value, money))}</td>
      <td className="number">{figure(headline?.max_drawdown, (value) => formatMoney(value, money))}</td>
      <td className="number">{figure(headline?.size, formatFigure)}</td>
      <td>{rowsOf(search)}</td>
      <td className="number">{figure(headline?.seconds, formatDuration)}</td>
    </tr>
  );
}

/** The rows that a search stands on. */
function rowsOf({ headline, request, version }: KeptSearch): string {
  const parts = viewWords(request);
  const count = headline?.rows ? `${formatFigure(headline.rows)} rows` : "zones";
  return [count, ...parts, ...(version === null ? [] : [`version ${version}`])].join(", ");
}

const compareCsv = (searches: readonly KeptSearch[]): string =>
  csvText(
    ["search", "name", "verdict", "expected_sharpe", "low", "high", "roi", "max_drawdown", "size", "rows"],
    searches.map((search) => {
      const { headline } = search;
      return [
        ...[search.id, searchTitle(search), headline?.verdict ?? ""],
        ...[headline?.expected?.sharpe ?? "", headline?.expected?.low ?? "", headline?.expected?.high ?? ""],
        ...[headline?.roi ?? "", headline?.max_drawdown ?? "", headline?.size ?? "", rowsOf(search)],
      ];
    }),
  );
