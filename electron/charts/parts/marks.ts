import type { CustomSeriesOption } from "echarts";
import type { ChartTheme } from "./theme.ts";
import { richText } from "./written.ts";

export interface ReferenceLine {
  /** Place on the axis. */
  readonly at: number;
  readonly label: string;
  readonly colour?: string;
  /** Colour of the text when it is not that of the line. */
  readonly labelColour?: string;
  readonly solid?: boolean;
  /** Line of text above the plot on which the label stands, to keep neighbours apart. */
  readonly level?: number;
  /** Which end of the text is at the line, where its middle would be out of the chart. */
  readonly align?: "left" | "right";
}

/** Thin vertical or horizontal lines with their meaning written at the end. */
export function referenceLines(theme: ChartTheme, axis: "x" | "y", lines: readonly ReferenceLine[]) {
  return {
    silent: true,
    symbol: "none",
    animation: false,
    z: 5,
    label: { fontSize: 11 },
    data: lines.map((line) => ({
      ...(axis === "x" ? { xAxis: line.at } : { yAxis: line.at }),
      lineStyle: {
        color: line.colour ?? theme.muted,
        type: line.solid ? ("solid" as const) : [4, 3],
        width: line.solid ? 1.5 : 1,
      },
      label: {
        // In a format of the library, {a} and {b} stand for other things.
        formatter: richText(line.label),
        color: line.labelColour ?? line.colour ?? theme.muted,
        position: axis === "x" ? ("end" as const) : ("insideEndTop" as const),
        rotate: 0,
        ...(line.align === undefined ? {} : { align: line.align }),
        // The line of the data may pass there.
        ...(axis === "x" ? {} : { backgroundColor: theme.background }),
        padding: [0, 0, (line.level ?? 0) * 15, 0],
      },
    })),
  };
}

export interface EndLabel {
  /** Where the line ends, in the chart's units. */
  readonly x: number;
  readonly y: number;
  readonly name: string;
  readonly figure: string;
  readonly colour: string;
  readonly strong: boolean;
}

const LINE_HEIGHT = 16;

/**
 * Names and figures at the right of lines, never over one another: a label that had to move is tied to its line's end.
 * `nameWidth` is the room for names, pixels.
 */
export function endLabels(
  theme: ChartTheme,
  labels: readonly EndLabel[],
  nameWidth: number,
): CustomSeriesOption {
  return {
    type: "custom",
    silent: true,
    clip: false,
    z: 6,
    // One item draws all labels, because each must know where the others are.
    data: labels.slice(0, 1).map((label) => [label.x, label.y]),
    encode: { x: 0, y: 1 },
    tooltip: { show: false },
    renderItem: (parameters, api) => {
      const plot = parameters.coordSys as unknown as { x: number; y: number; width: number; height: number };
      const right = plot.x + plot.width;
      const ends = labels.map((label) => api.coord([label.x, label.y])[1] ?? plot.y);
      const places = spreadApart(ends, LINE_HEIGHT, plot.y, plot.y + plot.height);
      return {
        type: "group",
        children: labels.flatMap((label, at) => {
          const [end = 0, place = 0] = [ends[at], places[at]];
          const font = `${label.strong ? 600 : 400} 12px ${theme.fontFamily}`;
          const text = (x: number, content: string) => ({
            type: "text" as const,
            x,
            y: place,
            style: { text: content, fill: label.colour, font, verticalAlign: "middle" as const },
          });
          return [
            {
              type: "line" as const,
              shape: { x1: right + 1, y1: end, x2: right + 10, y2: place },
              style: { stroke: label.colour, lineWidth: 1, opacity: 0.6 },
            },
            text(right + 14, label.name),
            text(right + 14 + nameWidth, label.figure),
          ];
        }),
      };
    },
  };
}

/**
 * Places for labels that want to stand at `wanted` (in any order), moved as little as needed to be `gap` apart and to stay
 * between `low` and `high`. When they do not fit, they share the room evenly. Same units in and out; the i-th result is for the
 * i-th wish.
 */
export function spreadApart(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const step = Math.min(gap, (high - low) / Math.max(1, wanted.length - 1));
  const order = wanted.map((_, at) => at).sort((a, b) => (wanted[a] ?? 0) - (wanted[b] ?? 0));
  const places = new Array<number>(wanted.length).fill(low);
  let next = low;
  for (const at of order) {
    places[at] = Math.max(next, wanted[at] ?? low);
    next = (places[at] ?? low) + step;
  }
  let limit = high;
  for (const at of order.toReversed()) {
    places[at] = Math.min(limit, places[at] ?? high);
    limit = (places[at] ?? high) - step;
  }
  return places;
}
