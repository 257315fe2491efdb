import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { checkAccess } from "./support/check-access.ts";
import { dropFiles } from "./support/pass-files.ts";
import { test } from "./support/workstation.ts";

test("a file whose column of dates is not recognised is imported after that column was named", async ({
  workstation: { page, go, folder },
}) => {
  const file = join(folder, "german.csv");
  // Days as a spreadsheet counts them: they could be anything.
  const rows = ["Handelstag;A;B", "45351;1.234,50;-3,25", "45352;12,00;4", "45355;7;8"];
  writeFileSync(file, `${rows.join("\n")}\n`);
  await go("Import");
  await dropFiles(page.locator("main"), file);
  const problems = page.getByRole("region", { name: "Problems" });
  await expect(problems.getByRole("alert")).toContainText("has no Date column");
  // What is said for the command line does not help here.
  await expect(page.locator("main")).not.toContainText("--force");
  await checkAccess(page);
  await page.getByLabel("Column that holds the dates").selectOption("Handelstag");
  await expect(page.getByLabel("Role of Handelstag", { exact: true })).toHaveValue("date");
  await page.locator(".screen-actions").getByRole("button", { name: "Import" }).click();
  await expect(page.getByRole("heading", { name: "german is ready" })).toBeVisible();
  await expect(page.getByRole("group", { name: "Strategies" })).toContainText("2");
});
