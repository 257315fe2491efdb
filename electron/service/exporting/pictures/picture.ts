import { crc32, deflateSync } from "node:zlib";
import type { ResvgRenderOptions } from "@resvg/resvg-js";
import { type CorrelationHeatmapData, correlationHeatmap } from "../../../charts/correlation-heatmap.ts";
import { type DrawdownData, drawdownChart } from "../../../charts/drawdown.ts";
import { type EquityData, equityChart } from "../../../charts/equity.ts";
import type { ChartOption, ChartOptions } from "../../../charts/parts/frame.ts";

/** A picture to draw, as plain data that another thread can take: chart options hold functions, these do not. */
export type PictureRequest = {
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  readonly look: ChartOptions;
} & (
  | { readonly chart: "equity"; readonly data: EquityData }
  | { readonly chart: "drawdown"; readonly data: DrawdownData }
  | { readonly chart: "correlation"; readonly data: CorrelationHeatmapData }
);

/** The chart of a request. */
export function pictureOption(request: PictureRequest): ChartOption {
  switch (request.chart) {
    case "equity":
      return equityChart(request.data, request.look);
    case "drawdown":
      return drawdownChart(request.data, request.look);
    case "correlation":
      return correlationHeatmap(request.data, request.look);
  }
}

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
  const { pictureFonts } = await import("./chart-svg.ts");
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

const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

const eightBits = 8;

const trueColour = 2;

/** Flat charts pack almost as well at the fastest useful level, in a tenth of the time. */
const level = 3;

/**
 * A PNG file of opaque pixels (RGBA, rows from the top; alpha is left out). Chunks after the PNG specification, third edition,
 * section 11; every row has filter 0.
 */
export function pngFile(pixels: Uint8Array, width: number, height: number): Uint8Array {
  const rowBytes = 1 + 3 * width;
  const rows = new Uint8Array(rowBytes * height);
  const source = wordsOf(pixels);
  // Four pixels are three words of colours: byte by byte it takes three times as long.
  const words = new Uint32Array(3 * Math.ceil(width / 4));
  const row = new Uint8Array(words.buffer, 0, 3 * width);
  for (let y = 0; y < height; y++) {
    // What a last group has beyond the row's end is cut off.
    for (let x = y * width, to = 0; to < words.length; x += 4, to += 3) {
      const a = source[x] as number;
      const b = source[x + 1] as number;
      const c = source[x + 2] as number;
      const d = source[x + 3] as number;
      words[to] = (a & 0xffffff) | (b << 24);
      words[to + 1] = ((b >>> 8) & 0xffff) | (c << 16);
      words[to + 2] = ((c >>> 16) & 0xff) | (d << 8);
    }
    rows.set(row, y * rowBytes + 1);
  }
  const header = new Uint8Array(13);
  const fields = new DataView(header.buffer);
  fields.setUint32(0, width);
  fields.setUint32(4, height);
  header.set([eightBits, trueColour], 8);
  const parts = [
    signature,
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(rows, { level })),
    chunk("IEND"),
  ];
  const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** Pixels as words, the first colour lowest: all processors that this runs on have them so. */
function wordsOf(pixels: Uint8Array): Uint32Array {
  const { buffer, byteOffset, byteLength } = pixels.byteOffset % 4 === 0 ? pixels : pixels.slice();
  return new Uint32Array(buffer, byteOffset, byteLength >> 2);
}

/** Length, type, data and the checksum of the last two. */
function chunk(type: string, data: Uint8Array = new Uint8Array(0)): Uint8Array {
  const bytes = new Uint8Array(12 + data.length);
  const fields = new DataView(bytes.buffer);
  fields.setUint32(0, data.length);
  bytes.set(Buffer.from(type, "latin1"), 4);
  bytes.set(data, 8);
  fields.setUint32(8 + data.length, crc32(bytes.subarray(4, 8 + data.length)));
  return bytes;
}
