import type { ChartTheme } from "./chart-theme.ts";

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
        formatter: line.label,
        color: line.labelColour ?? line.colour ?? theme.muted,
        position: axis === "x" ? ("end" as const) : ("insideEndTop" as const),
        rotate: 0,
        // The line of the data may pass there.
        ...(axis === "x" ? {} : { backgroundColor: theme.background }),
        padding: [0, 0, (line.level ?? 0) * 15, 0],
      },
    })),
  };
}
