import { crc32, inflateSync } from "node:zlib";
import { Resvg } from "@resvg/resvg-js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawdownChart } from "../../../../electron/charts/drawdown.ts";
import { equityChart } from "../../../../electron/charts/equity.ts";
import { chartThemes } from "../../../../electron/charts/parts/theme.ts";
import { chartSvg } from "../../../../electron/service/exporting/pictures/chart-svg.ts";
import {
  type PictureRequest,
  pictureOption,
  pngFile,
} from "../../../../electron/service/exporting/pictures/picture.ts";
import { heatmapPicture } from "../../../../electron/service/exporting/pictures/portfolio-pictures.ts";
import { cases } from "../../../support/cases.ts";

/** Chunks of a PNG file by type, each checked against its checksum. */
function chunksOf(file: Uint8Array): Map<string, Buffer> {
  const bytes = Buffer.from(file);
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const body = bytes.subarray(at + 4, at + 8 + length);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(body));
    chunks.set(body.toString("latin1", 0, 4), body.subarray(4));
    at += 12 + length;
  }
  return chunks;
}

describe("a PNG file", () => {
  it("holds the pixels, without their alpha", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 1, max: 20 }),
        fc.infiniteStream(fc.nat(255)),
        (width, height, values) => {
          const pixels = Uint8Array.from({ length: 4 * width * height }, () => values.next().value as number);
          const chunks = chunksOf(pngFile(pixels, width, height));
          expect([...chunks.keys()]).toEqual(["IHDR", "IDAT", "IEND"]);
          const header = chunks.get("IHDR") as Buffer;
          expect([header.readUInt32BE(0), header.readUInt32BE(4), ...header.subarray(8)]).toEqual([
            width,
            height,
            8,
            2,
            0,
            0,
            0,
          ]);
          const rows = inflateSync(chunks.get("IDAT") as Buffer);
          const expected = [];
          for (let y = 0; y < height; y++) {
            expected.push(0);
            for (let x = 0; x < width; x++)
              expected.push(...pixels.subarray(4 * (y * width + x), 4 * (y * width + x) + 3));
          }
          expect([...rows]).toEqual(expected);
        },
      ),
      { numRuns: cases(30) },
    );
  });

  it("starts with the signature of the format", () => {
    expect([...pngFile(new Uint8Array(4), 1, 1).subarray(0, 8)]).toEqual([137, 80, 78, 71, 13, 10, 26, 10]);
  });
});

const style = { width: 1000, height: 600, look: { theme: chartThemes.light } };
const titles = { title: "Member correlation", subtitle: "Pearson" };

const svgOf = (request: PictureRequest) => chartSvg(pictureOption(request), request.width, request.height);

it.each([17, 40, 60])("cells of %i members have the colours of cells that can be pointed at", (n) => {
  const rho = Float64Array.from({ length: n * n }, (_, i) => Math.sin(i * i + i));
  rho[3] = Number.NaN;
  const names = Array.from({ length: n }, (_, i) => `s${i}`);
  const request = heatmapPicture({ names, rho }, style, titles);
  const font = { loadSystemFonts: false };
  // The pixels are copied each time that they are asked for.
  const { pixels, width: rowLength } = new Resvg(svgOf(request), { background: "#ffffff", font }).render();
  const pointed = svgOf({ ...request, data: { names, rho } } as PictureRequest);
  const rectangle = /d="M([\d.]+) ([\d.]+)l([\d.]+) 0l0 ([\d.]+)l[^"]*" fill="rgb\((\d+),(\d+),(\d+)\)"/g;
  const cells = [...pointed.matchAll(rectangle)].map((match) => match.slice(1).map(Number));
  expect(cells).toHaveLength(n * n - n - 1);
  let furthest = 0;
  for (const [x = 0, y = 0, width = 0, height = 0, ...colour] of cells) {
    const at = 4 * (Math.floor(y + height / 2) * rowLength + Math.floor(x + width / 2));
    for (const [k, part] of colour.entries())
      furthest = Math.max(furthest, Math.abs(part - (pixels[at + k] as number)));
  }
  expect(furthest).toBeLessThanOrEqual(4);
});

it("has short labels for the largest numbers that a table can hold", () => {
  const dates = ["2024-01-01", "2024-01-02", "2024-01-03"];
  const curve = Float64Array.of(1e308, -7e307, 5e306);
  const look = { theme: chartThemes.dark, title: "T" };
  const drawdown = { from: 0, to: 1, depth: 1.7e308 };
  for (const option of [
    equityChart({ dates, equity: curve, drawdown }, look),
    drawdownChart({ dates, drawdown: curve.map(Math.abs) }, look),
  ]) {
    const texts = [...chartSvg(option, 800, 400).matchAll(/<text[^>]*>([^<]*)</g)].map(
      ([, text]) => text ?? "",
    );
    expect(texts.filter((text) => /e30\d/.test(text))).not.toEqual([]);
    expect(texts.filter((text) => text.length > 30)).toEqual([]);
  }
});
