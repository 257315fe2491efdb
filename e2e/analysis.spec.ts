import { expect } from "@playwright/test";
import { checkAccess } from "./support/check-access.ts";
import { optionsDataset } from "./support/spoiled-sample.ts";
import { takePicture } from "./support/take-picture.ts";
import { test } from "./support/workstation.ts";

test.describe.configure({ mode: "serial" });
// A test and not a beforeAll, which would start a host that is not there.
test("a dataset with regimes is made", ({ workstation }) => optionsDataset(workstation));

// What takes part, the table of strategies, the map.
test("a confidence threshold changes what is kept", async ({ workstation: { page, go } }) => {
  await go("Regimes and sizing");
  const kept = page.getByRole("group", { name: "Rows kept" });
  await expect(kept).toContainText("328");
  const slider = page.getByLabel("Least confidence, percent");
  await slider.focus();
  for (let step = 0; step < 70; step++) await page.keyboard.press("ArrowRight");
  await expect(kept.locator(".key-value")).not.toHaveText(/^328/);
  // Every screen says on how many rows its figures stand, and takes the threshold back at one press. The last of the presses
  // counts.
  const chip = page.getByRole("group", { name: "View in force" });
  await expect(chip).toContainText(`Confidence from ${await slider.getAttribute("aria-valuenow")} %`);
  let left = "";
  const isAtRest = async () => {
    const before = left;
    left = ((await kept.locator(".key-value").textContent()) ?? "").match(/^\d+/)?.[0] ?? "";
    return left !== "" && left === before;
  };
  await expect.poll(isAtRest, { intervals: [1000] }).toBe(true);
  for (const screen of ["Search", "Portfolio", "Strategies", "Correlation", "Regimes and sizing"]) {
    await go(screen);
    const chips = page.getByRole("group", { name: "View in force" });
    await expect(chips).toContainText(`on ${left} of 328 rows`);
    await expect(chips.getByRole("button", { name: /^Take back:/ })).toHaveCount(1);
  }
  await page.getByRole("button", { name: /^Take back:/ }).click();
  await expect(kept).toContainText("328");
  await expect(page.locator(".view-rows")).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(page.locator(".view-rows")).toHaveText(`on ${left} of 328 rows`);
  await checkAccess(page);
  await page.getByRole("button", { name: "Use all rows" }).click();
  await expect(kept).toContainText("328");
  // The same by dragging over the histogram.
  const chart = await page.getByLabel(/^Histogram of the regime confidence/).boundingBox();
  if (!chart) throw new Error("the histogram has no place");
  await page.mouse.move(chart.x + chart.width * 0.3, chart.y + chart.height * 0.5);
  await page.mouse.down();
  await page.mouse.move(chart.x + chart.width * 0.75, chart.y + chart.height * 0.5, { steps: 5 });
  await page.mouse.up();
  await expect(kept.locator(".key-value")).not.toHaveText(/^328/);
  await page.getByRole("button", { name: "Use all rows" }).click();
  await expect(kept).toContainText("328");
});

test("strategies are compared by regime, zone and weekday", async ({ workstation: { page, go } }) => {
  await go("Regimes and sizing");
  const grid = page.getByRole("grid", { name: "Strategies by regime" });
  await grid.scrollIntoViewIfNeeded();
  await expect(grid).toHaveAttribute("aria-rowcount", "601");
  await expect(grid.getByRole("columnheader")).toHaveCount(8);
  // Sorted by one of the regimes, then a strategy is opened from the keyboard.
  await grid.getByRole("button", { name: /^Range Tight/ }).click();
  await expect(grid.getByRole("columnheader", { name: /^Range Tight/ })).toHaveAttribute(
    "aria-sort",
    "descending",
  );
  await page.getByLabel("Statistic of the groups").selectOption("Win rate");
  await expect(page.getByText("600 strategies, %")).toBeVisible();
  const first = await grid.getByRole("row").nth(1).getByRole("gridcell").first().textContent();
  await grid.focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const detail = page.getByRole("region", { name: first ?? "", exact: true });
  await expect(detail.getByRole("row")).toHaveCount(8);
  await expect(detail.getByRole("row", { name: /^All/ })).toContainText("328");
  await checkAccess(page);
  await detail.getByRole("button", { name: "Close" }).click();
  await page.getByLabel("Statistic of the groups").selectOption("Mean");
  await page.getByText("600 strategies").waitFor();
  await takePicture(page, "regimes-strategies");

  await page.getByText("Zone", { exact: true }).last().click();
  await expect(page.getByRole("grid", { name: "Strategies by zone" })).toBeVisible();
  await page.getByText("Weekday", { exact: true }).click();
  const days = page.getByRole("grid", { name: "Strategies by weekday" });
  await expect(days.getByRole("columnheader", { name: /^Monday/ })).toBeVisible();
  await page.getByLabel("Strategies whose name holds").fill("no such name");
  await expect(days).toContainText("No strategy has such a name.");
  await page.getByLabel("Strategies whose name holds").fill("");
});

test("strategies are filtered and sorted", async ({ workstation: { page, go } }) => {
  await go("Strategies");
  const grid = page.getByRole("grid", { name: "Strategies and their metrics" });
  await expect(grid.getByRole("row").nth(5)).toBeVisible();
  await page.getByLabel("Filter expression").fill("win_rate > 50 and sharpe > 0");
  await expect(page.getByText(/of 600 strategies/)).toBeVisible();
  await page.getByLabel("Filter expression").fill("sharp > 0");
  await expect(page.getByText("There is no column sharp.")).toBeVisible();
  await page.getByLabel("Filter expression").fill("");
  await grid.getByRole("row").nth(2).click();
  await expect(page.getByRole("region", { name: /strategy_/ })).toContainText("Sortino ratio");
  await checkAccess(page);
  await takePicture(page, "strategies");
});

test("boxes mark strategies, Shift a range, and a sort keeps what is marked and lit", async ({
  workstation: { page, go },
}) => {
  await go("Strategies");
  const grid = page.getByRole("grid", { name: "Strategies and their metrics" });
  const row = (place: number) => grid.getByRole("row").nth(place);
  const nameIn = async (place: number) => (await row(place).getByRole("gridcell").nth(1).textContent()) ?? "";
  const marked = grid.locator('[aria-selected="true"]');
  await row(2).locator(".grid-box").click();
  await row(6)
    .locator(".grid-box")
    .click({ modifiers: ["Shift"] });
  await expect(marked).toHaveCount(5);
  await row(4).locator(".grid-box").click();
  await expect(marked).toHaveCount(4);
  await expect(page.getByRole("button", { name: "4 to portfolio" })).toBeEnabled();
  const names = await Promise.all([2, 3, 5, 6].map(nameIn));
  await row(3).getByRole("gridcell").nth(2).click();
  const lit = names[1] ?? "";
  await expect(page.getByRole("region", { name: lit, exact: true })).toBeVisible();
  await grid.getByRole("button", { name: /^Sharpe/ }).click();
  await page.getByLabel("Filter expression").fill(`name ~ "/^(${names.join("|")})$/"`);
  await expect(page.getByText("4 of 600 strategies")).toBeVisible();
  await expect(marked).toHaveCount(4);
  await expect(grid.locator('[aria-current="true"]')).toContainText(lit);
  await page.getByLabel("Filter expression").fill("");
});

test("the correlation map is zoomed to single cells, switched and brushed", async ({
  workstation: { page, go },
}) => {
  await go("Correlation");
  const map = page.getByLabel(/Correlation map of 600 by 600/);
  await map.waitFor();
  await expect(
    page.getByRole("grid", { name: "Pairs of largest correlation" }).getByRole("row").nth(2),
  ).toBeVisible();
  const pair = page.getByRole("region", { name: "Under the pointer" });
  await map.hover({ position: { x: 260, y: 320 } });
  await expect(pair).toContainText("strategy_");
  await expect(pair).toContainText(/ρ [−\d]/);
  await checkAccess(page);
  await page.getByLabel("Hide correlations under").focus();
  for (let step = 0; step < 22; step++) await page.keyboard.press("ArrowRight");
  await takePicture(page, "correlation");
  await page.getByLabel("Hide correlations under").focus();
  for (let step = 0; step < 22; step++) await page.keyboard.press("ArrowLeft");
  await map.focus();
  for (let turn = 0; turn < 9; turn++) await page.keyboard.press("+");
  await takePicture(page, "correlation-near");
  await map.focus();
  await page.keyboard.press("0");

  await page.getByLabel("Method of the correlation of all pairs").selectOption("spearman");
  await expect(page.locator(".screen-subtitle")).toContainText("Spearman");
  await page.getByLabel("Market regime").selectOption({ index: 1 });
  await expect(page.locator(".correlation")).toHaveAttribute("aria-busy", "false");

  const box = await map.boundingBox();
  if (!box) throw new Error("the map has no place");
  await page.keyboard.down("Shift");
  await page.mouse.move(box.x + 120, box.y + 120);
  await page.mouse.down();
  await page.mouse.move(box.x + 150, box.y + 150, { steps: 4 });
  await page.mouse.up();
  await page.keyboard.up("Shift");
  await expect(page.getByRole("heading", { name: /^\d+ strategies$/ })).toBeVisible();
  await page.getByLabel("Method of the correlation", { exact: true }).selectOption("shrunk");
  await checkAccess(page);
  await takePicture(page, "correlation-brush");
  // The same from the keyboard.
  await page.getByRole("button", { name: "Clear" }).click();
  await map.focus();
  for (let turn = 0; turn < 2; turn++) {
    await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.press("Shift+ArrowDown");
  }
  await expect(page.getByRole("heading", { name: /^\d+ strategies$/ })).toBeVisible();
});
