import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { screens, test, type Workstation } from "./support/workstation.ts";

test.describe.configure({ mode: "serial", timeout: 240_000 });
const start = (page: Page) => page.locator(".screen-actions").getByRole("button", { name: "Search" });

/** A table of these strategies over 60 days, as dataset of that name. */
function datasetOf({ folder, tessera }: Workstation, name: string, strategies: readonly string[]): void {
  const value = (row: number, column: number) => (((row * 37 + column * 101) % 97) - 40) / 4;
  const lines = Array.from({ length: 60 }, (_, row) => {
    const date = new Date(Date.UTC(2024, 0, 1 + row)).toISOString().slice(0, 10);
    return [date, ...strategies.map((_, column) => value(row, column))].join(",");
  });
  const file = join(folder, `${name}.csv`);
  writeFileSync(file, [["Date", ...strategies].join(","), ...lines].join("\n"));
  tessera("import", file, "--dataset", name);
}

test("a dataset of one strategy: every screen shows it, or says what it cannot", async ({ workstation }) => {
  const { page, go, reopen } = workstation;
  const failures: string[] = [];
  page.on("pageerror", (error) => failures.push(error.message));
  datasetOf(workstation, "alone", ["OnlyOne"]);
  await reopen("alone");
  await page.getByRole("button", { name: "Leave the guide" }).click();
  for (const screen of screens.filter((one) => one !== "Import" && one !== "Engine")) {
    await go(screen);
    await page.waitForTimeout(500);
    await expect(page.getByRole("alert")).toHaveCount(0);
  }
  await go("Correlation");
  await expect(page.getByRole("heading", { name: "There is no pair" })).toBeVisible();
  await go("Strategies");
  const grid = page.getByRole("grid", { name: "Strategies and their metrics" });
  await expect(grid).toHaveAttribute("aria-rowcount", "2");
  await grid.locator(".grid-row .grid-box").click();
  await page.getByRole("button", { name: "1 to portfolio" }).click();
  await expect(page.getByRole("region", { name: "Equity" })).toBeVisible();
  await go("Search");
  await expect(page.getByLabel("Strategies, from")).toHaveAttribute("placeholder", "1");
  await page.getByLabel("Strategies, from").fill("2");
  await page.keyboard.press("Enter");
  await start(page).click();
  await expect(page.getByRole("alert")).toContainText("1 strategy cannot make a portfolio of 2.");
  await expect(page.getByRole("alert")).toContainText("Ask for 1 at most.");
  await page.getByLabel("Strategies, from").fill("");
  await page.keyboard.press("Enter");
  await start(page).click();
  await expect(page.getByRole("button", { name: "Open the best" })).toBeVisible({ timeout: 120_000 });
  expect(failures).toEqual([]);
});

test("names that differ in their middle alone are told apart, however long", async ({ workstation }) => {
  const { page, go, reopen } = workstation;
  const common = "NIFTY weekly short straddle with re-entry and trailing stop, entry";
  const times = Array.from({ length: 12 }, (_, at) => `09:${20 + at}`);
  const tail = "exit 15:10 with a combined premium that is watched every five minutes";
  datasetOf(
    workstation,
    "long",
    times.map((time) => `"${common} ${time} ${tail}"`),
  );
  await reopen("long");
  /** Whether a piece of a name is seen, not cut away, in one of these places. */
  const isSeen = (places: string, piece: string): Promise<boolean> =>
    page.evaluate(`[...document.querySelectorAll(${JSON.stringify(places)})].some((place) => {
      const walker = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const at = node.data.indexOf(${JSON.stringify(piece)});
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + ${piece.length});
        const [room, box] = [node.parentElement, range].map((one) => one.getBoundingClientRect());
        return box.width > 0 && box.left >= room.left - 1 && box.right <= room.right + 1;
      }
      return false;
    })`);
  await go("Strategies");
  const grid = page.getByRole("grid", { name: "Strategies and their metrics" });
  await expect(grid.getByRole("row").nth(12)).toBeVisible();
  for (const time of times) expect(await isSeen(".strategies .grid-row", time), time).toBe(true);
  await expect(grid.getByTitle(`${common} 09:20 ${tail}`)).toBeVisible();
  await go("Regimes and sizing");
  await page.getByRole("grid", { name: "Strategies by weekday" }).scrollIntoViewIfNeeded();
  for (const time of times) expect(await isSeen(".groups-grid .grid-row", time), time).toBe(true);
  await go("Correlation");
  await expect(
    page.getByRole("grid", { name: "Pairs of largest correlation" }).getByRole("row").nth(3),
  ).toBeVisible();
  expect(await isSeen(".correlation-list .grid-row", "09:2")).toBe(true);
});

test("another dataset is opened while a search runs: it goes on, and each keeps its own", async ({
  workstation: { page, go },
}) => {
  const open = async (to: string) => {
    await page.locator(".dataset-button").click();
    await page.getByRole("menu").getByText(to, { exact: true }).click();
    await expect(page.locator(".dataset-name")).toHaveText(to);
  };
  await go("Search");
  await page.getByRole("button", { name: "More", exact: true }).click();
  await page.getByRole("textbox", { name: "Evaluations" }).fill("400000000");
  await page.keyboard.press("Enter");
  await page.getByLabel("Strategies, from").fill("4");
  await page.getByLabel("to", { exact: true }).fill("8");
  await page.getByLabel("Maximise").selectOption("ratio");
  await start(page).click();
  const running = page.getByRole("button", { name: "Pause" });
  await expect(running).toBeVisible({ timeout: 60_000 });
  await open("alone");
  await expect(running).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Open the best" })).toBeVisible();
  await expect(page.locator(".screen-subtitle")).toHaveText("Portfolios of 1 strategy");
  await open("long");
  await expect(running).toBeVisible();
  await page.locator(".screen-actions").getByRole("button", { name: "Cancel" }).click();
  await expect(start(page)).toBeVisible();
});

test("two windows on one dataset: what one does, the other shows", async ({ workstation, host }) => {
  test.skip(host !== "browser", "a desktop has one window");
  const { page, go } = workstation;
  const other = await page.context().newPage();
  const key = await page.evaluate("sessionStorage.getItem('tessera.key')");
  await other.addInitScript(`sessionStorage.setItem("tessera.key", ${JSON.stringify(key)})`);
  await other.goto(page.url());
  await expect(other.locator(".dataset-name")).toHaveText("long");
  await go("Strategies");
  await page.getByRole("grid").locator(".grid-row .grid-box").first().click();
  await page.getByRole("button", { name: "1 to portfolio" }).click();
  await other.getByRole("navigation", { name: "Screens" }).getByRole("button", { name: "Portfolio" }).click();
  await expect(other.getByRole("region", { name: "Portfolios" })).toContainText("1 by hand");
  // Removed there, gone here, and brought back.
  await other.getByRole("button", { name: /^Remove 1 by hand/ }).click();
  await expect(page.getByRole("heading", { name: "There is no portfolio yet" })).toBeVisible();
  await other.getByRole("button", { name: "Undo" }).first().click();
  await expect(page.getByRole("region", { name: "Portfolios" })).toContainText("1 by hand");
  await other.getByRole("button", { name: "Regimes and sizing" }).click();
  await other.getByText("Invert losing strategies").click();
  const chip = (one: Page) => one.getByRole("button", { name: /^Take back:/ });
  await expect(chip(page)).toBeVisible();
  await chip(page).click();
  await expect(chip(other)).toHaveCount(0);
  await other.close();
});

test("a step is undone and done again with the keyboard, and what the rows are is asked once", async ({
  workstation,
}) => {
  const { page, go, tessera } = workstation;
  tessera("view", "long", "--keep", "--from", "2024-01-11");
  const asked: string[] = [];
  page.on("request", (request) => {
    const body = request.postDataBuffer()?.toString("latin1") ?? "";
    if (`${request.url()} ${body}`.includes("regime.summary")) asked.push(request.url());
  });
  await page.reload();
  await go("Regimes and sizing");
  const kept = page.getByRole("group", { name: "Rows kept" });
  await expect(kept).toContainText("50of 60");
  expect(asked).toHaveLength(1);
  await page.getByRole("button", { name: /^Take back:/ }).click();
  await expect(kept.locator(".key-value")).toHaveText("60of 60");
  await page.keyboard.press("Control+z");
  await expect(kept.locator(".key-value")).toHaveText("50of 60");
  await page.keyboard.press("Control+Shift+z");
  await expect(kept.locator(".key-value")).toHaveText("60of 60");
  expect(asked).toHaveLength(4);
});

test("what is entered in the last moment before the page is loaded again is there", async ({
  workstation: { page, go, host },
}) => {
  test.skip(host !== "browser", "a desktop's page is not loaded again");
  await go("Search");
  const more = page.getByRole("button", { name: "More", exact: true });
  if ((await more.getAttribute("aria-expanded")) === "false") await more.click();
  const genetic = page.getByRole("button", { name: "Genetic", exact: true });
  const before = await genetic.getAttribute("aria-pressed");
  // All in one moment: the second waits for the first, which is on its way.
  await page.evaluate(`{
    const press = (text) =>
      [...document.querySelectorAll("button")].find((one) => one.textContent.trim() === text).click();
    press("Genetic");
    press("More");
    location.reload();
  }`);
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
  await go("Search");
  await expect(more).toHaveAttribute("aria-expanded", "false");
  await more.click();
  await expect(genetic).toHaveAttribute("aria-pressed", before === "true" ? "false" : "true");
});
