import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { freePort, type Killable, openKillable } from "./support/open-browser.ts";
import { runTessera, test } from "./support/workstation.ts";

const folder = mkdtempSync(join(tmpdir(), "tessera-e2e-"));
const home = join(folder, "home");
const file = (name: string) => join(folder, `${name}.csv`);
const tessera = (...args: string[]) => runTessera(["--home", home, ...args]);
const go = (page: Page, screen: string) =>
  page
    .getByRole("navigation", { name: "Screens" })
    .getByRole("button", { name: screen, exact: true })
    .click();
const verdict = (page: Page) => page.locator(".verdict-sentence").first();
const search = (page: Page) => page.locator(".screen-actions").getByRole("button", { name: "Search" });
const weight = (page: Page) => page.getByRole("textbox", { name: /^Weight of/ }).first();

const opened: Killable[] = [];
async function open(port: number): Promise<Killable> {
  // Another browser each time: what the window remembers is the service's.
  const one = await openKillable(join(folder, `browser-${opened.length}`), home, port);
  opened.push(one);
  return one;
}

test.afterAll(async () => {
  for (const one of opened) await one.kill();
  // Processes of a browser that was killed end a moment after it, and may write until then.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
});

test("killed in a search, an edit and an import at once, window and service have what was finished or saved", async ({
  host,
}) => {
  // A machine that loses its power ends window and service at one moment, whatever they do; a desktop's are one's children.
  test.skip(host !== "browser", "it kills a browser and a host of its own");
  // Against the usual 99 tables the first search alone takes half of this test.
  mkdirSync(home);
  writeFileSync(join(home, "settings.ini"), "[search]\ntwins = 9\n");
  tessera("sample", file("first"), "--strategies", "30", "--observations", "60");
  tessera("import", file("first"), "--dataset", "first");
  tessera("sample", file("large"), "--strategies", "3000", "--observations", "400");
  const port = await freePort();
  const before = await open(port);
  const { page } = before;

  // Finished: a search with its verdict. Saved: a draft of what it found. Under way: another search, and an import.
  await go(page, "Search");
  await page.getByLabel("Strategies, from").fill("5");
  await page.getByLabel("to", { exact: true }).fill("5");
  await page.keyboard.press("Enter");
  await search(page).click();
  await expect(verdict(page)).toBeVisible();
  const said = (await verdict(page).textContent()) ?? "";
  await page.getByRole("button", { name: "Open the best" }).click();
  await page.getByRole("tab", { name: "Members", exact: true }).click();
  await weight(page).fill("44");
  await weight(page).press("Enter");
  await expect(page.locator(".screen-subtitle")).toContainText("made from");
  await expect.poll(() => savedPortfolios().length).toBe(2);
  await go(page, "Import");
  await page.getByLabel("Files to import").setInputFiles(file("large"));
  await page.getByLabel("Name", { exact: true }).fill("second");
  await go(page, "Search");
  await page.getByRole("tab", { name: "Search for" }).click();
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("textbox", { name: "Evaluations" }).fill("400000000");
  await page.keyboard.press("Enter");
  await search(page).click();
  await expect(page.getByRole("region", { name: "Race" })).toBeVisible();
  await go(page, "Import");
  await page.locator(".screen-actions").getByRole("button", { name: "Import" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Cancel" })).toBeVisible();
  await before.kill();

  const kept = savedPortfolios();
  const after = await open(port);
  await go(after.page, "Search");
  await after.page.getByRole("tab", { name: /^Searches/ }).click();
  const searches = after.page.getByRole("list", { name: "Searches" }).getByRole("listitem");
  await expect(searches).toHaveCount(2);
  await expect(searches.first()).toContainText("paused");
  await searches
    .first()
    .getByRole("button", { name: /^5 strategies/ })
    .click();
  await expect(after.page.getByRole("button", { name: "Resume" })).toBeVisible();
  await searches
    .last()
    .getByRole("button", { name: /^5 strategies/ })
    .click();
  await expect(verdict(after.page)).toHaveText(said);
  await go(after.page, "Portfolio");
  await expect(after.page.locator(".screen-subtitle")).toContainText("made from");
  await after.page.getByRole("tab", { name: "Members", exact: true }).click();
  await expect(weight(after.page)).toHaveValue(/^44/);
  expect(savedPortfolios()).toEqual(kept);

  // The import was not finished: there is the dataset in one piece or not at all.
  const names = datasets();
  expect(["first", "first second"]).toContain(names.join(" "));
  for (const name of names) tessera("verify", name);
});

/** Texts of the files in which portfolios are kept. */
const savedPortfolios = (): string[] => {
  const kept = join(home, "portfolios");
  const names = existsSync(kept) ? readdirSync(kept) : [];
  return names.filter((name) => name.endsWith(".json")).map((name) => readFileSync(join(kept, name), "utf8"));
};
const datasets = (): string[] =>
  (JSON.parse(tessera("datasets", "--json")).datasets as { name: string }[])
    .map(({ name }) => name)
    .toSorted();
