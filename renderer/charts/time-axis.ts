import type { ChartTheme } from "./chart-theme.ts";

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
