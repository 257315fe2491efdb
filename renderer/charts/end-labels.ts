import type { CustomSeriesOption } from "echarts";
import type { ChartTheme } from "./chart-theme.ts";
import { spreadApart } from "./spread-apart.ts";

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
 * Names and figures at the right of lines, never over one another: a label that had to move is tied to its line's end. `nameWidth`
 * is the room for names, pixels.
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
