import { formatFigure } from "../contract/figures/format.ts";
import { formatCompact, labelsOf } from "./parts/format.ts";
import { type ChartOption, type ChartOptions, chartFrame, plotGrid, tooltip } from "./parts/frame.ts";
import { html, richText } from "./parts/written.ts";

export interface BarRow {
  readonly label: string;
  readonly value: number;
  /** Second figure beside the label: "18 of 88 obs". */
  readonly note?: string;
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
  const bar = ({ value }: BarRow) => ({
    value,
    itemStyle: { color: value < 0 ? theme.loss : theme.accent },
    label: {
      show: true,
      // Right of the zero line also below zero: the names stand at the left.
      position: "right" as const,
      color: theme.text,
      fontSize: 12,
      fontWeight: 400 as const,
      formatter: format(value),
    },
  });
  return {
    ...base,
    grid: plotGrid(top, { right: figureRoom }),
    tooltip: {
      ...tooltip(theme),
      formatter: (parameters: unknown) => {
        const row = rows[(parameters as { dataIndex: number }).dataIndex];
        if (!row) return "";
        const note = row.note ? html`<br>${row.note}` : "";
        return html`${row.label}<br><b>${formatFigure(row.value, 2)}</b>` + note;
      },
    },
    xAxis: measureAxis(options),
    yAxis: {
      type: "category",
      inverse: true,
      // The room for the labels is measured from these.
      data: labelsOf(
        rows.map((row) => row.label),
        labelLength,
      ),
      axisLine: { show: true, lineStyle: { color: theme.line } },
      axisTick: { show: false },
      axisLabel: {
        interval: 0,
        color: theme.text,
        fontSize: 12,
        lineHeight: 16,
        formatter: (label: string, at: number) => {
          const note = rows[at]?.note;
          return `${richText(label)}${note ? `\n{note|${richText(note)}}` : ""}`;
        },
        rich: { note: { color: theme.muted, fontSize: 11, lineHeight: 15, align: "right" } },
      },
    },
    series: [{ type: "bar", barMaxWidth: 22, barCategoryGap: "35%", data: rows.map(bar) }],
  };
}

/** No figures, only what the bars measure, over them. */
function measureAxis({ theme, measure }: BarListOptions) {
  return {
    type: "value" as const,
    name: measure,
    nameLocation: "start" as const,
    position: "top" as const,
    show: true,
    nameGap: -4,
    nameTextStyle: {
      color: theme.muted,
      fontSize: 11,
      align: "left" as const,
      verticalAlign: "bottom" as const,
      padding: [0, 0, 6, 8],
    },
    axisLabel: { show: false },
    splitLine: { show: false },
  };
}

/** One number of decimals for all bars, so that their figures compare at a glance. */
function commonFormat(rows: readonly BarRow[]): (value: number) => string {
  const largest = Math.max(0, ...rows.map((row) => Math.abs(row.value)).filter(Number.isFinite));
  if (largest >= 1000) return formatCompact;
  const digits = largest >= 100 ? 0 : largest >= 10 ? 1 : 2;
  return (value) => formatFigure(value, digits);
}
