import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { checkAccess } from "./support/check-access.ts";
import { test, type Workstation } from "./support/workstation.ts";

test.describe.configure({ mode: "serial" });
/** Imports a sample as `one`, the same as `same`, and with another cell as `other`; returns what the cell was. */
function threeDatasets({ folder, tessera }: Workstation): { was: string; strategy: string } {
  const file = join(folder, "one.csv");
  tessera("sample", file, "--strategies", "60", "--observations", "40", "--seed", "5");
  const lines = readFileSync(file, "utf8").split("\n");
  const cells = (lines[7] ?? "").split(",");
  const was = cells[20] ?? "";
  cells[20] = "98765.25";
  const changed = join(folder, "other.csv");
  writeFileSync(changed, lines.with(7, cells.join(",")).join("\n"));
  tessera("import", file, "--dataset", "one");
  tessera("import", file, "--dataset", "same");
  tessera("import", changed, "--dataset", "other");
  return { was, strategy: ((lines[0] ?? "").split(",")[20] ?? "").replaceAll('"', "") };
}

test("two datasets are compared; a cell that differs is found, and the report is the command line's", async ({
  workstation,
}) => {
  const { page, go, folder, host, tessera } = workstation;
  const { was, strategy } = threeDatasets(workstation);
  await page.reload();
  await go("Data");
  await page.getByRole("grid", { name: "Datasets" }).getByText("one", { exact: true }).click();
  await page.getByRole("button", { name: "More actions for one" }).click();
  await page.getByRole("menuitem", { name: "Compare with another dataset" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("With").selectOption("same");
  await dialog.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(dialog.getByRole("status")).toHaveText(/one and same agree/);
  const cells = dialog.getByRole("row", { name: /^Cells/ });
  await expect(cells).toContainText("2,400");

  await dialog.getByLabel("With").selectOption("other");
  await dialog.getByRole("button", { name: "Compare", exact: true }).click();
  await expect(dialog.getByRole("status")).toHaveText("one and other do not agree.");
  await expect(cells).toContainText("2,399");
  const cell = dialog.getByRole("row", { name: new RegExp(`^${strategy} .*98,765\\.25`) });
  await expect(cell).toContainText(
    Number(was).toLocaleString("en-US", { maximumFractionDigits: 4 }).replace("-", "−"),
  );
  await checkAccess(page);

  test.skip(host === "electron", "the desktop saves files through its own dialog");
  const download = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "Report" }).click();
  const mine = readFileSync(await (await download).path(), "utf8");
  const theirs = join(folder, "report.md");
  expect(() => tessera("validate", "one", "--against-dataset", "other", "--out", theirs)).toThrow("differ");
  // The reports carry the time at which they were made.
  const lasting = (text: string) => text.replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, "T");
  expect(lasting(mine)).toBe(lasting(readFileSync(theirs, "utf8")));
});
