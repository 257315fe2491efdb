import { formatFigure } from "../../../electron/charts/parts/format.ts";

/** A relative difference for people: 0, 0.4 %, 1.2e-7; infinite where one side has a value and the other none. */
export function formatDifference(relative: number): string {
  if (relative === 0) return "0";
  if (!Number.isFinite(relative)) return "a value on one side only";
  if (relative > 10) return "over 1,000 %";
  return relative >= 1e-4
    ? `${formatFigure(relative * 100, relative >= 0.1 ? 0 : 2)} %`
    : relative.toExponential(1);
}
