import type { ChartTheme } from "./chart-theme.ts";
import { formatCompact } from "./format-compact.ts";

export interface ValueAxisOptions {
  /** "Equity, ₹": written over the axis, read without turning the head. */
  readonly name: string;
  readonly format?: (value: number) => string;
  readonly min?: number;
  readonly max?: number;
  readonly splitNumber?: number;
  readonly position?: "left" | "right";
  /** Ticks need not include zero. */
  readonly scale?: boolean;
}

/** A y axis of figures: quiet grid, no axis line, its heading above it. */
export function valueAxis(theme: ChartTheme, options: ValueAxisOptions) {
  const { name, format = formatCompact, position = "left", splitNumber = 5, ...rest } = options;
  return {
    type: "value" as const,
    name,
    position,
    splitNumber,
    nameLocation: "end" as const,
    nameGap: 12,
    nameTextStyle: { color: theme.muted, fontSize: 11, align: position },
    axisLine: { show: false, onZero: false },
    axisTick: { show: false },
    axisLabel: { color: theme.muted, fontSize: 11, formatter: (value: number) => format(value) },
    splitLine: { lineStyle: { color: theme.grid, width: 1 } },
    ...rest,
  };
}
