import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { checkAccess } from "./support/check-access.ts";
import { expectSameRun } from "./support/same-run.ts";
import { takePicture } from "./support/take-picture.ts";
import { test } from "./support/workstation.ts";

test.describe.configure({ mode: "serial" });
// Of each of four zones and of all together, in the window and once more by the command.
test.use({ twins: 3 });

test("every zone gets a portfolio, with the files of the command line", async ({ workstation }) => {
  const { page, go, home, folder, tessera } = workstation;
  const csv = join(folder, "zoned.csv");
  tessera("sample", csv, "--format", "zones", "--strategies", "200", "--observations", "160");
  tessera("import", csv, "--dataset", "zoned");
  await page.reload();
  await go("Search");
  await page.getByText("Every zone", { exact: true }).click();
  await page.getByLabel("Strategies of a zone, from").fill("6");
  await page.getByLabel("of a zone, to").fill("6");
  await page.getByLabel("Strategies, from").fill("8");
  await page.getByLabel("to", { exact: true }).fill("9");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("textbox", { name: "Evaluations" }).fill("20000");
  await page.keyboard.press("Enter");
  await page.locator(".screen-actions").getByRole("button", { name: "Search" }).click();
  const zones = page.getByRole("region", { name: "Portfolio of each zone" });
  await expect(zones.getByRole("row")).toHaveCount(5, { timeout: 120_000 });
  await expect(page.getByRole("region", { name: "Traded together" }).getByRole("row")).toHaveCount(5);
  await expect(page.getByRole("region", { name: "Over all zones" }).getByRole("row")).toHaveCount(3);
  await checkAccess(page);
  await takePicture(page, "search-zones");

  const [run = ""] = readdirSync(join(home, "results"));
  const out = join(folder, "by-command");
  tessera(
    ...["zone-search", "zoned", "--out", out, "--min-size", "8", "--max-size", "9", "--budget", "20000"],
    ...["--zone-min-size", "6", "--zone-max-size", "6"],
  );
  expect(expectSameRun(join(home, "results", run), out)).toBeGreaterThanOrEqual(5);
});

test("a zone's portfolio opens on the rows of that zone, and the step is undone", async ({ workstation }) => {
  const { page, go } = workstation;
  const zones = page.getByRole("region", { name: "Portfolio of each zone" });
  const row = zones.getByRole("row").nth(1);
  const name = (await row.getByRole("rowheader").textContent()) ?? "";
  const profit = (await row.getByRole("cell").nth(2).textContent()) ?? "";
  await zones.getByRole("button", { name: `Open ${name}` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(`${name} alone: 6 by`);
  await expect(page.getByRole("group", { name: "Total P&L" })).toContainText(profit);
  const message = page.getByText(`All screens show the rows of this portfolio now: ${name} alone.`);
  await expect(message).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  // Of all rows it becomes the folder of files that the replaced system made.
  await page.getByRole("button", { name: "Result folder" }).click();
  await expect(page.getByLabel(/^Rows of /)).toHaveValue("");
  await page.getByRole("button", { name: "Write the folder" }).click();
  const written = page.getByRole("region", { name: "Result files" });
  await expect(written.getByRole("button", { name: /^best_portfolio_size6_/ })).toBeVisible({
    timeout: 30_000,
  });
  await checkAccess(page);
  await page.locator(".bp6-dialog-footer").getByRole("button", { name: "Close" }).click();
  await go("Regimes and sizing");
  await expect(page.getByLabel("A row is")).toHaveValue("observations");
  await go("Search");
  await expect(zones).toBeVisible();
});

test("a queued one tells its files among the jobs", async ({ workstation }) => {
  const { page, go, folder, tessera } = workstation;
  const out = join(folder, "by-queue");
  const request = { dataset: "zoned", minSize: 4, maxSize: 4, algorithms: ["sa"], evaluations: 2000, out };
  tessera("jobs", "submit", "zone.search", JSON.stringify(request), "--title", "Zones overnight");
  await go("Jobs");
  // The program behind the window works on the queue.
  const job = page.getByRole("grid", { name: "Jobs" }).getByRole("row", { name: /Zones overnight/ });
  await expect(job).toContainText("completed");
  await job.getByText("Zones overnight").click();
  await expect(page.getByRole("button", { name: "zone_summary_report.md" })).toBeVisible();
  await checkAccess(page);
  await go("Search");
});

test("a search in zones is cancelled", async ({ workstation }) => {
  const { page } = workstation;
  await page.getByRole("textbox", { name: "Evaluations" }).fill("400000000");
  await page.keyboard.press("Enter");
  await page.locator(".screen-actions").getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("region", { name: "Race" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Pause" })).toHaveCount(0);
  await page.locator(".screen-actions").getByRole("button", { name: "Cancel" }).click();
  await expect(page.locator(".screen-actions").getByRole("button", { name: "Search" })).toBeVisible();
});
