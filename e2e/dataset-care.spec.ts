import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { delivered } from "./support/pass-files.ts";
import { spoiledSample } from "./support/spoiled-sample.ts";
import { test } from "./support/workstation.ts";

test.describe.configure({ mode: "serial" });
test("a version is rolled back, and the step is undone", { tag: "@desktop" }, async ({ workstation }) => {
  const { page, go, tessera } = workstation;
  const { first, more } = spoiledSample(workstation);
  tessera("import", first, "--dataset", "care");
  tessera("append", more, "--dataset", "care");
  await page.reload();
  await go("Data");
  const grid = page.getByRole("grid", { name: "Datasets" });
  await expect(grid).toContainText("328");
  await page.getByRole("tab", { name: "Versions" }).click();
  await page.getByRole("button", { name: "Roll back" }).click();
  await expect(page.getByText("Version 1 of care is in force.")).toBeVisible();
  await expect(grid).toContainText("300");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(grid).toContainText("328");
});

test("damage is found and repaired from the source", async ({ workstation }) => {
  const { page, home } = workstation;
  const dataset = join(home, "datasets", "care");
  const newest =
    readdirSync(dataset)
      .filter((name) => name.startsWith("v"))
      .toSorted()
      .at(-1) ?? "";
  const parts = readdirSync(join(dataset, newest), { recursive: true, encoding: "utf8" });
  const part = join(dataset, newest, parts.find((name) => name.endsWith("part-0.parquet")) ?? "");
  const bytes = readFileSync(part);
  bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0xff;
  writeFileSync(part, bytes);
  await page.getByRole("tab", { name: "Health and storage" }).click();
  await page.getByRole("button", { name: "Verify every byte" }).click();
  await expect(page.getByText("Not as it was written")).toBeVisible();
  await expect(page.locator(".health-faults")).toContainText("part-0.parquet");
  await page.getByRole("button", { name: "Repair from the source" }).click();
  await expect(page.getByText("Repaired: version 3 was made from the source.")).toBeVisible();
  await page.getByRole("button", { name: "Verify every byte" }).click();
  await expect(page.getByText("As it was written")).toBeVisible();
});

test("an export is the command line's, byte for byte", { tag: "@desktop" }, async ({ workstation }) => {
  const { page, folder, tessera } = workstation;
  await page.getByRole("button", { name: "Export", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Format").selectOption("csv");
  await dialog.getByLabel("From").fill("2022-02-01");
  const file = await delivered(workstation, () => dialog.getByRole("button", { name: "Export" }).click());
  const mine = readFileSync(file);
  const theirs = join(folder, "by-command.csv");
  tessera("export", "care", "--out", theirs, "--layout", "wide", "--format", "csv", "--from", "2022-02-01");
  expect(mine.equals(readFileSync(theirs))).toBe(true);
});

test("a deleted dataset comes back", async ({ workstation: { page } }) => {
  await page.getByRole("button", { name: "More actions for care" }).click();
  await page.getByRole("menuitem", { name: "Delete" }).click();
  await expect(page.getByRole("heading", { name: "There is no dataset yet" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("grid", { name: "Datasets" })).toContainText("care");
});
