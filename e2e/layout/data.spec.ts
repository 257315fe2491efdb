import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { isMeasured, lookAt, whyNotMeasured } from "../support/look-at.ts";
import { dropFiles } from "../support/pass-files.ts";
import { spoiledSample } from "../support/spoiled-sample.ts";
import { screens, test } from "../support/workstation.ts";

test.describe.configure({ mode: "serial", timeout: 600_000 });
test.skip(!isMeasured, whyNotMeasured);

test("nothing is there: the first start, every screen, the palette, help and preferences", async ({
  workstation: { page, go },
}) => {
  page.setDefaultTimeout(60_000);
  await lookAt(page, "first start");
  await page.getByRole("button", { name: "Leave the guide" }).click();
  for (const screen of screens.filter((one) => one !== "Import")) {
    await go(screen);
    await page.waitForTimeout(500);
    await lookAt(page, `empty ${screen}`);
  }
  await page.keyboard.press("Control+k");
  await page.getByRole("textbox", { name: "Command" }).waitFor();
  await lookAt(page, "palette");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Theme, text size and settings" }).click();
  await page.getByRole("menuitem", { name: "All settings" }).waitFor();
  await lookAt(page, "preferences");
  await page.keyboard.press("Escape");
  await page.keyboard.press("F1");
  const help = page.getByRole("dialog", { name: "Help" });
  await help.waitFor();
  for (const tab of await help.getByRole("tab").all()) {
    await tab.click();
    await lookAt(page, `help ${await tab.textContent()}`);
  }
  await page.keyboard.press("Escape");
  await help.waitFor({ state: "hidden" });
});

test("a file: dropped, asked about, refused, imported", async ({ workstation }) => {
  const { page, go, folder, tessera } = workstation;
  const file = (name: string, ...lines: readonly string[]): string => {
    writeFileSync(join(folder, name), `${lines.join("\n")}\n`);
    return join(folder, name);
  };
  const drop = async (path: string) => {
    await go("Import");
    const another = page.getByRole("button", { name: "Another file" });
    if ((await another.count()) > 0) await another.click();
    await dropFiles(page.locator("main"), path);
  };
  await drop(
    file(
      "rupees.txt",
      "Date\tA\tB",
      "05/03/2024\t1,234\t900",
      "07/02/2024\t-7,250\t40",
      "09/01/2024\t2,500\t-80",
    ),
  );
  await page.getByText("How is this to be read?").first().waitFor();
  await lookAt(page, "import questions");
  await drop(file("broken.csv", "Date,A,B,A", "2024-01-01,1,2,3", "2024-13-45,x,2", "2024-01-01,4,oops,6,7"));
  await page.waitForTimeout(1_500);
  await lookAt(page, "import refused");
  await drop(file("book.xlsx", "PK\u0003\u0004xl/workbook.xml"));
  await page.waitForTimeout(1_500);
  await lookAt(page, "import of another kind");
  const { first, more } = spoiledSample(workstation, 200);
  await drop(first);
  await page.getByRole("grid", { name: "First rows of the file" }).getByRole("row").nth(3).waitFor();
  await lookAt(page, "import");
  await page.getByRole("region", { name: "Problems" }).getByRole("button", { name: /abc/ }).click();
  await lookAt(page, "import cell");
  await page.keyboard.press("Escape");
  await page.locator(".screen-actions").getByRole("button", { name: "Import" }).click();
  await page.getByRole("heading", { name: "options-2023 is ready" }).waitFor();
  await lookAt(page, "imported");
  tessera("append", more, "--dataset", "options-2023");
});

test("datasets: every tab and dialog", async ({ workstation }) => {
  const { page, go } = workstation;
  await go("Data");
  for (const tab of ["Health and storage", "Not as written", "Versions"]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.waitForTimeout(500);
    await lookAt(page, `data ${tab}`);
  }
  await page.getByRole("button", { name: "Export", exact: true }).click();
  await lookAt(page, "export dialog");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "More actions for options-2023" }).click();
  await page.getByRole("menuitem").first().waitFor();
  await lookAt(page, "dataset menu");
  await page.getByRole("menuitem", { name: "Compare with another dataset" }).click();
  await lookAt(page, "compare datasets");
  await page.keyboard.press("Escape");
});

test("jobs and the engine: every tab, a job, one that failed", async ({
  workstation: { page, go, tessera },
}) => {
  const submit = (method: string, request: object, title: string) =>
    tessera("jobs", "submit", method, JSON.stringify(request), "--title", title);
  submit("dataset.verify", { dataset: "options-2023" }, "Check all files");
  submit("dataset.verify", { dataset: "gone" }, "Check what is not there");
  await go("Jobs");
  const row = (name: string) => page.getByRole("grid", { name: "Jobs" }).getByRole("row", { name });
  await row("Check what is not there").getByText("failed").waitFor({ timeout: 60_000 });
  await lookAt(page, "jobs");
  for (const name of ["Check all files", "Check what is not there"]) {
    await row(name).getByText(name).click();
    await page.waitForTimeout(400);
    await lookAt(page, `job ${name}`);
  }
  await go("Engine");
  for (const tab of ["Backends", "Memory plan", "Runs", "Self-test", "Settings"]) {
    await page.getByRole("tab", { name: tab }).click();
    await page.waitForTimeout(500);
    if (tab === "Self-test") {
      await page.getByRole("button", { name: "Check against published figures" }).click();
      await page.getByRole("region", { name: "CPU" }).getByText("Passed").first().waitFor();
    }
    await lookAt(page, `engine ${tab}`);
  }
});
