import type { ExpectedSharpe } from "../../electron/contract/expected.ts";
import { formatFigure } from "../../electron/contract/figures/format.ts";
import type { SearchVerdict } from "../../electron/contract/verdict.ts";
import { Panel } from "../ui/panels.tsx";
import { withMinus } from "../ui/text.ts";
import { tip } from "../ui/tips.tsx";
import "./expected-axis.css";

interface Line {
  readonly title: string;
  readonly explain: string;
  readonly low?: number;
  readonly high?: number;
  readonly at: number;
  readonly isSubject?: boolean;
}

interface ExpectedAxisProps {
  readonly expected: ExpectedSharpe;
  /** Its twins are drawn where they are measured in the same unit. */
  readonly luck: SearchVerdict | null;
}

/** What to expect, what the backtest shows and what noise reaches, as Sharpe ratios a row on one axis. */
export function ExpectedAxis({ expected, luck }: ExpectedAxisProps) {
  const lines = linesOf(expected, luck);
  const ends = lines.flatMap(({ low, high, at }) => [low ?? at, high ?? at]);
  const from = Math.min(0, ...ends);
  const span = (Math.max(0, ...ends) - from) * 1.04 || 1;
  const place = (value: number) => `${(100 * (value - from)) / span}%`;
  return (
    <Panel title="What to expect" note="Sharpe ratio a row" className="expected">
      <p className="expected-sentence">{withMinus(expected.sentence)}</p>
      <div className="axis-lines">
        <div className="axis-field" aria-hidden="true">
          <div className="axis-plot">
            <span className="axis-zero" style={{ left: place(0) }}>
              <span className="axis-zero-figure">0</span>
            </span>
          </div>
        </div>
        {lines.map(({ title, explain, low, high, at, isSubject }) => (
          <div key={title} className={isSubject ? "axis-line axis-subject" : "axis-line"}>
            <span className="axis-title truncate" {...tip(explain)}>
              {title}
            </span>
            <span className="axis-plot" aria-hidden="true">
              {low !== undefined && high !== undefined && (
                <span
                  className="axis-range"
                  style={{ left: place(low), width: `${(100 * (high - low)) / span}%` }}
                />
              )}
              <span className="axis-mark" style={{ left: place(at) }} />
            </span>
            <span className="axis-figure">
              <span>{formatFigure(at, 2)}</span>
              {low !== undefined && high !== undefined && (
                <span className="muted">
                  {formatFigure(low, 2)} to {formatFigure(high, 2)}
                </span>
              )}
            </span>
          </div>
        ))}
      </div>
    </Panel>
  );
}

function linesOf(expected: ExpectedSharpe, luck: SearchVerdict | null): Line[] {
  const { sharpe, low, high, inSample } = expected;
  const twins = luck?.twins?.statistic.includes("believable") ? luck.twins : null;
  const reached = twins
    ? [...twins.values.signs, ...twins.values.bootstrap]
        .filter((value) => value !== null)
        .sort((a, b) => a - b)
    : [];
  const lines: Line[] = [
    {
      title: "Expected",
      explain:
        "Expected\nWith its 90 % interval: half from rows that the choice had not seen, half the backtest marked down",
      at: sharpe,
      low,
      high,
      isSubject: true,
    },
  ];
  if (luck?.walkForward) {
    const { walkForward } = luck;
    lines.push({
      title: "On rows it had not seen",
      explain:
        "On rows it had not seen\nThe choice repeated on the past alone and judged on what follows, with its 90 % interval",
      at: walkForward.sharpe,
      low: walkForward.low,
      high: walkForward.high,
    });
  }
  lines.push({
    title: "In the backtest",
    explain: "In the backtest\nOn the very rows that it was chosen on: always too good",
    at: inSample,
  });
  if (twins && reached.length > 0) {
    lines.push({
      title: "The best here, marked down",
      explain: `The best here\n${twins.statistic}: what the same choice reaches on this table`,
      at: twins.reached ?? Number.NaN,
    });
    lines.push({
      title: "What noise reaches",
      explain: `What noise reaches\n${twins.statistic}: the same choice on ${formatFigure(reached.length)} tables of the same kind without skill; median, lowest and highest`,
      at: reached[Math.floor(reached.length / 2)] ?? Number.NaN,
      low: reached[0] ?? Number.NaN,
      high: reached.at(-1) ?? Number.NaN,
    });
  }
  return lines.filter(({ at }) => Number.isFinite(at));
}
