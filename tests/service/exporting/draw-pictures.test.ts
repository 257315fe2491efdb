import { describe, expect, it } from "vitest";
import { chartPng } from "../../../electron/service/exporting/chart-png.ts";
import { drawPictures } from "../../../electron/service/exporting/draw-pictures.ts";
import { type PictureRequest, pictureOption } from "../../../electron/service/exporting/picture-request.ts";
import { chartThemes } from "../../../renderer/charts/chart-themes.ts";

const dates = ["2024-01-01", "2024-01-02", "2024-01-03"];
const look = { theme: chartThemes.light, title: "Equity", subtitle: "of three days" };
const size = { width: 300, height: 200 };

const requests: PictureRequest[] = [
  ...[1, 2, 3, 4].map(
    (k): PictureRequest => ({
      ...size,
      look,
      chart: "equity",
      data: { dates, equity: Float64Array.of(k, -1, 2 * k) },
    }),
  ),
  ...[1, 2].map(
    (k): PictureRequest => ({
      ...size,
      look,
      chart: "drawdown",
      data: { dates, drawdown: Float64Array.of(0, -k, -1) },
    }),
  ),
  { ...size, look, chart: "correlation", data: { names: ["a", "b"], rho: Float64Array.of(1, 0.5, 0.5, 1) } },
];

describe("pictures drawn by several threads", () => {
  it("are those that one thread draws, in the order of the requests", async () => {
    const pictures = await drawPictures(requests);
    const alone = [];
    for (const request of requests)
      alone.push(await chartPng(pictureOption(request), request.width, request.height));
    expect(pictures).toHaveLength(requests.length);
    for (const [k, picture] of pictures.entries())
      expect(Buffer.compare(picture, alone[k] as Uint8Array)).toBe(0);
    expect(Buffer.compare(pictures[0] as Uint8Array, pictures[1] as Uint8Array)).not.toBe(0);
  });

  it("fail with the first error", async () => {
    const bad = { ...requests[0], data: { dates: null, equity: null } } as unknown as PictureRequest;
    await expect(drawPictures([...requests, bad])).rejects.toThrow();
  });
});
