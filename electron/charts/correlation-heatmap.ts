import type { CustomSeriesOption, HeatmapSeriesOption } from "echarts";
import { formatFigure } from "../contract/figures/format.ts";
import { labelsOf } from "./parts/format.ts";
import { type ChartOption, type ChartOptions, chartFrame, plotGrid, tooltip } from "./parts/frame.ts";
import { cellAxis, colourBar, textOnStrong } from "./parts/heatmap.ts";
import type { ChartTheme } from "./parts/theme.ts";
import { html } from "./parts/written.ts";

export interface CorrelationHeatmapData {
  readonly names: readonly string[];
  /** n x n, row-major, -1..1. The diagonal is left blank. */
  readonly rho: Float64Array;
  /** Cells alone, in a small place that has names and colours explained elsewhere. */
  readonly bare?: boolean;
  /** For a narrow place: figures in the cells of fewer members alone. */
  readonly narrow?: boolean;
  /** For a picture: nothing can be pointed at. */
  readonly still?: boolean;
}

/** More members than this and names, numbers of columns, or figures in the cells cannot be read. */
const namesUpTo = 60;
const columnNumbersUpTo = 20;
const figuresUpTo = { wide: 16, narrow: 9 };

/** Every pair of a portfolio: rows carry number and name, columns the number. Ochre diversifies, violet moves together. */
export function correlationHeatmap(data: CorrelationHeatmapData, options: ChartOptions): ChartOption {
  const { theme } = options;
  const { base, top } = chartFrame(options);
  const n = data.names.length;
  const numbers = data.names.map((_, i) => String(i + 1));
  const withNames = n <= namesUpTo && !data.bare;
  const withFigures = n <= figuresUpTo[data.narrow ? "narrow" : "wide"];
  const label = { color: theme.muted, fontSize: n > 40 ? 9 : 11, interval: 0 };
  // Numbers of more columns would run into each other.
  const everyFifth = (column: number) => n <= columnNumbersUpTo || column === 0 || column % 5 === 4;
  return {
    ...base,
    grid: data.bare ? { left: 12, right: 12, top: 4, bottom: 12 } : plotGrid(top - 14, { bottom: 64 }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const [column, row, rho] = (parameters as { value: [number, number, number] }).value;
        return html`${data.names[row]}<br>${data.names[column]}<br><b>ρ ${formatFigure(rho, 3)}</b>`;
      },
    },
    xAxis: {
      type: "category",
      data: numbers,
      position: "top",
      axisLabel: withNames ? { ...label, interval: everyFifth } : { show: false },
      ...cellAxis,
    },
    yAxis: {
      type: "category",
      inverse: true,
      data: labelsOf(data.names, 34).map((name, i) => `${name}  ${i + 1}`),
      axisLabel: withNames ? label : { show: false },
      ...cellAxis,
    },
    visualMap: {
      ...colourBar(theme, 220, ["1  moves together", "diversifies  −1"]),
      show: !data.bare,
      min: -1,
      max: 1,
      dimension: 2,
      left: "center",
      bottom: 14,
      inRange: { color: [...theme.correlation] },
    },
    series:
      data.still && !withFigures
        ? stillCells(data.rho, n)
        : pointedCells(data.rho, n, { theme, withFigures }),
  };
}

/**
 * Cells of an n x n matrix of -1..1 without its diagonal, each of which can be pointed at; with figures where they can be read.
 */
function pointedCells(
  rho: Float64Array,
  n: number,
  { theme, withFigures }: { readonly theme: ChartTheme; readonly withFigures: boolean },
): HeatmapSeriesOption {
  const cell = (row: number, column: number, value: number) => ({
    value: [column, row, value],
    // The ends of the scale are too strong for the usual text colour.
    ...(withFigures && Math.abs(value) > 0.6 ? { label: { color: textOnStrong(theme) } } : {}),
  });
  const cells: ReturnType<typeof cell>[] = [];
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column < n; column += 1) {
      if (row !== column) cells.push(cell(row, column, rho[row * n + column] ?? Number.NaN));
    }
  }
  return {
    type: "heatmap",
    data: cells,
    itemStyle: { borderColor: theme.background, borderWidth: n > 60 ? 0 : 1 },
    emphasis: { itemStyle: { borderColor: theme.text, borderWidth: 1 } },
    label: {
      show: withFigures,
      fontSize: n > 10 ? 10 : 11,
      color: theme.text,
      formatter: (parameters: unknown) =>
        formatFigure((parameters as { value: [number, number, number] }).value[2], 2),
    },
  };
}

/** Steps of a colour scale from -1 to 1 that nobody can tell from a smooth one. */
const shades = 256;
/** Between cells, logical pixels. */
const gap = 1;

/**
 * Cells of an n x n matrix of -1..1 without its diagonal, for a picture, in which nothing can be pointed at: those of one
 * shade are one shape, which draws in a quarter of the time. A visual map over dimension 2 gives the colours.
 */
function stillCells(rho: Float64Array, n: number): CustomSeriesOption {
  const cells = new Map<number, [column: number, row: number][]>();
  for (let row = 0; row < n; row += 1) {
    for (let column = 0; column < n; column += 1) {
      const value = rho[row * n + column] ?? Number.NaN;
      if (row === column || Number.isNaN(value)) continue;
      const shade = Math.round((value * shades) / 2);
      const same = cells.get(shade);
      if (same) same.push([column, row]);
      else cells.set(shade, [[column, row]]);
    }
  }
  const shapes = [...cells].map(([shade, places]) => ({
    value: (shade * 2) / shades,
    places,
  }));
  return {
    type: "custom",
    data: shapes.map(({ value, places }) => [...(places[0] as [number, number]), value]),
    renderItem: ({ dataIndex }, api) => {
      const [width = 0, height = 0] = (api.size?.([1, 1]) ?? []) as number[];
      const rectangle = `h${width - gap}v${height - gap}h${gap - width}z`;
      const path = shapes[dataIndex]?.places.map((place) => {
        const [x, y] = api.coord(place) as [number, number];
        return `M${x - (width - gap) / 2} ${y - (height - gap) / 2}${rectangle}`;
      });
      return {
        type: "path",
        shape: { pathData: path?.join("") ?? "" },
        style: { fill: api.visual("color") as string },
        silent: true,
      };
    },
  };
}
