import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, it, vi } from "vitest";
import { drawPictures } from "../../../electron/service/exporting/draw-pictures.ts";
import type { PictureRequest } from "../../../electron/service/exporting/picture-request.ts";
import { startPictureThreads } from "../../../electron/service/exporting/picture-threads.ts";
import { chartThemes } from "../../../renderer/charts/chart-themes.ts";

const broken = vi.hoisted(() => ({ script: "" }));
vi.mock("../../../electron/service/script-beside.ts", () => ({ scriptBeside: () => broken.script }));

const folder = mkdtempSync(join(tmpdir(), "tessera-threads-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const request: PictureRequest = {
  chart: "equity",
  data: { dates: ["2024-01-01", "2024-01-02"], equity: Float64Array.of(1, 2) },
  look: { theme: chartThemes.light, title: "", subtitle: "" },
  width: 300,
  height: 200,
};
const many = Array.from({ length: 8 }, () => request);

it.each([
  ["fails", "throw new Error('no font');", "no font"],
  ["ends", "process.exit(3);", "code 3"],
])(
  "a thread started ahead that %s is told to whoever draws, who does not wait for it",
  async (_, code, told) => {
    broken.script = join(folder, `${told.replace(" ", "-")}.mjs`);
    writeFileSync(broken.script, code);
    startPictureThreads(many.length);
    await sleep(500);
    await expect(drawPictures(many)).rejects.toThrow(told);
  },
);
