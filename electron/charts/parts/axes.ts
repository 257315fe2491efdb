import { formatCompact } from "./format.ts";
import type { ChartTheme } from "./theme.ts";

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
  /** Room beyond the lowest and the highest value, shares of their distance. */
  readonly boundaryGap?: [string, string];
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

/** A date axis without grid. Years stand out, months are quiet. */
export function timeAxis(theme: ChartTheme) {
  return {
    type: "time" as const,
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { lineStyle: { color: theme.line }, length: 4 },
    splitLine: { show: false },
    axisLabel: {
      color: theme.muted,
      fontSize: 11,
      hideOverlap: true,
      formatter: {
        year: "{strong|{yyyy}}",
        month: "{MMM}",
        day: "{d} {MMM}",
        hour: "{HH}:{mm}",
        minute: "{HH}:{mm}",
      },
      rich: { strong: { color: theme.text, fontWeight: 600 as const, fontSize: 11 } },
    },
  };
}
