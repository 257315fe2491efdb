import { formatFigure } from "../charts/format-figure.ts";

const units = ["B", "KB", "MB", "GB", "TB"] as const;

/** Bytes in the unit that gives one to three digits before the point: 412 KB, 1.4 GB (1 KB = 1,024 B). */
export function formatBytes(bytes: number): { readonly text: string; readonly unit: string } {
  let value = bytes;
  let step = 0;
  while (Math.abs(value) >= 1023.5 && step < units.length - 1) {
    value /= 1024;
    step++;
  }
  const digits = step === 0 || value >= 99.95 ? 0 : 1;
  return { text: formatFigure(value, digits), unit: units[step] ?? "B" };
}
