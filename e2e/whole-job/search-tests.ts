import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { checkAccess } from "../support/check-access.ts";
import { expectSameRun } from "../support/same-run.ts";
import { takePicture } from "../support/take-picture.ts";
import { test } from "../support/workstation.ts";

/** A search, and its files beside those of the command line. */
export function searchTests(): void {
  test("a search is cancelled, another one finds a portfolio", async ({ workstation: { page, go } }) => {
    await go("Search");
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
    await page.getByRole("button", { name: "Pause" }).click();
    await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
    await takePicture(page, "search-race");
    await page.getByRole("button", { name: "Resume" }).click();
    await expect(page.getByRole("button", { name: "Open the best" })).toBeVisible({ timeout: 120_000 });
    const verdict = page.getByRole("region", { name: "Is it more than luck?" });
    await expect(verdict).toContainText(/more than luck|not shown|no better than noise|too few rows to say/);
    await checkAccess(page);
    await takePicture(page, "search");
  });

  test("the result files are those of the command line, byte for byte", async ({ workstation }) => {
    const { page, host, home, folder, tessera } = workstation;
    const results = join(home, "results");
    const [run = ""] = readdirSync(results)
      .filter((name) => /^options-2023-\d{8}T/.test(name))
      .toSorted()
      .toReversed();
    const out = join(folder, "by-command");
    // What neither says is the same for both.
    tessera("search", "options-2023", "--out", out, "--size", "12", "--algorithms", "all");
    expect(expectSameRun(join(results, run), out)).toBeGreaterThanOrEqual(5);
    test.skip(host === "electron", "the desktop shows files in their folder instead of downloading them");
    for (const name of ["strategy_metrics.csv", /^best_portfolio_size12_/, /^portfolio_composition_/]) {
      const download = page.waitForEvent("download");
      await page.getByRole("button", { name }).click();
      const file = await download;
      const mine = readFileSync(await file.path());
      expect(mine.equals(readFileSync(join(results, run, file.suggestedFilename())))).toBe(true);
      const theirs = readdirSync(out).find((one) =>
        typeof name === "string" ? one === name : name.test(one),
      );
      expect(mine.equals(readFileSync(join(out, theirs ?? "")))).toBe(true);
    }
  });
}
