import { mkdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";

const sizes = [
  { name: "1440", width: 1440, height: 900, scale: 100 },
  { name: "1280", width: 1280, height: 720, scale: 100 },
  { name: "1024", width: 1024, height: 700, scale: 100 },
  { name: "125", width: 1440, height: 900, scale: 125 },
] as const;
const finder = stripTypeScriptTypes(
  readFileSync(join(import.meta.dirname, "..", "in-page", "find-misplaced.ts"), "utf8"),
);
/** What is wrong with the texts that are seen, a line each; empty when nothing is. */
const misplacedTexts = (page: Page): Promise<string[]> => page.evaluate(finder);
/** Where to put a picture of everything that is looked at; none without. */
const pictures = process.env.TESSERA_LAYOUT_PICTURES;

/** Minutes, which the run of every change has not. */
export const isMeasured = process.env.TESSERA_E2E === "all";
export const whyNotMeasured = "every text of every screen is measured with TESSERA_E2E=all";

/** Every text of what is shown, at four sizes in both themes; a failure names screen, size, theme and text. */
export async function lookAt(page: Page, what: string): Promise<void> {
  for (const { name, width, height, scale } of sizes) {
    await page.setViewportSize({ width, height });
    await page.evaluate(`document.documentElement.dataset.scale = "${scale}"`);
    // Charts and grids follow a resize in the next frames.
    await page.waitForTimeout(150);
    for (const theme of ["light", "dark"] as const) {
      // As a system that changes from day to night: charts are drawn anew.
      await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
      await page.locator(`html[data-theme="${theme}"]`).waitFor();
      await page.waitForTimeout(100);
      expect.soft(await misplacedTexts(page), `${what} at ${name}, ${theme}`).toEqual([]);
      if (!pictures) continue;
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${what.replaceAll(" ", "-")}-${name}-${theme}.png`) });
    }
  }
}
