import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { samples } from "../../build/pages/gallery-samples.ts";
import { barList } from "../../electron/charts/bar-list.ts";
import { compareEquityChart } from "../../electron/charts/compare-equity.ts";
import { convergenceRace } from "../../electron/charts/convergence-race.ts";
import { correlationHeatmap } from "../../electron/charts/correlation-heatmap.ts";
import { memberHeatmap } from "../../electron/charts/member-heatmap.ts";
import type { ChartOption } from "../../electron/charts/parts/frame.ts";
import { chartThemes } from "../../electron/charts/parts/theme.ts";
import { plainMoney } from "../../electron/contract/figures/money.ts";
import { hostileNames } from "../support/hostile-names.ts";

const look = { theme: chartThemes.dark } as const;
const folder = join(import.meta.dirname, "../../electron/charts");

/** What the tooltip of a chart shows for what the library passes to it. */
function tip(option: ChartOption, parameters: unknown): string {
  const { tooltip } = option as { tooltip: { formatter: (parameters: unknown) => string } };
  return tooltip.formatter(parameters);
}

/** What is left of HTML when the markup of the charts themselves is taken away. */
const foreign = (html: string): string => html.replaceAll(/<br>|<\/?b>|<span style="dot"><\/span>/g, "");

describe.each(hostileNames)("%j in a tooltip is text", (name) => {
  const value: [number, number, number] = [0, 0, 1];
  const texts: [string, string][] = [
    [
      "bar-list",
      tip(barList([{ label: name, value: 1, note: name }], { ...look, measure: "x" }), { dataIndex: 0 }),
    ],
    [
      "member-heatmap",
      tip(
        memberHeatmap(
          { names: [name], dates: ["2024-01-04"], pnl: Float64Array.of(1) },
          { ...look, money: { ...plainMoney, unit: name } },
        ),
        { value },
      ),
    ],
    [
      "correlation-heatmap",
      tip(correlationHeatmap({ names: [name, name], rho: Float64Array.of(1, 0, 0, 1) }, look), { value }),
    ],
    [
      "compare-equity",
      tip(
        compareEquityChart(
          { portfolios: [{ name, dates: ["2024-01-04"], equity: Float64Array.of(1) }] },
          look,
        ),
        [{ seriesName: name, marker: '<span style="dot"></span>', value: [0, 1] }],
      ),
    ],
  ];
  test.each(texts)("of %s", (_chart, text) => {
    expect(foreign(text)).not.toMatch(/[<>"']/);
  });
});

test("rich text of labels shows a name letter for letter", () => {
  const option = barList([{ label: "{note|x} {bold|y}", value: 1, note: "n" }], { ...look, measure: "x" });
  const { formatter } = (
    option as { yAxis: { axisLabel: { formatter: (label: string, at: number) => string } } }
  ).yAxis.axisLabel;
  // The library takes {style|text} for a style; only the chart's own is left.
  expect(formatter("{note|x} {bold|y}", 0).match(/\{\w+\|/g)).toEqual(["{note|"]);
});

test("no chart makes HTML but through html`...`, and no text of a file is a format of the library", () => {
  expect(samples.length).toBeGreaterThan(10);
  expect(convergenceRace).toBeTypeOf("function");
  for (const name of readdirSync(folder).filter((one) => one.endsWith(".ts"))) {
    const source = readFileSync(join(folder, name), "utf8");
    const markup = [...source.matchAll(/(\w*)`[^`]*<\/?\w+>[^`]*`|"[^"\n]*<\/?\w+>[^"\n]*"/g)];
    const bare = markup.filter(([text, tag]) => tag !== "html" && text !== '"<br>"');
    expect(bare.map(([text]) => `${name}: ${text}`)).toEqual([]);
  }
});
