import { expect } from "@playwright/test";
import { test } from "./support/workstation.ts";

test.use({ twins: null });

// A minute and more, which the run of every change has not.
test.skip(process.env.TESSERA_E2E !== "all", "the way of a newcomer is measured with TESSERA_E2E=all");

/** Two minutes, in which nothing outside the window is read. */
const most = 120_000;

test("from an empty data root to a verdict and a report in less than two minutes", async ({
  workstation: { page },
}) => {
  test.setTimeout(600_000);
  const start = performance.now();
  const guide = page.getByRole("complementary", { name: "Guide" });
  await guide.getByRole("button", { name: "Show me" }).click();
  await page.getByRole("button", { name: "Try an invented dataset" }).click();
  await page.getByRole("heading", { level: 1, name: "Strategies" }).waitFor({ timeout: 300_000 });
  const rail = page.getByRole("navigation", { name: "Screens" });
  await rail.getByRole("button", { name: "Search", exact: true }).click();
  await page.locator(".screen-actions").getByRole("button", { name: "Search" }).click();
  await page.getByRole("button", { name: "Open the best" }).click({ timeout: 500_000 });
  const verdict = Math.round((performance.now() - start) / 1000);
  await page.locator(".screen-actions").getByRole("button", { name: "Report" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Write the report" }).click();
  await expect(page.getByText("The report is written")).toBeVisible({ timeout: 60_000 });
  const took = performance.now() - start;
  console.log(`verdict after ${verdict} s, report after ${Math.round(took / 1000)} s`);
  expect(took).toBeLessThan(most);
});
