import { chartFrame } from "./chart-frame.ts";
import type { ChartOption } from "./chart-option.ts";
import type { ChartOptions } from "./chart-options.ts";
import { formatCompact } from "./format-compact.ts";
import { formatFigure } from "./format-figure.ts";
import { plotGrid } from "./plot-grid.ts";
import { shorten } from "./shorten.ts";
import { tooltip } from "./tooltip.ts";

export interface BarRow {
  readonly label: string;
  readonly value: number;
  /** Second figure beside the label: "18 of 88 obs". */
  readonly note?: string;
  /** The subject among its peers; the others turn grey as soon as one row is. */
  readonly subject?: boolean;
}

export interface BarListOptions extends ChartOptions {
  /** Heading over the bars: what they measure, with unit. */
  readonly measure: string;
  readonly format?: (value: number) => string;
  /** Letters of a label that there is room for; the middle of a longer one is cut out. */
  readonly labelLength?: number;
  /** Pixels right of the plot for the figure of the longest bar. */
  readonly figureRoom?: number;
}

/** Horizontal bars in the order given, the figure at each end; below zero in the loss colour. */
export function barList(rows: readonly BarRow[], options: BarListOptions): ChartOption {
  const { theme, format = commonFormat(rows), labelLength = 34, figureRoom = 72 } = options;
  const { base, top } = chartFrame(options);
  const anySubject = rows.some((row) => row.subject);
  const colourOf = (row: BarRow) =>
    anySubject && !row.subject ? theme.context : row.value < 0 ? theme.loss : theme.accent;
  return {
    ...base,
    grid: plotGrid(top, { right: figureRoom }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const row = rows[(parameters as { dataIndex: number }).dataIndex];
        return row
          ? `${row.label}<br><b>${formatFigure(row.value, 2)}</b>${row.note ? `<br>${row.note}` : ""}`
          : "";
      },
    },
    xAxis: {
      type: "value",
      name: options.measure,
      nameLocation: "start",
      position: "top",
      show: true,
      nameGap: -4,
      nameTextStyle: {
        color: theme.muted,
        fontSize: 11,
        align: "left",
        verticalAlign: "bottom",
        padding: [0, 0, 6, 8],
      },
      axisLabel: { show: false },
      splitLine: { show: false },
    },
    yAxis: {
      type: "category",
      inverse: true,
      // The room for the labels is measured from these.
      data: rows.map((row) => shorten(row.label, labelLength)),
      axisLine: { show: true, lineStyle: { color: theme.line } },
      axisTick: { show: false },
      axisLabel: {
        interval: 0,
        color: theme.text,
        fontSize: 12,
        lineHeight: 16,
        formatter: (label: string, at: number) => {
          const note = rows[at]?.note;
          return `${label}${note ? `\n{note|${note}}` : ""}`;
        },
        rich: { note: { color: theme.muted, fontSize: 11, lineHeight: 15, align: "right" } },
      },
    },
    series: [
      {
        type: "bar",
        barMaxWidth: 22,
        barCategoryGap: "35%",
        data: rows.map((row) => ({
          value: row.value,
          itemStyle: { color: colourOf(row) },
          label: {
            show: true,
            // Right of the zero line also below zero: the names stand at the left.
            position: "right" as const,
            color: anySubject && !row.subject ? theme.muted : theme.text,
            fontSize: 12,
            fontWeight: row.subject ? (600 as const) : (400 as const),
            formatter: format(row.value),
          },
        })),
      },
    ],
  };
}

/** One number of decimals for all bars, so that their figures compare at a glance. */
function commonFormat(rows: readonly BarRow[]): (value: number) => string {
  const largest = Math.max(0, ...rows.map((row) => Math.abs(row.value)).filter(Number.isFinite));
  if (largest >= 1000) return formatCompact;
  const digits = largest >= 100 ? 0 : largest >= 10 ? 1 : 2;
  return (value) => formatFigure(value, digits);
}
