import { Button } from "@blueprintjs/core";
import type { EChartsType } from "echarts/core";
import { useEffect, useMemo, useRef, useState } from "react";
import { beliefFrontier } from "../../../electron/charts/belief-frontier.ts";
import { portfolioSizes } from "../../../electron/charts/portfolio-sizes.ts";
import { formatFigure } from "../../../electron/contract/figures/format.ts";
import type { InputOf, ResultOf } from "../../../electron/contract/method.ts";
import { searchFrontier } from "../../../electron/contract/methods/search.ts";
import type { SearchResult } from "../../../electron/contract/search-result.ts";
import { csvText } from "../../../electron/contract/text.ts";
import { viewRequest } from "../../../electron/contract/view.ts";
import { useResult } from "../../bridge/use-result.ts";
import { Amount, AmountHead } from "../../metrics/Amount.tsx";
import { addPortfolio } from "../../portfolios/shelf.ts";
import { goTo } from "../../state/route.ts";
import { ChartPanel } from "../../ui/Chart.tsx";
import { Loading, ProblemView } from "../../ui/messages.tsx";
import { Panel } from "../../ui/panels.tsx";
import { NumberHead } from "../../ui/tables.tsx";
import { withMinus } from "../../ui/text.ts";
import { useChartTheme } from "../../ui/use-chart-theme.ts";
import "./frontier.css";

type Frontier = ResultOf<typeof searchFrontier>;
type Point = Frontier["points"][number];
type Size = Frontier["sizes"][number];

/**
 * Frontiers that were drawn, as long as their search's result is held: coming back to the screen does not compute them again.
 */
const drawn = new WeakMap<SearchResult, Frontier>();

/**
 * What giving some of the believable Sharpe ratio away buys, and how many strategies are enough, under the rows and limits of
 * the search. By itself where the search maximised that ratio, else when it is asked for.
 */
export function FrontierPanels({ result }: { result: SearchResult }) {
  const { data, problem, progress, reload, asked, ask } = useFrontier(result);
  if (!asked) {
    return (
      <Panel title="Frontier" actions={<Button text="Compute" onClick={ask} />}>
        <p className="muted">
          What giving up some of the believable Sharpe ratio buys in P&L / drawdown, and how many strategies
          are enough.
        </p>
      </Panel>
    );
  }
  if (!data) {
    return (
      <Panel title="Frontier">
        {problem ? (
          <ProblemView problem={problem} onRetry={reload} />
        ) : (
          <Loading what="Drawing the frontier" progress={progress} />
        )}
      </Panel>
    );
  }
  const open = (name: string, { members, value }: Pick<Point, "members" | "value">) => {
    const { seed, dataset } = result.capsule.request;
    const found = { algorithm: "choice", fitness: value, seed: seed ?? null, luck: null } as const;
    addPortfolio({ name, dataset, members: [...members], weights: null, found });
    goTo("portfolio");
  };
  return (
    <>
      <p className="frontier-sentence">{withMinus(data.sentence)}</p>
      <CurvePanel
        frontier={data}
        onOpen={(point) => open(`${data.size} with ${percent(point.share)} of it given up`, point)}
      />
      <SizesPanel
        frontier={data}
        onOpen={(one) => open(`${formatFigure(one.size)} by believable Sharpe`, one)}
      />
    </>
  );
}

function useFrontier(result: SearchResult) {
  const [asked, setAsked] = useState(result.objective === "believable" || drawn.has(result));
  const known = drawn.get(result);
  const request = useMemo((): InputOf<typeof searchFrontier> => {
    const { request: searched } = result.capsule;
    const { seed, constraints } = searched;
    return { ...viewRequest.parse(searched), size: result.best.size, seed, constraints };
  }, [result]);
  const { data, ...state } = useResult(searchFrontier, known || !asked ? null : request);
  useEffect(() => {
    if (data) drawn.set(result, data);
  }, [data, result]);
  return { ...state, data: known ?? data, asked, ask: () => setAsked(true) };
}

const percent = (share: number): string => `${formatFigure(share * 100, 1).replace(/\.0$/, "")} %`;

/** Calls back when a point of a chart is pressed; the latest callback, on a chart that is made once. */
function usePressed(onPoint: (at: number, series: string) => void): (chart: EChartsType) => void {
  const latest = useRef(onPoint);
  latest.current = onPoint;
  return (chart) => {
    chart.on("click", ({ dataIndex, seriesName, componentType }) => {
      if (componentType === "series") latest.current(dataIndex, seriesName ?? "");
    });
  };
}

interface CurvePanelProps {
  readonly frontier: Frontier;
  readonly onOpen: (point: Point) => void;
}

function CurvePanel({ frontier: { size, points }, onOpen }: CurvePanelProps) {
  const theme = useChartTheme();
  const option = useMemo(() => beliefFrontier({ points }, { theme }), [points, theme]);
  // Three that count: points lie within a tenth of one another.
  const digits = Math.max(3, 2 - Math.floor(Math.log10(Math.abs(points[0]?.value ?? 1) || 1)));
  const onReady = usePressed((at) => {
    const point = points[at];
    if (point) onOpen(point);
  });
  return (
    <div className="frontier">
      <ChartPanel
        title="Frontier"
        note={`believable Sharpe against P&L / drawdown, ${formatFigure(size)} strategies; press a point`}
        label={`P&L over drawdown against the believable Sharpe ratio of portfolios of ${size}`}
        option={option}
        onReady={onReady}
        csv={() =>
          csvText(
            ["share", "believable_sharpe", "ratio", "roi", "max_drawdown", "members"],
            points.map((one) => [
              ...[one.share, one.value, one.ratio, one.roi, one.max_drawdown],
              one.members.join(";"),
            ]),
          )
        }
      />
      <Panel flush>
        <table className="lane-table" aria-label="Portfolios of the frontier">
          <thead>
            <tr>
              <th scope="col">Given up</th>
              <NumberHead explain={"Sharpe a row\nThe believable Sharpe ratio, not annualised"}>
                Sharpe a row
              </NumberHead>
              <NumberHead
                explain={
                  "P&L / drawdown\nOn the rows that it was chosen on: giving some of it up buys this and no more"
                }
              >
                P&L / DD
              </NumberHead>
              <AmountHead explain={"P&L\nOf the members' mean"}>P&L</AmountHead>
              <AmountHead explain={"Maximum drawdown\nOf the members' mean"}>Drawdown</AmountHead>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.share}>
                <th scope="row">
                  <button type="button" className="link" onClick={() => onOpen(point)}>
                    {percent(point.share)}
                  </button>
                </th>
                <td className="number">{formatFigure(point.value, digits)}</td>
                <td className="number">{formatFigure(point.ratio, 1)}</td>
                <td className="number">
                  <Amount value={point.roi} />
                </td>
                <td className="number">
                  <Amount value={point.max_drawdown} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Panel>
    </div>
  );
}

interface SizesPanelProps {
  readonly frontier: Frontier;
  readonly onOpen: (size: Size) => void;
}

function SizesPanel({ frontier: { sizes, enough }, onOpen }: SizesPanelProps) {
  const theme = useChartTheme();
  const option = useMemo(() => portfolioSizes({ sizes, enough }, { theme }), [sizes, enough, theme]);
  const walked = useMemo(() => sizes.filter(({ walkForward }) => walkForward !== null), [sizes]);
  const onReady = usePressed((at, series) => {
    const one = (series === "Believable" ? sizes : walked)[at];
    if (one) onOpen(one);
  });
  return (
    <div className="frontier">
      <ChartPanel
        title="How many strategies"
        note="90 % intervals; press a point"
        label="Believable Sharpe ratio and what was earned out of sample against the number of strategies"
        option={option}
        onReady={onReady}
        csv={() => sizesCsv(sizes)}
      />
      <Panel flush>
        <table className="lane-table" aria-label="Portfolios by number of strategies">
          <thead>
            <tr>
              <th scope="col">Strategies</th>
              <NumberHead explain={"Sharpe a row\nThe believable Sharpe ratio, not annualised"}>
                Sharpe a row
              </NumberHead>
              <NumberHead
                explain={
                  "One more\nBelievable Sharpe ratio that each further strategy added since the size before"
                }
              >
                One more
              </NumberHead>
              <NumberHead
                explain={
                  "Out of sample\nSharpe ratio a row on rows that the choice had not seen, made anew on the past alone, with its 90 % interval"
                }
              >
                Out of sample
              </NumberHead>
            </tr>
          </thead>
          <tbody>
            {sizes.map((one) => (
              <SizeRow key={one.size} one={one} isEnough={one.size === enough} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </Panel>
    </div>
  );
}

interface SizeRowProps {
  readonly one: Size;
  readonly isEnough: boolean;
  readonly onOpen: (size: Size) => void;
}

function SizeRow({ one, isEnough, onOpen }: SizeRowProps) {
  const { size, value, gain, walkForward: walk } = one;
  return (
    <tr className={isEnough ? "lane-leader" : undefined}>
      <th scope="row">
        <button type="button" className="link" onClick={() => onOpen(one)}>
          {formatFigure(size)}
        </button>
        {isEnough && <span className="faint"> enough</span>}
      </th>
      <td className="number">{formatFigure(value, 3)}</td>
      <td className="number">{gain === null ? "–" : formatFigure(gain, 4)}</td>
      <td className="number">
        {walk ? (
          <>
            {formatFigure(walk.sharpe, 2)}{" "}
            <span className="faint">
              {formatFigure(walk.low, 2)} to {formatFigure(walk.high, 2)}
            </span>
          </>
        ) : (
          "–"
        )}
      </td>
    </tr>
  );
}

const sizesCsv = (sizes: readonly Size[]): string =>
  csvText(
    ["size", "believable_sharpe", "gain", "walk_forward", "low", "high", "members"],
    sizes.map(({ size, value, gain, walkForward: walk, members }) => [
      ...[size, value, gain ?? "", walk?.sharpe ?? "", walk?.low ?? "", walk?.high ?? ""],
      members.join(";"),
    ]),
  );
