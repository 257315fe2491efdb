import type { ChartOptions } from "../../charts/parts/frame.ts";
import { chartThemes } from "../../charts/parts/theme.ts";
import type { LegacyRunOptions } from "./legacy-run-options.ts";

/** What all pictures of a run folder have in common; sizes in device pixels. */
export interface PictureStyle {
  readonly width: number;
  readonly height: number;
  readonly look: Pick<ChartOptions, "theme" | "unit">;
}

export function pictureStyle({ chartWidth, chartHeight, chartTheme, unit }: LegacyRunOptions): PictureStyle {
  const look = { theme: chartThemes[chartTheme], ...(unit ? { unit } : {}) };
  return { width: chartWidth, height: chartHeight, look };
}
