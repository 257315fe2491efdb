import { colorStep } from "./color-table.ts";

/**
 * Paints a rectangle of correlations (row-major) on a canvas of its own, one pixel per value. Values under `threshold` in size are
 * drawn as if they were 0.
 */
export function paint(
  values: ArrayLike<number>,
  width: number,
  height: number,
  table: Uint32Array,
  threshold: number,
): OffscreenCanvas {
  const canvas = new OffscreenCanvas(Math.max(1, width), Math.max(1, height));
  const context = canvas.getContext("2d");
  if (!context || width === 0 || height === 0) return canvas;
  const image = context.createImageData(width, height);
  const words = new Uint32Array(image.data.buffer);
  const middle = table[128] ?? 0;
  for (let at = 0; at < words.length; at++) {
    const rho = values[at] ?? Number.NaN;
    words[at] = Math.abs(rho) < threshold ? middle : (table[colorStep(rho)] ?? middle);
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
