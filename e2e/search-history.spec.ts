import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { checkAccess } from "./support/check-access.ts";
import { test } from "./support/workstation.ts";

test.describe.configure({ mode: "serial" });
const start = (page: Page) => page.locator(".screen-actions").getByRole("button", { name: "Search" });
const list = (page: Page) => page.getByRole("list", { name: "Searches" }).getByRole("listitem");

async function searchFor(page: Page, size: string): Promise<void> {
  await page.getByRole("tab", { name: "Search for" }).click();
  await page.getByLabel("Strategies, from").fill(size);
  await page.getByLabel("to", { exact: true }).fill(size);
  await page.keyboard.press("Enter");
  await start(page).click();
}

test("a search belongs to its dataset, and is there again after a reload", async ({ workstation }) => {
  const { page, go, reopen, folder, tessera } = workstation;
  for (const [name, strategies] of [
    ["first", "60"],
    ["second", "20"],
  ] as const) {
    const csv = join(folder, `${name}.csv`);
    tessera("sample", csv, "--strategies", strategies, "--observations", "60");
    tessera("import", csv, "--dataset", name);
  }
  await reopen("first");
  await go("Search");
  await expect(page.getByText("Nothing was searched yet")).toBeVisible();
  await searchFor(page, "8");
  const verdict = page.locator(".verdict-sentence").first();
  await expect(verdict).toBeVisible({ timeout: 120_000 });
  const said = (await verdict.textContent()) ?? "";
  await page.reload();
  await expect(verdict).toHaveText(said);
  await reopen("second");
  await expect(page.getByText("Nothing was searched yet")).toBeVisible();
  await reopen("first");
  await expect(verdict).toHaveText(said);
});

test("a refused request leaves the last result where it is", async ({ workstation: { page } }) => {
  const said = (await page.locator(".verdict-sentence").first().textContent()) ?? "";
  await searchFor(page, "400");
  await expect(page.locator(".search-refused")).toContainText("400");
  await expect(page.locator(".verdict-sentence").first()).toHaveText(said);
  await page.getByRole("button", { name: "Dismiss" }).click();
  await expect(page.locator(".search-refused")).toHaveCount(0);
});

test("searches are named, compared, run again, removed and brought back", async ({ workstation }) => {
  const { page, tessera } = workstation;
  await searchFor(page, "6");
  await page.getByRole("tab", { name: /^Searches/ }).click();
  await expect(list(page)).toHaveCount(2);
  await expect(list(page).first()).toContainText(/not shown|noise|luck|too few/, { timeout: 120_000 });
  await page.getByRole("button", { name: "Actions for 6 strategies" }).click();
  await page.getByRole("menuitem", { name: "Name…" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Six for the committee");
  await page.getByRole("button", { name: "OK" }).click();
  await expect(list(page).first()).toContainText("Six for the committee");
  for (const box of await page.getByRole("list", { name: "Searches" }).getByRole("checkbox").all())
    await box.check({ force: true });
  const compared = page.getByRole("region", { name: "Searches compared" });
  await expect(compared.getByRole("row")).toHaveCount(3);
  await checkAccess(page);
  await compared.getByRole("button", { name: "Close" }).click();
  expect(tessera("searches", "--dataset", "first")).toContain("Six for the committee");

  await page.getByRole("button", { name: "Actions for Six for the committee" }).click();
  await page.getByRole("menuitem", { name: "Run again" }).click();
  await expect(list(page)).toHaveCount(3);
  await expect(list(page).first()).toContainText(/not shown|noise|luck|too few/, { timeout: 120_000 });
  await page.getByRole("button", { name: "Actions for 6 strategies" }).click();
  await page.getByRole("menuitem", { name: "Remove" }).click();
  await expect(list(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(list(page)).toHaveCount(3);
});

test("a search goes on while the window is loaded again; paused, it is listed with Resume", async ({
  workstation: { page, tessera },
}) => {
  await page.getByRole("tab", { name: "Search for" }).click();
  const more = page.getByRole("button", { name: "More", exact: true });
  if ((await more.count()) > 0 && (await more.getAttribute("aria-expanded")) === "false") await more.click();
  await page.getByRole("textbox", { name: "Evaluations" }).fill("400000000");
  await page.keyboard.press("Enter");
  await searchFor(page, "9");
  // A result has a race, too: what runs is told by what can be done with it.
  const pause = page.getByRole("button", { name: "Pause" });
  await expect(pause).toBeVisible();
  await expect(page.getByRole("group", { name: "Best so far" })).toBeVisible();
  await page.reload();
  await expect(page.getByRole("group", { name: "Best so far" })).toBeVisible();
  await pause.click();
  await expect(page.getByText("This search is paused")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Resume" })).toBeVisible();
  expect(tessera("searches")).toContain("paused");
  await page.getByRole("button", { name: "Give up" }).click();
  // Enter answers with what loses nothing.
  const asked = page.getByRole("dialog", { name: "Give this search up?" });
  await expect(asked.getByRole("button", { name: "Keep it paused" })).toBeFocused();
  await page.keyboard.press("Enter");
  await asked.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Give up" }).click();
  await asked.getByRole("button", { name: "Give it up" }).click();
  await expect(page.locator(".verdict-sentence").first()).toBeVisible();
});
