import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Page } from "@playwright/test";

const folder = join(import.meta.dirname, "..", "..", "docs", "images");

/** Pictures of a screen in both themes for the documentation; only when TESSERA_PICTURES=1. Leaves the dark theme on. */
export async function takePicture(page: Page, name: string): Promise<void> {
  if (process.env.TESSERA_PICTURES !== "1") return;
  await mkdir(folder, { recursive: true });
  await page.mouse.move(5, 880);
  // Messages of what was done before are no part of the screen.
  for (const message of await page.locator(".bp6-toast").all())
    await message
      .getByRole("button")
      .last()
      .click({ timeout: 1_000 })
      .catch(() => {});
  for (const theme of ["light", "dark"] as const) {
    await page.emulateMedia({ reducedMotion: "reduce" });
    const switched = await page.locator("html").getAttribute("data-theme");
    if (switched !== theme) {
      await page.keyboard.press("Control+k");
      await page.getByRole("textbox", { name: "Command" }).fill("switch between dark");
      await page.keyboard.press("Enter");
      await page.locator(`html[data-theme="${theme}"]`).waitFor();
    }
    await page.waitForTimeout(600);
    await page.screenshot({ path: join(folder, `${name}-${theme}.png`) });
  }
}
