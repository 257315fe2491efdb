import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "./support/workstation.ts";

test.describe.configure({ mode: "serial" });
test("the columns of 100,000 strategies are found, filtered and changed together", async ({
  workstation,
}) => {
  const { page, go, folder, tessera } = workstation;
  const csv = join(folder, "wide.csv");
  tessera("sample", csv, "--strategies", "100000", "--observations", "6");
  await go("Import");
  await page.getByLabel("Files to import").setInputFiles(csv);
  const columns = page.getByRole("region", { name: "Columns" });
  const note = columns.locator(".panel-note");
  await expect(note).toHaveText("100,002");
  const find = page.getByLabel("Find columns");
  await find.fill("/SL53%/");
  await expect(note).toContainText(" of 100,002");
  const found = Number((await note.textContent())?.split(" of ")[0]?.replaceAll(",", ""));
  expect(found).toBeGreaterThan(100);
  await page.getByLabel("Role for all columns shown").selectOption("ignore");
  const left = (100_000 - found).toLocaleString("en-US");
  await expect(page.locator(".screen-subtitle")).toContainText(`${left} strategies`);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.locator(".screen-subtitle")).toContainText("100,000 strategies");
  await find.fill("");
  await page.getByLabel("Only this role").selectOption("date");
  await expect(note).toContainText("1 of 100,002");
});
