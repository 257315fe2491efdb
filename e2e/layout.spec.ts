import { mkdirSync, readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { setTheme } from "./support/check-access.ts";
import { optionsDataset } from "./support/spoiled-sample.ts";
import { test } from "./support/workstation.ts";

test.use({ part: "layout" });
test.describe.configure({ mode: "serial", timeout: 400_000 });

// Minutes, which the run of every change has not.
test.skip(process.env.TESSERA_E2E !== "all", "every text of every screen is measured with TESSERA_E2E=all");

const sizes = [
  { name: "1440", width: 1440, height: 900, scale: 100, theme: "dark" },
  { name: "1280", width: 1280, height: 720, scale: 100, theme: "light" },
  { name: "1024", width: 1024, height: 700, scale: 100, theme: "dark" },
  { name: "125", width: 1440, height: 900, scale: 125, theme: "light" },
] as const;
const finder = stripTypeScriptTypes(
  readFileSync(join(import.meta.dirname, "in-page", "find-misplaced.ts"), "utf8"),
);
/** What is wrong with the texts that are seen, a line each; empty when nothing is. */
const misplacedTexts = (page: Page): Promise<string[]> => page.evaluate(finder);
/** Where to put a picture of everything that is looked at; none without. */
const pictures = process.env.TESSERA_LAYOUT_PICTURES;

/** Every text of what is shown, at four sizes; a failure names screen, size and text. */
async function lookAt(page: Page, what: string): Promise<void> {
  for (const { name, width, height, scale, theme } of sizes) {
    await page.setViewportSize({ width, height });
    await page.evaluate(`document.documentElement.dataset.scale = "${scale}"`);
    await setTheme(page, theme);
    // Charts and grids follow a resize in the next frames.
    await page.waitForTimeout(150);
    expect.soft(await misplacedTexts(page), `${what} at ${name}`).toEqual([]);
    if (pictures) {
      mkdirSync(pictures, { recursive: true });
      await page.screenshot({ path: join(pictures, `${what}-${name}-${theme}.png`) });
    }
  }
}

test("no text is cut or lies over another: data and analyses", async ({ workstation }) => {
  const { page, go } = workstation;
  await lookAt(page, "first start");
  await page.getByRole("button", { name: "Leave the guide" }).click();
  await optionsDataset(workstation);
  const shown: readonly (readonly [string, string])[] = [
    ["Import", "import"],
    ["Data", "data"],
    ["Regimes and sizing", "regimes"],
    ["Strategies", "strategies"],
    ["Correlation", "correlation"],
    ["Jobs", "jobs"],
    ["Engine", "engine"],
  ];
  for (const [screen, name] of shown) {
    await go(screen);
    await page.waitForTimeout(1_000);
    if (screen === "Strategies" || screen === "Jobs") await page.getByRole("row").nth(1).click();
    await lookAt(page, name);
  }
});

test("no text is cut or lies over another: search and portfolio", async ({ workstation: { page, go } }) => {
  await go("Search");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await lookAt(page, "search form");
  await page.getByLabel("Strategies, from").fill("10");
  await page.getByLabel("to", { exact: true }).fill("12");
  await page.getByRole("textbox", { name: "Evaluations" }).fill("100000");
  await page.keyboard.press("Enter");
  await page.locator(".screen-actions").getByRole("button", { name: "Search" }).click();
  await page.getByRole("button", { name: "Open the best" }).waitFor({ timeout: 120_000 });
  await lookAt(page, "search result");
  await page.getByRole("button", { name: "Open the best" }).click();
  await page.getByRole("region", { name: "Equity" }).waitFor();
  await lookAt(page, "portfolio");
  for (const tab of ["Members", "Weights", "Correlation", "Calendar", "Regimes and zones", "Is it luck?"]) {
    await page.getByRole("tab", { name: tab, exact: true }).click();
    await page.waitForTimeout(700);
    if (tab === "Members") {
      const weight = page.getByRole("textbox", { name: /^Weight of/ }).first();
      await weight.fill("150");
      await weight.press("Enter");
    }
    await lookAt(page, `portfolio ${tab}`);
  }
  await page.getByRole("button", { name: "Duplicate" }).click();
  await page
    .getByRole("checkbox", { name: /^Compare/, disabled: false })
    .first()
    .check({ force: true });
  await lookAt(page, "compare");
});
