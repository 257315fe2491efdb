import { formatFigure } from "../../electron/charts/parts/format.ts";

const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** Bytes in the unit that gives one to three digits before the point: 412 kB, 1.4 GB. In powers of 1000, as file managers and the command line. */
export function formatBytes(bytes: number): { readonly text: string; readonly unit: string } {
  let value = bytes;
  let step = 0;
  while (Math.abs(value) >= 999.5 && step < units.length - 1) {
    value /= 1000;
    step++;
  }
  const digits = step === 0 || Math.abs(value) >= 99.95 ? 0 : 1;
  return { text: formatFigure(value, digits), unit: units[step] ?? "B" };
}
