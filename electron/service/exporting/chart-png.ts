import type { ResvgRenderOptions } from "@resvg/resvg-js";
import type { ChartOption } from "../../charts/parts/frame.ts";
import { pngFile } from "./png-file.ts";

/** Pictures are laid out at this width and scaled, so that text has one size relative to the picture. */
const logicalWidth = 1000;

/**
 * PNG of a chart, `width` x `height` device pixels. The same on every machine: no system font is used. Pixels are made in
 * libuv's pool, or "here" on the calling thread where that is one for drawing.
 */
export async function chartPng(
  option: ChartOption,
  width: number,
  height: number,
  where: "pool" | "here" = "pool",
): Promise<Uint8Array> {
  // Loaded when the first picture is drawn: most commands draw none.
  const { renderAsync, Resvg } = await import("@resvg/resvg-js");
  const { chartSvg } = await import("./chart-svg.ts");
  const { pictureFonts } = await import("./picture-fonts.ts");
  const svg = chartSvg(option, logicalWidth, (logicalWidth * height) / width);
  const look: ResvgRenderOptions = {
    ...(typeof option.backgroundColor === "string" ? { background: option.backgroundColor } : {}),
    fitTo: { mode: "width", value: width },
    font: { fontFiles: [...pictureFonts], loadSystemFonts: false, defaultFontFamily: "Inter" },
  };
  const picture = where === "here" ? new Resvg(svg, look).render() : await renderAsync(svg, look);
  // Without a background some pixels may be transparent, which only the library's own encoder keeps.
  if (typeof option.backgroundColor !== "string") return new Uint8Array(picture.asPng());
  return pngFile(picture.pixels, picture.width, picture.height);
}
