import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import type { SavedPortfolio } from "../../electron/contract/portfolio.ts";
import { checkAccess } from "../support/check-access.ts";
import { takePicture } from "../support/take-picture.ts";
import { test } from "../support/workstation.ts";

/** The found portfolio: read, edited, compared, sized. */
export function portfolioTests(): void {
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
    expect(await page.evaluate("navigator.clipboard.readText()")).toMatch(/^metric,.*12 by .*\r?\nroi,/);
    test.skip(host === "electron", "downloads are the browser host's");
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
    await page.getByRole("button", { name: "Use all observations" }).click();
  });
}
