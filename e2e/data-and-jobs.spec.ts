import { join } from "node:path";
import { expect } from "@playwright/test";
import { checkAccess } from "./support/check-access.ts";
import { dropFiles } from "./support/pass-files.ts";
import { spoiledSample } from "./support/spoiled-sample.ts";
import { takePicture } from "./support/take-picture.ts";
import { screens, test } from "./support/workstation.ts";

test.describe.configure({ mode: "serial" });
// From an empty window to a catalogue with the file in it; each test goes on with what the one before left.
test("nothing is there at first, and every screen says so", async ({ workstation: { page, go } }) => {
  for (const screen of screens.filter((one) => one !== "Engine")) {
    await go(screen);
    await checkAccess(page);
  }
  await go("Import");
  await takePicture(page, "import-empty");
});

test("a file is dropped, its problems are looked at, its mapping is changed and saved, it is imported", {
  tag: "@desktop",
}, async ({ workstation }) => {
  const { page, go } = workstation;
  const { first } = spoiledSample(workstation);
  await go("Search");
  await dropFiles(page.locator("main"), first);
  await expect(
    page.getByRole("grid", { name: "First rows of the file" }).getByRole("row").nth(3),
  ).toBeVisible();

  // A cell that is no number, among its lines.
  const problems = page.getByRole("region", { name: "Problems" });
  await problems.getByRole("button", { name: /abc/ }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.locator(".cell-itself")).toHaveText("abc");
  await expect(dialog.locator(".cell-row th")).toHaveText("6");
  await checkAccess(page);
  await takePicture(page, "import-cell");
  await dialog.getByRole("button", { name: "Show strategy_23 among the columns" }).click();
  const roles = page.getByRole("grid", { name: "Columns of the file and their roles" });
  await expect(roles.getByRole("row")).toHaveCount(2);

  // The delimiter is declared wrongly, which shows at once, and found out again.
  await page.getByLabel("Delimiter").selectOption("semicolon");
  await expect(problems.getByRole("alert")).toBeVisible();
  await page.getByRole("button", { name: "1 chosen here, detect again" }).click();
  await expect(page.getByLabel("Delimiter")).toContainText("found: comma");

  await page.getByLabel("Find columns").fill("/^strategy_7$/");
  await roles.getByLabel("Role of strategy_7", { exact: true }).selectOption("ignore");
  await expect(roles.getByLabel("Role of strategy_7", { exact: true })).toHaveValue("ignore");
  await page.getByLabel("Find columns").fill("");
  await page.getByRole("region", { name: "Columns" }).getByRole("button", { name: "Save" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill("without-7");
  await page.getByRole("dialog").getByRole("button", { name: "OK" }).click();
  await expect(page.getByText("Mapping without-7 was saved.")).toBeVisible();
  await checkAccess(page);
  await takePicture(page, "import");
  await page.locator(".screen-actions").getByRole("button", { name: "Import" }).click();
  await expect(page.getByRole("heading", { name: "options-2023 is ready" })).toBeVisible();
  await expect(page.getByRole("group", { name: "Strategies" })).toContainText("599");
  await expect(page.getByRole("group", { name: "Not as written" })).toContainText("3");
});

test("new days are dropped on the dataset, with the mapping that was saved", {
  tag: "@desktop",
}, async ({ workstation }) => {
  const { page, go, folder } = workstation;
  await go("Data");
  await dropFiles(page.locator(".dataset-tab"), join(folder, "april.csv"));
  const append = page.locator(".screen-actions").getByRole("button", { name: "Append" });
  await append.waitFor();
  await page.getByLabel("Mapping", { exact: true }).selectOption("without-7");
  await expect(page.locator(".screen-subtitle")).toContainText("599 strategies");
  await append.click();
  await expect(page.getByRole("heading", { name: "options-2023 has more days" })).toBeVisible();
  await expect(page.getByRole("group", { name: "Added" })).toContainText("28");
  await go("Data");
  await expect(page.getByRole("grid", { name: "Datasets" })).toContainText("328");
});

test("the catalogue shows it, with the ledger of the three cells", async ({ workstation }) => {
  const { page, go, tessera, folder } = workstation;
  for (const [name, size] of [
    ["nifty-2022", "900"],
    ["bank-2022", "400"],
  ] as const) {
    const csv = join(folder, `${name}.csv`);
    tessera("sample", csv, "--strategies", size, "--observations", "60", "--seed", size);
    tessera("import", csv, "--dataset", name);
  }
  await go("Data");
  await page.reload();
  await page.getByRole("grid", { name: "Datasets" }).getByText("options-2023").click();
  await page.getByRole("tab", { name: "Not as written" }).click();
  const ledger = page.getByRole("grid", { name: "Cells that were not taken as written" });
  await expect(ledger).toContainText("N/A");
  await ledger.getByText("abc").click();
  await expect(page.getByRole("dialog").locator(".cell-itself")).toHaveText("0.00");
  await expect(page.getByRole("dialog")).toContainText("abc is no number, taken as 0.00");
  await checkAccess(page);
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: "Health and storage" }).click();
  await page.getByRole("button", { name: "Verify every byte" }).click();
  await expect(page.getByText("As it was written")).toBeVisible();
  await expect(page.locator(".read-costs tr")).toHaveCount(3);
  await checkAccess(page);
  await takePicture(page, "data");
});

test("jobs and engine say what was done and on what", async ({ workstation: { page, go } }) => {
  await go("Jobs");
  const jobs = page.getByRole("grid", { name: "Jobs" });
  await expect(jobs.getByRole("row").nth(1)).toBeVisible();
  await checkAccess(page);
  await takePicture(page, "jobs");
  await jobs.getByText("Export").or(jobs.getByText("Check all files")).first().click();
  await page.getByRole("button", { name: "Run again" }).click();
  await expect(page.getByText("is in the queue again")).toBeVisible();
  await expect(page.getByRole("region", { name: /Check all files/ })).toContainText("completed");
  await expect(page.getByRole("button", { name: "Open options-2023" })).toBeVisible();
  await checkAccess(page);
  await takePicture(page, "jobs-detail");
  // Something is computed, which the engine counts.
  await go("Strategies");
  const metrics = page.getByRole("grid", { name: "Strategies and their metrics" });
  await expect(metrics.getByRole("row").nth(5)).toBeVisible();
  await go("Engine");
  await expect(page.getByRole("region", { name: "CPU" })).toContainText("Runs");
  await checkAccess(page);
  await takePicture(page, "engine");
  await page.getByRole("tab", { name: "Memory plan" }).click();
  await page.getByRole("button", { name: "100,000 × 2,500" }).click();
  await expect(page.getByRole("region", { name: "CPU" })).toContainText("100,000 strategies");
  const works = page.getByRole("region", { name: "Work on all strategies" });
  for (const work of ["correlate", "map", "search"])
    await expect(works.getByRole("row", { name: new RegExp(`^${work} `) })).toContainText(
      /whole|in parts|refused/,
    );
  await checkAccess(page);
  await takePicture(page, "engine-plan");
  await page.getByRole("tab", { name: "Self-test" }).click();
  await page.getByRole("button", { name: "Check against published figures" }).click();
  await expect(page.getByRole("region", { name: "CPU" })).toContainText("Passed");
  await checkAccess(page);
  await takePicture(page, "engine-test");
  await page.getByRole("tab", { name: "Settings" }).click();
  await page.getByLabel("Find a setting").fill("profile");
  await checkAccess(page);
});

test("shards of a plan are done and merged by a press", async ({ workstation }) => {
  const { page, home, go, tessera } = workstation;
  const folder = join(home, "results", "shards");
  const plan = { folder, shards: 2, work: { kind: "metrics", request: { dataset: "options-2023" } } };
  tessera("jobs", "submit", "cluster.plan", JSON.stringify(plan), "--title", "Two shards");
  await go("Jobs");
  const jobs = page.getByRole("grid", { name: "Jobs" });
  const job = jobs.getByRole("row", { name: /Two shards/ });
  await expect(job).toContainText("completed");
  await job.getByText("Two shards").click();
  const detail = page.getByRole("region", { name: /Two shards/ });
  await expect(detail).toContainText("0 of 2 done");
  await detail.getByRole("button", { name: "Resume" }).click();
  // The plan's own job stays open; what others do to its shards is seen there.
  await expect(detail).toContainText("2 of 2 done", { timeout: 30_000 });
  await detail.getByRole("button", { name: "Merge" }).click();
  await expect(detail.getByRole("button", { name: "metrics.csv" })).toBeVisible({ timeout: 30_000 });
  await checkAccess(page);
});

test("everything can be reached from the keyboard", async ({ workstation: { page } }) => {
  await page.keyboard.press("Alt+6");
  await expect(page.getByRole("heading", { level: 1, name: "Strategies" })).toBeVisible();
  const command = async (words: string) => {
    await page.keyboard.press("Control+k");
    await page.getByRole("textbox", { name: "Command" }).fill(words);
    // A screen's own commands are there when it has read what they are about.
    const [last = ""] = words.split(" ").toReversed();
    await expect(page.getByRole("menu").getByRole("option").first()).toContainText(new RegExp(last, "i"));
    await page.keyboard.press("Enter");
  };
  await command("correl");
  await expect(page.getByRole("heading", { level: 1, name: "Correlation" })).toBeVisible();
  await command("go to data");
  await expect(page.getByRole("heading", { level: 1, name: "Data" })).toBeVisible();
  await command("export options-2023");
  await expect(page.getByRole("dialog", { name: "Export options-2023" })).toBeVisible();
  await checkAccess(page);
  await page.keyboard.press("Escape");
  await command("versions of options-2023");
  await expect(page.getByRole("button", { name: "Roll back" })).toBeVisible();
});
