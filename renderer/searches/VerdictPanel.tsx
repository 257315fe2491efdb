import type { ReactNode } from "react";
import { formatFigure } from "../../electron/contract/figures/format.ts";
import { termLines } from "../../electron/contract/help/terms.ts";
import type { SearchResult } from "../../electron/contract/search-result.ts";
import { csvText } from "../../electron/contract/text.ts";
import type { SearchVerdict, VerdictSoFar } from "../../electron/contract/verdict.ts";
import { qualityLines, verdictLines } from "../../electron/contract/verdict-text.ts";
import { Amount, AmountHead } from "../metrics/Amount.tsx";
import { CopyMenu } from "../ui/CopyMenu.tsx";
import { KeyFigure } from "../ui/figures.tsx";
import { Panel } from "../ui/panels.tsx";
import { NumberHead } from "../ui/tables.tsx";
import { withMinus } from "../ui/text.ts";
import { tip } from "../ui/tips.tsx";
import "./verdict-panel.css";

const tones = {
  "more than luck": "gain",
  "not shown": "warning",
  "no better than noise": "loss",
  "too few rows to say": "warning",
} as const;

/** The verdict's word, the only coloured thing. */
export function VerdictWord({ verdict }: Pick<SearchVerdict, "verdict">) {
  return <b className={`verdict-word ${tones[verdict]}`}>{verdict}</b>;
}

/** What the sentence's own words mean. */
const words = [
  "The words of the verdict",
  ...termLines("Table without skill", "p", "Walk forward", "90 % interval"),
].join("\n");

/** The answer first: the word, and its sentence. */
export function VerdictAnswer({ luck, children }: { luck: SearchVerdict; children?: ReactNode }) {
  return (
    <section className="panel answer" aria-label="Is it more than luck?">
      <div className="answer-head">
        <VerdictWord verdict={luck.verdict} />
        {children}
      </div>
      <p className="verdict-sentence" {...tip(words)}>
        {withMinus(luck.sentence)}
      </p>
    </section>
  );
}

/** A verdict in the making: the figures that it rests on as they fill, and the same in words. */
export function VerdictMaking({ verdict: { twins, walked, lines } }: { verdict: VerdictSoFar }) {
  const [own] = walked;
  return (
    <Panel title="Tested for luck" note="so far" className="verdict verdict-making">
      <div className="verdict-figures">
        {twins && (
          <KeyFigure
            label="Tables without skill that do as well"
            value={`${formatFigure(twins.asGood)} of ${formatFigure(twins.done)}`}
            note={`${formatFigure(twins.of)} tables without skill at most`}
            explain={["Tables without skill", ...termLines("Table without skill")].join("\n")}
          />
        )}
        {own && (
          <KeyFigure
            label="On rows it had not seen"
            value={formatFigure(own.sharpe, 2)}
            unit="Sharpe a row"
            note={`${formatFigure(own.steps)} of ${formatFigure(own.of)} steps`}
          />
        )}
      </div>
      {lines.map((line) => (
        <p key={line} className="verdict-note">
          {line}
        </p>
      ))}
    </Panel>
  );
}

/** What would have been better: who earned most out of sample, the search among the plain rankings. */
export function RacePanel({ luck }: { luck: SearchVerdict }) {
  const { race } = luck;
  if (race.length === 0) return null;
  return (
    <Panel
      title="Against plain rankings"
      note="on rows that none of them had seen"
      actions={<CopyMenu title="Race out of sample" csv={() => raceCsv(race)} />}
    >
      <RaceTable luck={luck} />
    </Panel>
  );
}

/** What the verdict stands on. */
export function VerdictPanel({ luck }: { luck: SearchVerdict }) {
  const said: readonly string[] = [luck.sentence, luck.raceSentence];
  return (
    <Panel title="How it was tested for luck" className="verdict">
      <Figures luck={luck} />
      {verdictLines(luck)
        .filter((line) => !said.includes(line))
        .map((line) => (
          <p key={line} className="verdict-note">
            {line}
          </p>
        ))}
    </Panel>
  );
}

/** Who earned most out of sample, the search among the plain rankings. */
function RaceTable({ luck: { race, raceSentence } }: { luck: SearchVerdict }) {
  return (
    <table className="lane-table verdict-race">
      <caption>{withMinus(raceSentence)}</caption>
      <thead>
        <tr>
          <th scope="col">Out of sample</th>
          <NumberHead>Sharpe a row</NumberHead>
          <NumberHead>90 % interval</NumberHead>
          <AmountHead>P&L</AmountHead>
          <AmountHead>Drawdown</AmountHead>
        </tr>
      </thead>
      <tbody>
        {race.map((one) => (
          <tr key={one.id} className={one.won ? "lane-leader" : undefined}>
            <th scope="row">
              {one.title}
              {one.won && <span className="verdict-mark"> earned most</span>}
            </th>
            <td className="number">{formatFigure(one.sharpe, 2)}</td>
            <td className="number">
              {formatFigure(one.low, 2)} to {formatFigure(one.high, 2)}
            </td>
            <td className="number">
              <Amount value={one.roi} />
            </td>
            <td className="number">
              <Amount value={one.max_drawdown} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figures({ luck }: { luck: SearchVerdict }) {
  const { walkForward, twins, universe } = luck;
  return (
    <div className="verdict-figures">
      {twins && (
        <KeyFigure
          label="Tables without skill that do as well"
          value={`p ${formatFigure(twins.p, 3)}`}
          note={`${formatFigure(twins.values.signs.length + twins.values.bootstrap.length)} tables without skill`}
          explain={[
            "Tables without skill",
            "The same selection on tables of the same kind in which there is nothing to find: random signs of rows, and rows drawn anew around a mean of 0",
            ...termLines("p"),
          ].join("\n")}
        />
      )}
      {walkForward && (
        <KeyFigure
          label="On rows it had not seen"
          value={formatFigure(walkForward.sharpe, 2)}
          unit="Sharpe a row"
          note={
            walkForward.kept === null
              ? `p ${formatFigure(walkForward.p, 3)}`
              : `${formatFigure(walkForward.kept * 100)} % of the one in the backtest`
          }
          explain={
            "On rows it had not seen\nThe selection repeated on the past alone, five times, and judged on the rows that follow"
          }
        />
      )}
      {universe && (
        <KeyFigure
          label="Anything to find?"
          value={`p ${formatFigure(universe.p, 3)}`}
          note={`mean t ${formatFigure(universe.statistic, 2)}, by luck ${formatFigure(universe.expectedByLuck, 2)}`}
          explain={`Anything to find?\nMean t statistic of the ${formatFigure(universe.size)} best strategies, against tables of the same rows without drift`}
        />
      )}
      {luck.sharpeByLuck !== null && (
        <KeyFigure
          label="Luck shows 1.0 in"
          value={formatFigure(luck.minBacktestYears, 1)}
          unit="years"
          note={`and ${formatFigure(luck.sharpeByLuck, 1)} a year in this record`}
          explain={
            "Luck shows 1.0 in\nYears of record in which the best of so many strategies without skill shows an annual Sharpe ratio of 1 on average: what is to be told from luck takes more"
          }
        />
      )}
    </div>
  );
}

function raceCsv(race: SearchVerdict["race"]): string {
  return csvText(
    ["selection", "sharpe", "low", "high", "roi", "max_drawdown", "won"],
    race.map((one) => [
      ...[one.title, one.sharpe, one.low, one.high, one.roi, one.max_drawdown],
      one.won ? "yes" : "no",
    ]),
  );
}

/** How good is the best among all of its size: what none exceeds, what is proven of it, whether the runs agree. */
export function QualityNote({ result }: { result: SearchResult }) {
  const lines = qualityLines(result);
  if (lines.length === 0) return null;
  return (
    <section className="quality-note" aria-label="How good is it?">
      {lines.map((line) => (
        <p key={line} className="verdict-note">
          {line}
        </p>
      ))}
    </section>
  );
}
