import { isMeasured, lookAt, whyNotMeasured } from "../support/look-at.ts";
import { optionsDataset } from "../support/spoiled-sample.ts";
import { test } from "../support/workstation.ts";

test.describe.configure({ mode: "serial", timeout: 600_000 });
test.skip(!isMeasured, whyNotMeasured);

test("regimes, zones, what is counted, strategies by group", async ({ workstation }) => {
  const { page, go } = workstation;
  page.setDefaultTimeout(60_000);
  await page.getByRole("button", { name: "Leave the guide" }).click();
  await optionsDataset(workstation);
  await go("Regimes and sizing");
  await page.waitForTimeout(1_000);
  await lookAt(page, "regimes");
  await page.getByLabel("Least confidence, percent").focus();
  for (let step = 0; step < 60; step++) await page.keyboard.press("ArrowRight");
  await page.locator(".view-rows").waitFor();
  await lookAt(page, "regimes with a threshold");
  const grid = page.getByRole("grid", { name: /^Strategies by / });
  for (const by of ["Zone", "Weekday", "Regime"]) {
    await page.getByText(by, { exact: true }).last().click();
    await grid.scrollIntoViewIfNeeded();
    await grid.getByRole("row").nth(3).waitFor();
    await lookAt(page, `strategies by ${by}`);
  }
  await grid.getByRole("row").nth(2).click();
  await page.waitForTimeout(500);
  await lookAt(page, "strategy by regime");
  await page.getByRole("button", { name: "Use all rows" }).click();
});

test("strategies: the table, a filter, one of them, the columns", async ({ workstation: { page, go } }) => {
  await go("Strategies");
  const grid = page.getByRole("grid", { name: "Strategies and their metrics" });
  await grid.getByRole("row").nth(5).waitFor();
  await page.waitForTimeout(2_000);
  await lookAt(page, "strategies");
  await page.getByLabel("Filter expression").fill("sharp > 0");
  await page.getByText("There is no column sharp.").waitFor();
  await lookAt(page, "strategies refused filter");
  await page.getByLabel("Filter expression").fill("sharpe > 99");
  await page.getByText("No strategy passes the filter.").waitFor();
  await lookAt(page, "strategies none");
  await page.getByLabel("Filter expression").fill("");
  await grid.getByRole("row").nth(2).click();
  await page.waitForTimeout(500);
  await lookAt(page, "strategy");
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("textbox", { name: "Find a column" }).waitFor();
  await lookAt(page, "columns");
  await page.keyboard.press("Escape");
});

test("correlation: the map, a brush, its tabs", async ({ workstation: { page, go } }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await go("Correlation");
  const map = page.getByLabel(/Correlation map of 600 by 600/);
  await map.waitFor();
  await page.getByRole("grid", { name: "Pairs of largest correlation" }).getByRole("row").nth(2).waitFor();
  await lookAt(page, "correlation");
  await map.focus();
  for (let turn = 0; turn < 2; turn++) {
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
  }
  await page.getByRole("heading", { name: /^\d+ strategies$/ }).waitFor();
  await page.waitForTimeout(500);
  await lookAt(page, "correlation brush");
});
