import type { ChartOption } from "./chart-option.ts";
import type { ChartOptions } from "./chart-options.ts";

export interface ChartFrame {
  /** Root parts that every chart shares. */
  readonly base: ChartOption;
  /** Distance from the top edge to the plot, below title, subtitle and axis heading. */
  readonly top: number;
}

/** Background, type and title of a chart. */
export function chartFrame(options: ChartOptions): ChartFrame {
  const { theme, title, subtitle } = options;
  const base: ChartOption = {
    animation: false,
    useUTC: true,
    backgroundColor: theme.background,
    textStyle: { fontFamily: theme.fontFamily, color: theme.text, fontSize: 12 },
    ...(title === undefined
      ? {}
      : {
          title: {
            text: title,
            ...(subtitle === undefined ? {} : { subtext: subtitle }),
            left: 16,
            top: 12,
            itemGap: 5,
            textStyle: { color: theme.text, fontSize: 16, fontWeight: 600, fontFamily: theme.fontFamily },
            subtextStyle: { color: theme.muted, fontSize: 12, fontFamily: theme.fontFamily },
          },
        }),
  };
  const heading = title === undefined ? 8 : subtitle === undefined ? 38 : 58;
  return { base, top: heading + 26 };
}
