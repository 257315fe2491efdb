import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { chartThemes } from "../../../../electron/charts/parts/theme.ts";
import { PictureDrawer } from "../../../../electron/service/exporting/pictures/drawer.ts";
import {
  chartPng,
  type PictureRequest,
  pictureOption,
} from "../../../../electron/service/exporting/pictures/picture.ts";
import * as beside from "../../../../electron/service/program-files.ts";

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
const bad = { ...requests[0], data: { dates: null, equity: null } } as unknown as PictureRequest;

describe("pictures", () => {
  it.each([
    ["several threads", requests.length],
    ["the calling thread", 1],
  ])(
    "drawn by %s are those of the chart, in the order of the requests, beside one that cannot be drawn",
    async (_, expected) => {
      const drawer = new PictureDrawer(expected);
      const failing = drawer.draw(bad);
      const pictures = await Promise.all(requests.map((request) => drawer.draw(request)));
      await expect(failing).rejects.toThrow();
      await drawer.close();
      for (const [k, request] of requests.entries()) {
        const alone = await chartPng(pictureOption(request), request.width, request.height);
        expect(Buffer.compare(pictures[k] as Uint8Array, alone)).toBe(0);
      }
      expect(Buffer.compare(pictures[0] as Uint8Array, pictures[1] as Uint8Array)).not.toBe(0);
    },
  );
});

describe("a thread", () => {
  const folder = mkdtempSync(join(tmpdir(), "tessera-threads-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  afterEach(() => vi.restoreAllMocks());

  it.each([
    ["fails", "throw new Error('no font');", "no font"],
    ["ends", "process.exit(3);", "code 3"],
  ])("that %s is told to whoever waits, and to whoever asks later", async (_, code, told) => {
    const script = join(folder, `${told.replace(" ", "-")}.mjs`);
    writeFileSync(script, code);
    vi.spyOn(beside, "scriptBeside").mockReturnValue(script);
    const drawer = new PictureDrawer(requests.length);
    const ahead = drawer.draw(requests[0] as PictureRequest);
    await expect(drawer.draw(requests[1] as PictureRequest)).rejects.toThrow(told);
    // Nobody waited for it until now.
    await expect(ahead).rejects.toThrow(told);
    await expect(drawer.draw(requests[1] as PictureRequest)).rejects.toThrow(told);
    await drawer.close();
  });
});
