import type { ChartOption, ChartOptions } from "../../charts/parts/frame.ts";
import { type ChartTheme, chartThemes } from "../../charts/parts/theme.ts";
import type { Money } from "../../contract/figures/money.ts";
import { chartSvg } from "../exporting/pictures/chart-svg.ts";
import { Markup, markup } from "./markup.ts";

/** Charts of a report are light, whatever the window is: they are printed. */
const theme: ChartTheme = chartThemes.light;

export const chartOptions = (money: Money): ChartOptions => ({ theme, money });

/** Logical pixels across the page. */
const pageWidth = 720;

/** The same room left and right of every chart over time, so that dates stand under one another. */
export function alignedInTime(option: ChartOption): ChartOption {
  const { top } = option.grid as { readonly top: number };
  return { ...option, grid: { left: 62, right: 102, top, bottom: 28, outerBoundsMode: "none" } };
}

/** A chart as vectors inside of the page, as wide as it; `label` says what it shows to those who cannot see it. */
export function chart(
  option: ChartOption,
  height: number,
  label: string,
  share: "whole" | "half" = "whole",
): Markup {
  const width = share === "whole" ? pageWidth : pageWidth / 2;
  // ECharts writes every text of a chart through its own encoder; a size of its own would not follow the page.
  const drawn = chartSvg({ ...option, backgroundColor: "transparent" }, width, height).replace(
    /^<svg width="[\d.]+" height="[\d.]+"/,
    `<svg viewBox="0 0 ${width} ${height}"`,
  );
  return markup`<figure class="${share}" role="img" aria-label="${label}">${new Markup(drawn)}</figure>`;
}
