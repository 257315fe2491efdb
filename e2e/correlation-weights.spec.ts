import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "./support/workstation.ts";

test("observations get weights, and the map, the figures and its title follow", async ({ workstation }) => {
  const { page, go, folder, tessera } = workstation;
  const csv = join(folder, "few.csv");
  tessera("sample", csv, "--strategies", "300", "--observations", "60");
  tessera("import", csv, "--dataset", "few");
  await page.reload();
  await go("Correlation");
  await expect(page.locator(".correlation")).toHaveAttribute("aria-busy", "false");
  const mean = page
    .locator(".correlation-figures")
    .getByText(/^-?0\.\d+$/)
    .first();
  await expect(mean).toBeVisible();
  const before = await mean.textContent();
  await page.getByLabel("Weights of rows").selectOption("recent");
  await expect(page.getByText(/pairs in .*newest count most/)).toBeVisible();
  await expect(mean).not.toHaveText(before ?? "");
  const summary = JSON.parse(tessera("correlate", "few", "--weighting", "recent", "--json"));
  await expect(mean).toHaveText(summary.meanRho.toFixed(3));
  await page.getByLabel("Weights of rows").selectOption("alike");
  await expect(mean).toHaveText(before ?? "");
});
