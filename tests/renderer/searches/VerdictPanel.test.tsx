import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { SearchVerdict } from "../../../electron/contract/verdict.ts";
import { verdictLines } from "../../../electron/contract/verdict-text.ts";
import {
  RacePanel,
  VerdictAnswer,
  VerdictMaking,
  VerdictPanel,
} from "../../../renderer/searches/VerdictPanel.tsx";

const outOfSample = {
  sharpe: 0.4,
  low: 0.1,
  high: 0.7,
  roi: 5,
  max_drawdown: 1,
};
const luck: SearchVerdict = {
  verdict: "not shown",
  sentence:
    "In 38 tables of the same kind without skill this search reaches ratio 12 (7 to 40); here it reached 30.",
  twins: {
    p: 0.1,
    pSigns: 0.1,
    pBootstrap: 0.05,
    reached: 30,
    values: { signs: [12], bootstrap: [7] },
    statistic: "ratio",
  },
  walkForward: { ...outOfSample, p: 0.0002, kept: 0.3, dates: [], pnl: [] },
  race: [{ ...outOfSample, id: "search", title: "This search", won: true }],
  raceSentence: "Out of sample it earned most: 0.40 a row.",
  overfitting: null,
  universe: { p: 0.044, statistic: 2.81, expectedByLuck: 2.6, size: 35 },
  minBacktestYears: 16.7,
  sharpeByLuck: 3.3,
  block: 1,
  sharpe: 1.25,
  deflatedSharpe: 0.4,
  effort: { scored: 6_500_000, ruledOut: 201_000_000, exist: null },
};

it("the window has every line of the verdict, to the letter", () => {
  const text = renderToStaticMarkup(
    <>
      <VerdictAnswer luck={luck} />
      <RacePanel luck={luck} />
      <VerdictPanel luck={luck} />
    </>,
  ).replace(/<[^>]*>/g, "\n");
  const lines = verdictLines(luck);
  expect(lines.length).toBe(6);
  for (const line of lines) expect(text.split("\n")).toContain(line);
});

it("the sentence has the meaning of its words where it stands", () => {
  const markup = renderToStaticMarkup(<VerdictAnswer luck={luck} />);
  const [, tip = ""] = /class="verdict-sentence" data-tip="([^"]*)"/.exec(markup) ?? [];
  for (const word of [
    "p: How often luck alone does as well",
    "Table without skill: A table of the same rows",
  ])
    expect(tip).toContain(word);
});

it("a verdict in the making is shown with the figures and lines that there are", () => {
  const verdict = {
    twins: { done: 12, of: 38, asGood: 1, reached: 30 },
    walked: [{ title: "This search", steps: 3, of: 5, sharpe: 0.41 }],
    lines: ["1 of 12 do as well.", "This search: walked 3 of 5 steps forward, 0.41 a row so far."],
  };
  const text = renderToStaticMarkup(<VerdictMaking verdict={verdict} />).replace(/<[^>]*>/g, "\n");
  for (const line of [...verdict.lines, "1 of 12", "3 of 5 steps"]) expect(text.split("\n")).toContain(line);
  expect(
    renderToStaticMarkup(<VerdictMaking verdict={{ twins: null, walked: [], lines: [] }} />),
  ).not.toContain("NaN");
});
