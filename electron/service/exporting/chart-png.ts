import type { ChartOption } from "../../../renderer/charts/chart-option.ts";

/** Pictures are laid out at this width and scaled, so that text has one size relative to the picture. */
const logicalWidth = 1000;

/**
 * PNG of a chart, `width` x `height` device pixels, drawn off the main thread. The same on every machine: no system
 * font is used.
 */
export async function chartPng(option: ChartOption, width: number, height: number): Promise<Uint8Array> {
  // Loaded when the first picture is drawn: most commands draw none.
  const { renderAsync } = await import("@resvg/resvg-js");
  const { chartSvg } = await import("./chart-svg.ts");
  const { pictureFonts } = await import("./picture-fonts.ts");
  const svg = chartSvg(option, logicalWidth, (logicalWidth * height) / width);
  const picture = await renderAsync(svg, {
    ...(typeof option.backgroundColor === "string" ? { background: option.backgroundColor } : {}),
    fitTo: { mode: "width", value: width },
    font: { fontFiles: [...pictureFonts], loadSystemFonts: false, defaultFontFamily: "Inter" },
  });
  return new Uint8Array(picture.asPng());
}
