import { readFileSync } from "node:fs";
import { init, setPlatformAPI, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { SVGRenderer } from "echarts/renderers";
import type SvgPainter from "zrender/lib/svg/Painter";
import type { ChartOption } from "../../charts/parts/frame.ts";
import { chartModules } from "../../charts/parts/modules.ts";
import { fontAdvances } from "./font-advances.ts";
import { pictureFonts } from "./picture-fonts.ts";

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
