import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import type { SavedPortfolio } from "../electron/contract/portfolio.ts";
import { checkAccess } from "./support/check-access.ts";
import { delivered } from "./support/pass-files.ts";
import { expectSameRun } from "./support/same-run.ts";
import { optionsDataset } from "./support/spoiled-sample.ts";
import { takePicture } from "./support/take-picture.ts";
import { test } from "./support/workstation.ts";

test.describe.configure({ mode: "serial" });
// A test and not a beforeAll, which would start a host that is not there.
test("a dataset with regimes is made", ({ workstation }) => optionsDataset(workstation, 200));

// A search, and its files beside those of the command line; then what it found: read, edited, compared, sized.
test("a search is cancelled, another one finds a portfolio", async ({ workstation: { page, go } }) => {
  await go("Search");
  await page.getByRole("button", { name: "More", exact: true }).click();
  const start = page.locator(".screen-actions").getByRole("button", { name: "Search" });
  await page.getByLabel("Strategies, from").fill("12");
  await page.getByLabel("to", { exact: true }).fill("12");
  const others = page
    .getByRole("group", { name: "Algorithms", exact: true })
    .getByRole("button", { pressed: false });
  while ((await others.count()) > 0) await others.first().click();
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
  await expect(page.getByRole("region", { name: "Algorithms" }).getByRole("row").nth(7)).toBeVisible();
  await takePicture(page, "search-race");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByRole("button", { name: "Open the best" })).toBeVisible({ timeout: 120_000 });
  const verdict = page.getByRole("region", { name: "Is it more than luck?" });
  await expect(verdict).toContainText(/more than luck|not shown|no better than noise|too few rows to say/);
  await checkAccess(page);
  await takePicture(page, "search");
});

test("the result files are those of the command line, byte for byte", async ({ workstation }) => {
  const { page, home, folder, tessera } = workstation;
  const results = join(home, "results");
  const [run = ""] = readdirSync(results)
    .filter((name) => /^options-2023-\d{8}T/.test(name))
    .toSorted()
    .toReversed();
  const out = join(folder, "by-command");
  // What neither says is the same for both.
  tessera("search", "options-2023", "--out", out, "--size", "12", "--algorithms", "all");
  expect(expectSameRun(join(results, run), out)).toBeGreaterThanOrEqual(5);
  for (const name of ["strategy_metrics.csv", /^best_portfolio_size12_/, /^portfolio_composition_/]) {
    const file = page.getByRole("button", { name });
    const mine = readFileSync(await delivered(workstation, () => file.click()));
    expect(mine.equals(readFileSync(join(results, run, (await file.textContent()) ?? "")))).toBe(true);
    const theirs = readdirSync(out).find((one) => (typeof name === "string" ? one === name : name.test(one)));
    expect(mine.equals(readFileSync(join(out, theirs ?? "")))).toBe(true);
  }
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
  // A draft; what was found stays.
  await expect(page.locator(".screen-subtitle")).toContainText("made from 12 by");
  const items = page.getByRole("region", { name: "Portfolios" }).getByRole("listitem");
  await expect(items).toHaveCount(2);
  await page.locator(".screen-title").click();
  await page.keyboard.press("Control+z");
  await expect(page.locator(".screen-subtitle")).toContainText("12 members");
  await expect(items).toHaveCount(1);
  await page.keyboard.press("Control+Shift+z");
  await expect(page.locator(".screen-subtitle")).toContainText("11 members");
  await page.keyboard.press("Control+z");
  await expect(page.locator(".screen-subtitle")).toContainText("12 members");
});

test("a weight is refused where it is written, and a portfolio opens once", async ({
  workstation: { page, go },
}) => {
  const weights = page.getByRole("textbox", { name: /^Weight of/ });
  // The member that came back has its row when the figures have followed.
  await expect(weights).toHaveCount(12);
  const weight = weights.first();
  const before = await weight.inputValue();
  for (const [text, reason] of [
    ["-5", "0 % or more"],
    ["150", "100 % at most"],
    ["abc", "a number"],
  ] as const) {
    await weight.fill(text);
    await weight.press("Enter");
    await expect(page.getByRole("alert").filter({ hasText: reason })).toBeVisible();
  }
  await weight.press("Escape");
  await expect(weight).toHaveValue(before);
  await go("Search");
  await page.getByRole("button", { name: "Open the best" }).click();
  await expect(page.getByRole("region", { name: "Portfolios" }).getByRole("listitem")).toHaveCount(1);
  await page.getByRole("tab", { name: "Members", exact: true }).click();
});

test("two portfolios are compared, and what is shown is taken along", async ({ workstation }) => {
  const { page, host } = workstation;
  await page.getByRole("button", { name: "Duplicate" }).click();
  await page
    .getByRole("button", { name: /^Take .* out$/ })
    .first()
    .click();
  await page
    .getByRole("checkbox", { name: /^Compare/, disabled: false })
    .first()
    .check({ force: true });
  await expect(page.getByRole("tab", { name: "Compare 2" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByRole("region", { name: "Figures" }).getByRole("row").nth(5)).toBeVisible();
  await checkAccess(page);
  await takePicture(page, "portfolio-compare");

  await page.getByRole("button", { name: "Copy or save Compared figures" }).click();
  await page.getByRole("menuitem", { name: "Copy data as CSV" }).click();
  await expect(page.getByText("Data copied.")).toBeVisible();
  // A page of the desktop may write the clipboard and not read it.
  if (host === "browser")
    expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(/^metric,.*12 by .*\r?\nroi,/);
  test.skip(host === "electron", "the desktop asks where pictures are saved");
  await page.getByRole("button", { name: "Copy or save Equity" }).click();
  const download = page.waitForEvent("download");
  await page.getByRole("menuitem", { name: "Save picture" }).click();
  const picture = readFileSync(await (await download).path());
  expect(picture.subarray(1, 4).toString()).toBe("PNG");
});

test("portfolios outlive the window, and the command line has them", async ({ workstation }) => {
  const { page, go, tessera } = workstation;
  const kept = () => JSON.parse(tessera("portfolios", "--json")).portfolios as SavedPortfolio[];
  await expect.poll(() => kept().map((one) => one.members.length)).toEqual([11, 12]);
  const [copy] = kept();
  expect(
    tessera("portfolios", copy?.id ?? "")
      .trim()
      .split("\n"),
  ).toEqual(copy?.members);
  await page.reload();
  await go("Portfolio");
  const items = page.getByRole("region", { name: "Portfolios" }).getByRole("listitem");
  await expect(items).toHaveCount(2);
  await page.getByRole("button", { name: `Remove ${copy?.name}` }).click();
  await expect(items).toHaveCount(1);
  await expect.poll(() => kept().length).toBe(1);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(items).toHaveCount(2);
  await expect.poll(kept).toContainEqual(copy);
});

test("the open portfolio is sized by Kelly", async ({ workstation: { page, go } }) => {
  await go("Regimes and sizing");
  await page.getByLabel("Least confidence, percent").focus();
  for (let step = 0; step < 60; step++) await page.keyboard.press("ArrowRight");
  await expect(page.getByRole("region", { name: "Sizing" })).toContainText("Capital");
  await checkAccess(page);
  await takePicture(page, "regimes");
  await page.getByRole("button", { name: "Use all rows" }).click();
});
