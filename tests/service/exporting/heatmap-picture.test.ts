import { Resvg } from "@resvg/resvg-js";
import { expect, it } from "vitest";
import { chartThemes } from "../../../electron/charts/parts/theme.ts";
import { chartSvg } from "../../../electron/service/exporting/chart-svg.ts";
import { heatmapPicture } from "../../../electron/service/exporting/heatmap-picture.ts";
import { type PictureRequest, pictureOption } from "../../../electron/service/exporting/picture-request.ts";

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
