import { isMeasured, lookAt, whyNotMeasured } from "../support/look-at.ts";
import { optionsDataset } from "../support/spoiled-sample.ts";
import { test } from "../support/workstation.ts";

test.describe.configure({ mode: "serial", timeout: 600_000 });
test.skip(!isMeasured, whyNotMeasured);

test("a search: its form, what was refused, the race, what it found, the searches kept", async ({
  workstation,
}) => {
  const { page, go } = workstation;
  page.setDefaultTimeout(60_000);
  await page.getByRole("button", { name: "Leave the guide" }).click();
  await optionsDataset(workstation, 200);
  await go("Search");
  await lookAt(page, "search empty");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await lookAt(page, "search form");
  const start = page.locator(".screen-actions").getByRole("button", { name: "Search" });
  await page.getByLabel("Strategies, from").fill("400");
  await page.getByLabel("to", { exact: true }).fill("400");
  await page.keyboard.press("Enter");
  await start.click();
  await page.getByRole("alert").waitFor();
  await lookAt(page, "search refused");
  await page.getByLabel("Strategies, from").fill("10");
  await page.getByLabel("to", { exact: true }).fill("12");
  await page.getByRole("textbox", { name: "Evaluations" }).fill("400000000");
  await page.keyboard.press("Enter");
  await start.click();
  await page.getByRole("region", { name: "Algorithms" }).getByRole("row").nth(2).waitFor();
  await lookAt(page, "search race");
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByText("This search is paused").waitFor();
  await lookAt(page, "search paused");
  await page.getByRole("button", { name: "Give up" }).click();
  await page.getByRole("button", { name: "Give it up" }).click();
  await page.getByRole("textbox", { name: "Evaluations" }).fill("100000");
  await page.keyboard.press("Enter");
  await start.click();
  await page.getByRole("button", { name: "Open the best" }).waitFor({ timeout: 120_000 });
  await lookAt(page, "search result");
  for (const heading of ["Members", "Race", "Frontier", "Best of each size", "Algorithms"]) {
    const part = page.getByRole("heading", { name: heading, exact: true }).last();
    if ((await part.count()) === 0) continue;
    await part.scrollIntoViewIfNeeded();
    await lookAt(page, `search result ${heading}`);
  }
  await page.getByRole("tab", { name: /^Searches/ }).click();
  await lookAt(page, "search history");
  await page.getByRole("tab", { name: "Search for" }).click();
});

test("a portfolio: every tab, its report, its folder, beside another", async ({ workstation: { page } }) => {
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
  await page.locator(".screen-actions").getByRole("button", { name: "Report" }).click();
  await page.getByRole("dialog").waitFor();
  await lookAt(page, "report dialog");
  await page.getByRole("dialog").getByRole("button", { name: "Write the report" }).click();
  await page.getByText("The report is written").waitFor({ timeout: 180_000 });
  await lookAt(page, "report written");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Result folder" }).click();
  await page.getByRole("dialog").waitFor();
  await lookAt(page, "result folder dialog");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Duplicate" }).click();
  await page
    .getByRole("checkbox", { name: /^Compare/, disabled: false })
    .first()
    .check({ force: true });
  await page.waitForTimeout(700);
  await lookAt(page, "compare");
});

test("a portfolio is sized, with a capital and without", async ({ workstation: { page, go } }) => {
  await go("Regimes and sizing");
  const sizing = page.getByRole("region", { name: "Sizing" });
  await sizing.getByRole("heading", { name: "Sizing" }).scrollIntoViewIfNeeded();
  await page.waitForTimeout(700);
  await lookAt(page, "sizing");
  await page.getByRole("textbox", { name: /^Capital/ }).fill("25000000");
  await page.keyboard.press("Enter");
  await page.waitForTimeout(1_000);
  await lookAt(page, "sizing with capital");
});

test("every zone: what a search in zones found", async ({
  workstation: { page, go, folder, tessera, reopen },
}) => {
  const csv = `${folder}/zoned.csv`;
  tessera("sample", csv, "--format", "zones", "--strategies", "200", "--observations", "160");
  tessera("import", csv, "--dataset", "zoned");
  await reopen("zoned");
  await go("Search");
  await page.getByText("Every zone", { exact: true }).click();
  await page.getByLabel("Strategies, from").fill("8");
  await page.getByLabel("to", { exact: true }).fill("9");
  const more = page.getByRole("button", { name: "More", exact: true });
  if ((await more.getAttribute("aria-expanded")) === "false") await more.click();
  await page.getByRole("textbox", { name: "Evaluations" }).fill("20000");
  await page.keyboard.press("Enter");
  await page.locator(".screen-actions").getByRole("button", { name: "Search" }).click();
  const zones = page.getByRole("region", { name: "Portfolio of each zone" });
  await zones.waitFor({ timeout: 120_000 });
  await lookAt(page, "zones found");
  for (const heading of ["Over all zones", "Traded together"]) {
    await page.getByRole("heading", { name: heading }).scrollIntoViewIfNeeded();
    await lookAt(page, `zones found ${heading}`);
  }
});
