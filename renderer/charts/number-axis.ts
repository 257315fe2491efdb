import type { ChartTheme } from "./chart-theme.ts";
import { formatCompact } from "./format-compact.ts";

export interface NumberAxisOptions {
  /** "Evaluations": written under the axis, in the middle. */
  readonly name: string;
  readonly format?: (value: number) => string;
  readonly min?: number;
  readonly max?: number;
  readonly splitNumber?: number;
  readonly type?: "value" | "log";
}

/** An x axis of figures: axis line and ticks, no grid. */
export function numberAxis(theme: ChartTheme, options: NumberAxisOptions) {
  const { name, format = formatCompact, type = "value", ...rest } = options;
  return {
    type,
    name,
    nameLocation: "middle" as const,
    nameGap: 28,
    nameTextStyle: { color: theme.muted, fontSize: 11 },
    axisLine: { show: true, lineStyle: { color: theme.line } },
    axisTick: { show: true, lineStyle: { color: theme.line }, length: 4 },
    axisLabel: {
      color: theme.muted,
      fontSize: 11,
      hideOverlap: true,
      formatter: (value: number) => format(value),
    },
    splitLine: { show: false },
    ...rest,
  };
}
