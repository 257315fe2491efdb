// The screens that look at all pairs and at all columns of a file.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { tessera } from "./window.mjs";

export async function mapSteps({ page, go, step, memory }) {
  const wait = (ms) => page.waitForTimeout(ms);
  const drawn = page.getByLabel(/Correlation map of/);
  await step("the map", async () => {
    await go("Correlation");
    await drawn.waitFor({ timeout: 500_000 });
    const pairs = page.getByRole("grid", { name: "Pairs of largest correlation" });
    await pairs.getByRole("row").nth(2).waitFor({ timeout: 300_000 });
    await wait(3_000);
  });
  const box = await drawn.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await step("zooming the map to single cells", async () => {
    for (let turn = 0; turn < 90; turn++) {
      await page.mouse.wheel(0, -40);
      await wait(30);
    }
  });
  const pan = (name) =>
    step(name, async () => {
      for (let stroke = 0; stroke < 4; stroke++) {
        await page.mouse.move(x, y);
        await page.mouse.down();
        for (let turn = 0; turn < 40; turn++) {
          await page.mouse.move(x - turn * 8, y - turn * 5);
          await wait(16);
        }
        await page.mouse.up();
      }
    });
  await pan("moving the map near by");
  await page.mouse.move(x, y);
  for (let turn = 0; turn < 22; turn++) await page.mouse.wheel(0, 80);
  await pan("moving the map half way");
  await memory("after the map");
}

export async function importSteps({ page, go, step, memory }, home, strategies) {
  const wide = join(home, "wide.csv");
  tessera(home, "sample", wide, "--strategies", strategies, "--observations", "6");
  const many = Number(strategies).toLocaleString("en-US");
  await step("a file to import is looked at", async () => {
    await go("Import");
    await page.getByLabel("Files to import").setInputFiles(wide);
    const columns = page.getByRole("region", { name: "Columns" });
    await columns.getByText(many).first().waitFor({ timeout: 120_000 });
    await page.waitForTimeout(1_000);
  });
  const find = page.getByLabel("Find columns");
  for (const [what, text] of [
    ["text", "SL53%TP"],
    ["a regular expression", "/SL(53|63)%/"],
  ])
    await step(`finding columns by ${what}, typed`, async () => {
      await find.fill("");
      await find.pressSequentially(text, { delay: 60 });
      await page.waitForTimeout(500);
    });
  await step("the role of all columns found", async () => {
    await page.getByLabel("Role for all columns shown").selectOption("ignore");
    await page.locator(".screen-subtitle", { hasNotText: many }).waitFor({ timeout: 120_000 });
  });
  await memory("after the mapping");
  rmSync(wide);
}
