import type { Settings } from "../settings/settings.ts";
import type { LineEnds } from "./line-ends.ts";

/** How a run folder is written. */
export interface LegacyRunOptions {
  /** Of the files that had CRLF; the later generations' files always have LF. */
  readonly lineEnds: LineEnds;
  /** strategy_metrics.csv without the first strategy, as the replaced system wrote it. */
  readonly legacyOffByOne: boolean;
  readonly charts: boolean;
  /** Device pixels. */
  readonly chartWidth: number;
  readonly chartHeight: number;
  readonly chartTheme: "dark" | "light";
  /** Currency sign on axes. */
  readonly unit?: string;
}

/** The options that the settings in force ask for. */
export function legacyRunOptions(settings: Settings): LegacyRunOptions {
  return {
    lineEnds: settings.get("export.line_ends") === "lf" ? "lf" : "crlf",
    legacyOffByOne: false,
    charts: settings.get("export.charts"),
    chartWidth: settings.get("export.chart_width"),
    chartHeight: settings.get("export.chart_height"),
    chartTheme: settings.get("export.chart_theme") === "dark" ? "dark" : "light",
  };
}
