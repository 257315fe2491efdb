import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { init, setPlatformAPI, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import type SvgPainter from "zrender/lib/svg/Painter";
import type { ChartOption } from "../../../charts/parts/frame.ts";
import { chartModules } from "../../../charts/parts/modules.ts";
import { outsideArchive } from "../../program-files.ts";

/** Advance width of a character in units of the font size; 1 for a character that the font lacks. */
type FontAdvances = (codePoint: number) => number;

/**
 * Reads the advance widths of a TrueType file (tables head, hhea, hmtx and a cmap of format 4), so that text can be
 * measured where there is no DOM.
 */
function fontAdvances(file: Uint8Array): FontAdvances {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const table = (tag: string): number => {
    for (let i = 0; i < view.getUint16(4); i += 1) {
      const record = 12 + i * 16;
      const name = String.fromCharCode(...file.subarray(record, record + 4));
      if (name === tag) return view.getUint32(record + 8);
    }
    throw new Error(`the font has no table ${tag}`);
  };
  const unitsPerEm = view.getUint16(table("head") + 18);
  const metricCount = view.getUint16(table("hhea") + 34);
  const metrics = table("hmtx");
  const glyphOf = unicodeMap(view, table("cmap"));
  return (codePoint) => {
    const glyph = glyphOf(codePoint);
    if (glyph === 0) return 1;
    const metric = Math.min(glyph, metricCount - 1);
    return view.getUint16(metrics + metric * 4) / unitsPerEm;
  };
}

/** Glyph of a code point by the first Windows Unicode BMP subtable (platform 3, encoding 1, format 4). */
function unicodeMap(view: DataView, cmap: number): (codePoint: number) => number {
  let subtable = 0;
  for (let i = 0; i < view.getUint16(cmap + 2); i += 1) {
    const record = cmap + 4 + i * 8;
    const windowsUnicode = view.getUint16(record) === 3 && view.getUint16(record + 2) === 1;
    if (windowsUnicode) subtable = cmap + view.getUint32(record + 4);
  }
  if (subtable === 0 || view.getUint16(subtable) !== 4)
    throw new Error("the font has no Unicode map of format 4");
  const segments = view.getUint16(subtable + 6) / 2;
  const ends = subtable + 14;
  const starts = ends + segments * 2 + 2;
  const deltas = starts + segments * 2;
  const offsets = deltas + segments * 2;
  return (codePoint) => {
    for (let s = 0; s < segments; s += 1) {
      if (codePoint > view.getUint16(ends + s * 2)) continue;
      const start = view.getUint16(starts + s * 2);
      if (codePoint < start) return 0;
      const offset = view.getUint16(offsets + s * 2);
      const delta = view.getUint16(deltas + s * 2);
      if (offset === 0) return (codePoint + delta) & 0xffff;
      const glyph = view.getUint16(offsets + s * 2 + offset + (codePoint - start) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

const packages = createRequire(import.meta.url);

/** Files of the weights that charts use, regular first. Shipped with the product: pictures need no system font. */
export const pictureFonts: readonly string[] = [
  "400Regular/Inter_400Regular",
  "500Medium/Inter_500Medium",
  "600SemiBold/Inter_600SemiBold",
].map((path) => outsideArchive(packages.resolve(`@expo-google-fonts/inter/${path}.ttf`)));

use([...chartModules, LabelLayout, SVGRenderer]);

// Without a DOM ECharts guesses text widths; the font's own keep labels inside the picture.
const advance = fontAdvances(readFileSync(pictureFonts[0] as string));
setPlatformAPI({
  measureText(text, font = "12px") {
    const size = Number(/(\d+(?:\.\d+)?)px/.exec(font)?.[1] ?? 12);
    const bold = /\b(?:bold|[6-9]00)\b/.test(font) ? 1.04 : 1;
    let width = 0;
    for (const character of text) width += advance(character.codePointAt(0) ?? 0);
    return { width: width * size * bold };
  },
});

/** Draws a chart without a DOM. Width and height in logical pixels. */
export function chartSvg(option: ChartOption, width: number, height: number): string {
  const chart = init(null, null, { renderer: "svg", ssr: true, width, height });
  try {
    // A tooltip needs a DOM and is of no use in a picture.
    const { tooltip: _, ...drawn } = option;
    chart.setOption(drawn);
    // Rules for a pointer that rests on a shape, one per colour, would be most of a heatmap and of the time to read it.
    const painter = chart.getZr().painter as unknown as Pick<SvgPainter, "renderToString">;
    return painter.renderToString({ cssEmphasis: false, cssAnimation: false });
  } finally {
    chart.dispose();
  }
}
