import { join } from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import { chartThemes } from "../electron/charts/parts/theme.ts";
import { colorStep, colorTable } from "../renderer/screens/correlation/map/color-table.ts";
import { test } from "./support/workstation.ts";

test.describe.configure({ mode: "serial" });
const table = colorTable(chartThemes.dark.correlation);
type Colour = readonly [number, number, number];

/** What these tests use of the map's canvas; they are compiled without the window's types. */
interface Canvas {
  readonly width: number;
  readonly clientWidth: number;
  readonly height: number;
  getContext(kind: "2d"): {
    getImageData(x: number, y: number, width: number, height: number): { data: Uint8ClampedArray };
  };
}

/** Colours of the map under points of its element. */
async function pixels(map: Locator, points: readonly (readonly [number, number])[]): Promise<Colour[]> {
  return map.evaluate((element: unknown, places) => {
    const canvas = element as Canvas;
    const context = canvas.getContext("2d");
    const scale = canvas.width / canvas.clientWidth;
    return places.map(([x, y]) => {
      const { data } = context.getImageData(Math.round(x * scale), Math.round(y * scale), 1, 1);
      return [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0] as const;
    });
  }, points);
}

function isNear([r, g, b]: Colour, word: number, tolerance: number): boolean {
  const wanted = [word & 255, (word >> 8) & 255, (word >> 16) & 255];
  return [r, g, b].every((value, at) => Math.abs(value - (wanted[at] ?? 0)) <= tolerance);
}

/** Waits until nothing on the map changes any more: the tiles of the level have come. */
async function settle(page: Page, map: Locator): Promise<void> {
  let before = -1;
  await expect(async () => {
    await page.waitForTimeout(200);
    const now = await map.evaluate((element: unknown) => {
      const { width, height, getContext } = element as Canvas;
      const { data } = getContext.call(element, "2d").getImageData(0, 0, width, height);
      // FNV-1a over the pixels, which need not be packed into a picture for this.
      return new Uint32Array(data.buffer).reduce(
        (hash, pixel) => Math.imul(hash ^ pixel, 16_777_619),
        2_166_136_261,
      );
    });
    const same = now === before;
    before = now;
    expect(same).toBe(true);
  }).toPass({ timeout: 60_000 });
}

test("no level of the map has an empty cell, and the nearest shows the exact value of every pair", async ({
  workstation,
}) => {
  const { page, go, folder, tessera } = workstation;
  const csv = join(folder, "many.csv");
  tessera("sample", csv, "--strategies", "3000", "--observations", "60");
  tessera("import", csv, "--dataset", "many");
  await page.reload();
  await go("Correlation");
  const map = page.getByLabel(/Correlation map of 3000 by 3000/);
  await map.waitFor();
  const box = await map.boundingBox();
  if (!box) throw new Error("the map has no place");
  const [width, height] = [box.width, box.height];
  const empty = Number.parseInt(chartThemes.dark.background.slice(1), 16);
  const background = ((empty & 255) << 16) | (empty & 0xff00) | (empty >> 16);
  await map.focus();
  for (let turn = 0; turn < 15; turn++) {
    await settle(page, map);
    const points = Array.from({ length: 40 }, (_, at): [number, number] => [
      width * (0.1 + 0.02 * at),
      height * (0.1 + (0.8 * ((at * 7) % 40)) / 40),
    ]);
    for (const [at, colour] of (await pixels(map, points)).entries())
      expect(isNear(colour, background, 0), `step ${turn}, at ${points[at]}`).toBe(false);
    await page.keyboard.press("+");
  }
  await settle(page, map);
  // Cells are 40 pixels wide now: the colour away from the crosshair is that of the value the service gives.
  const pair = page.getByRole("region", { name: "Under the pointer" });
  let exact = 0;
  for (let at = 0; at < 10; at++) {
    const [x, y] = [60 + at * 61, 70 + ((at * 3) % 10) * 63];
    await map.hover({ position: { x, y } });
    const note = pair.locator(".panel-note");
    await expect(note).toHaveText(/ρ [−\d]/);
    await page.waitForTimeout(400);
    const rho = Number((await note.textContent())?.replace("ρ ", "").replace("−", "-"));
    const word = table[colorStep(rho)] ?? 0;
    await page.mouse.move(box.x + 2, box.y + 2);
    await page.waitForTimeout(100);
    const [colour] = await pixels(map, [[x, y]]);
    if (colour && isNear(colour, word, 4)) exact++;
  }
  // One or two points may fall on a line between cells.
  expect(exact).toBeGreaterThanOrEqual(8);
});
