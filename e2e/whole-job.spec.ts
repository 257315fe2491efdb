import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { checkAccess } from "./support/check-access.ts";
import { takePicture } from "./support/take-picture.ts";
import { test } from "./support/workstation.ts";

test.describe.configure({ mode: "serial" });

/** A file with regimes and zones and three cells that are no numbers. */
function spoil(file: string): Buffer {
  const lines = readFileSync(file, "utf8").split("\n");
  const spoiled = lines.map((line, at) => {
    const cells = line.split(",");
    if (at === 3) cells[20] = "N/A";
    if (at === 5) cells[31] = "abc";
    if (at === 9) cells[44] = "";
    return cells.join(",");
  });
  return Buffer.from(spoiled.join("\n"));
}

test("nothing is there at first, and every screen says so", async ({ workstation: { page, go } }) => {
  for (const screen of [
    "Import",
    "Data",
    "Regimes and sizing",
    "Search",
    "Portfolio",
    "Strategies",
    "Correlation",
    "Jobs",
  ]) {
    await go(screen);
    await checkAccess(page);
  }
  await go("Import");
  await takePicture(page, "import-empty");
});

test("a file is dropped, its problems are shown, a column's role is changed, it is imported", async ({
  workstation,
}) => {
  const { page, folder, go, tessera } = workstation;
  const csv = join(folder, "options.csv");
  tessera(
    "sample",
    csv,
    "--strategies",
    "600",
    "--observations",
    "328",
    "--seed",
    "3",
    "--format",
    "enhanced",
  );
  await go("Import");
  await page.setInputFiles("input[type=file]", {
    name: "options-2023.csv",
    mimeType: "text/csv",
    buffer: spoil(csv),
  });
  await expect(
    page.getByRole("grid", { name: "First rows of the file" }).getByRole("row").nth(3),
  ).toBeVisible();
  const problems = page.getByRole("region", { name: "Problems" });
  await expect(problems).toContainText("abc");
  const roles = page.getByRole("grid", { name: "Columns of the file and their roles" });
  await page.getByLabel("Find columns").fill("strategy_7");
  await roles.getByLabel("Role of strategy_7", { exact: true }).selectOption("ignore");
  await expect(roles.getByLabel("Role of strategy_7", { exact: true })).toHaveValue("ignore");
  await page.getByLabel("Find columns").fill("");
  await checkAccess(page);
  await takePicture(page, "import");
  await page.locator(".screen-actions").getByRole("button", { name: "Import" }).click();
  await expect(page.getByRole("heading", { name: "options-2023 is ready" })).toBeVisible();
  await expect(page.getByRole("group", { name: "Strategies" })).toContainText("599");
  await expect(page.getByRole("group", { name: "Not as written" })).toContainText("3");
});

test("the catalogue shows it, with the ledger of the three cells", async ({ workstation: { page, go } }) => {
  await go("Data");
  await page.getByRole("tab", { name: "Rejects" }).click();
  await expect(page.getByRole("grid", { name: "Cells that were not taken as written" })).toContainText("N/A");
  await checkAccess(page);
  await takePicture(page, "data");
});

test("a confidence threshold changes what is kept", async ({ workstation: { page, go } }) => {
  await go("Regimes and sizing");
  const kept = page.getByRole("group", { name: "Observations kept" });
  await expect(kept).toContainText("328");
  const slider = page.getByLabel("Least confidence, percent");
  await slider.focus();
  for (let step = 0; step < 70; step++) await page.keyboard.press("ArrowRight");
  await expect(kept.locator(".key-value")).not.toHaveText(/^328/);
  await checkAccess(page);
  await takePicture(page, "regimes");
  await page.getByRole("button", { name: "Use all observations" }).click();
  await expect(kept).toContainText("328");
});

test("strategies are filtered and sorted", async ({ workstation: { page, go } }) => {
  await go("Strategies");
  const grid = page.getByRole("grid", { name: "Strategies and their metrics" });
  await expect(grid.getByRole("row").nth(5)).toBeVisible();
  await page.getByLabel("Filter expression").fill("win_rate > 50 and sharpe > 0");
  await expect(page.getByText(/of 599 strategies/)).toBeVisible();
  await page.getByLabel("Filter expression").fill("sharp > 0");
  await expect(page.getByText("There is no column sharp.")).toBeVisible();
  await page.getByLabel("Filter expression").fill("");
  await grid.getByRole("row").nth(2).click();
  await expect(page.getByRole("region", { name: /strategy_/ })).toContainText("Sortino ratio");
  await checkAccess(page);
  await takePicture(page, "strategies");
});

test("the correlation map is zoomed to single cells", async ({ workstation: { page, go } }) => {
  await go("Correlation");
  const map = page.getByLabel(/Correlation map of 599 by 599/);
  await map.waitFor();
  await expect(
    page.getByRole("grid", { name: "Pairs of largest correlation" }).getByRole("row").nth(2),
  ).toBeVisible();
  await map.hover({ position: { x: 260, y: 320 } });
  await expect(page.getByRole("region", { name: "Under the pointer" })).toContainText("strategy_");
  await expect(page.getByRole("region", { name: "Under the pointer" })).toContainText(/ρ [−\d]/);
  await checkAccess(page);
  await page.getByLabel("Hide correlations under").focus();
  for (let step = 0; step < 22; step++) await page.keyboard.press("ArrowRight");
  await takePicture(page, "correlation");
  for (let step = 0; step < 22; step++) await page.keyboard.press("ArrowLeft");
  for (let turn = 0; turn < 8; turn++) await page.keyboard.press("Tab");
  await map.focus();
  for (let turn = 0; turn < 9; turn++) await page.keyboard.press("+");
  await takePicture(page, "correlation-near");
});

test("a search is cancelled, another one finds a portfolio", async ({ workstation: { page, go } }) => {
  await go("Search");
  const start = page.locator(".screen-actions").getByRole("button", { name: "Search" });
  await page.getByLabel("Strategies, from").fill("12");
  await page.getByLabel("to", { exact: true }).fill("12");
  await page.getByRole("textbox", { name: "Evaluations" }).fill("400000000");
  await page.keyboard.press("Enter");
  await start.click();
  await expect(page.getByRole("region", { name: "Race" })).toBeVisible();
  await checkAccess(page);
  await page.locator(".screen-actions").getByRole("button", { name: "Cancel" }).click();
  await expect(start).toBeVisible();
  await page.getByRole("textbox", { name: "Evaluations" }).fill("");
  await page.keyboard.press("Enter");
  await start.click();
  await expect(page.getByRole("region", { name: "Algorithms" }).getByRole("row").nth(5)).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  await takePicture(page, "search-race");
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Open the best" })).toBeVisible({ timeout: 120_000 });
  await checkAccess(page);
  await takePicture(page, "search");
});

test("a result file that is downloaded is the one on the disk", async ({ workstation: { page, home } }) => {
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "strategy_metrics.csv" }).click();
  const file = await download;
  const { readdirSync } = await import("node:fs");
  const [run = ""] = readdirSync(join(home, "results")).toSorted().toReversed();
  expect(
    readFileSync(await file.path()).equals(readFileSync(join(home, "results", run, "strategy_metrics.csv"))),
  ).toBe(true);
});

test("the portfolio is read from every side, edited, and the edit undone", async ({
  workstation: { page },
}) => {
  await page.getByRole("button", { name: "Open the best" }).click();
  await expect(page.getByRole("region", { name: "Equity" })).toBeVisible();
  await checkAccess(page);
  await takePicture(page, "portfolio");
  for (const tab of ["Members", "Correlation", "Calendar", "Regimes and zones"]) {
    await page.getByRole("tab", { name: tab, exact: true }).click();
    await page.waitForTimeout(500);
    await checkAccess(page);
    await takePicture(page, `portfolio-${tab.split(" ")[0]?.toLowerCase()}`);
  }
  await page.getByRole("tab", { name: "Members", exact: true }).click();
  await page
    .getByRole("button", { name: /^Take .* out$/ })
    .first()
    .click();
  await expect(page.locator(".screen-subtitle")).toContainText("11 members");
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(page.locator(".screen-subtitle")).toContainText("12 members");
});

test("jobs and engine say what was done and on what", async ({ workstation: { page, go } }) => {
  await go("Jobs");
  await expect(page.getByRole("grid", { name: "Jobs" }).getByRole("row").nth(1)).toBeVisible();
  await checkAccess(page);
  await takePicture(page, "jobs");
  await go("Engine");
  await expect(page.getByRole("region", { name: "CPU" })).toBeVisible();
  await checkAccess(page);
  await takePicture(page, "engine");
  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByLabel("Find a setting").fill("profile");
  await checkAccess(page);
});

test("everything can be reached from the keyboard", async ({ workstation: { page } }) => {
  await page.keyboard.press("Alt+6");
  await expect(page.getByRole("heading", { level: 1, name: "Strategies" })).toBeVisible();
  await page.keyboard.press("Control+k");
  await page.getByRole("textbox", { name: "Command" }).fill("correl");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Correlation" })).toBeVisible();
});
