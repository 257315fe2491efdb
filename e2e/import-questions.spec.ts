import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { checkAccess } from "./support/check-access.ts";
import { dropFiles } from "./support/pass-files.ts";
import { takePicture } from "./support/take-picture.ts";
import { test } from "./support/workstation.ts";

test.describe.configure({ mode: "serial" });
test("where two readings fit, the window asks all at once, shows cells, and remembers the answers", async ({
  workstation: { page, host, home, go, folder },
}) => {
  const file = join(folder, "rupees.txt");
  const lines = ["Date\tA\tB", "05/03/2024\t1,234\t900", "07/02/2024\t-7,250\t40", "09/01/2024\t2,500\t-80"];
  writeFileSync(file, `${lines.join("\n")}\n`);
  await go("Import");
  await dropFiles(page.locator("main"), file);
  const question = page.getByRole("alert").filter({ hasText: "How is this to be read?" });
  await expect(question).toHaveText([/1,234/, /DD\/MM\/YYYY/]);
  await expect(question.first().locator("code")).toHaveText(["1,234", "-7,250", "2,500"]);
  await checkAccess(page);
  await takePicture(page, "import-question");
  // With the keyboard alone.
  await question.getByRole("button", { name: "1,234 is 1234" }).press("Enter");
  await expect(question).toHaveText([/DD\/MM\/YYYY/]);
  await question.getByRole("button", { name: /^DD\/MM\/YYYY/ }).press("Enter");
  await expect(question).toBeHidden();
  await expect(page.locator(".screen-subtitle")).toContainText("3 rows, 2 strategies");
  // The answers are on the disk: a window that is loaded again while the first is being written forgets the second.
  await expect(() => {
    const { dialect } = JSON.parse(readFileSync(join(home, "window", "import.json"), "utf8"));
    expect(dialect).toHaveProperty("dateFormat");
  }).toPass();
  // What was answered outlives the window, and, where the upload is gone with the service that took it, waits for the file.
  await page.reload();
  await expect(page.locator(".screen-subtitle")).toContainText("3 rows, 2 strategies");
  if (host === "browser") {
    rmSync(join(home, "staging"), { recursive: true });
    await page.reload();
    await expect(page.getByText("What you chose for rupees.txt is kept.")).toBeVisible();
    await checkAccess(page);
    await dropFiles(page.locator("main"), file);
    await expect(page.locator(".screen-subtitle")).toContainText("3 rows, 2 strategies");
  }
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("dialog").getByRole("textbox").fill("rupees");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeHidden();
  await page.getByRole("button", { name: "Another file" }).click();
  await dropFiles(page.locator("main"), file);
  await expect(page.locator(".screen-subtitle")).toContainText("3 rows, 2 strategies");
  await expect(page.getByRole("region", { name: "Columns" })).toContainText("mapping found: rupees");
  await page.getByRole("button", { name: "Another file" }).click();
});

test("a pasted list of trades shows the table that it becomes, by another rule too", async ({
  workstation: { page, go },
}) => {
  await go("Import");
  const trades = [
    [
      "Strategy",
      "Symbol",
      "Side",
      "Quantity",
      "Entry time",
      "Exit time",
      "Entry price",
      "Exit price",
      "PnL",
      "Fees",
    ],
    ["ORB", "NIFTY", "Long", "50", "2024-01-01 09:20", "2024-01-01 15:10", "21700", "21740", "2000", "60"],
    [
      "Straddle",
      "NIFTY",
      "Short",
      "50",
      "2024-01-01 09:20",
      "2024-01-02 10:00",
      "220",
      "245.5",
      "-1275",
      "60",
    ],
    [
      "ORB",
      "BANKNIFTY",
      "Short",
      "15",
      "2024-01-02 09:45",
      "2024-01-02 14:00",
      "48200",
      "48100",
      "1500",
      "45",
    ],
    ["ORB", "NIFTY", "Long", "50", "2024-01-03 09:20", "2024-01-03 11:10", "21600", "21570", "-1500", "60"],
  ];
  const text = trades.map((row) => row.join("\t")).join("\n");
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press("Control+v");
  const preview = page.getByRole("region", { name: "Result" });
  await expect(preview).toContainText("strategies by Strategy");
  await expect(preview).toContainText("4 rows, P&L from PnL");
  await expect(preview.getByRole("row").nth(1)).toContainText("2024-01-01");
  await page.getByLabel("Strategies by").selectOption("Symbol");
  await expect(preview).toContainText("strategies by Symbol");
  await expect(preview.getByRole("columnheader", { name: "BANKNIFTY" })).toBeVisible();
  await checkAccess(page);
  await takePicture(page, "import-trades");
  await page.getByLabel("Fees", { exact: true }).selectOption("out");
  await expect(preview).toContainText("1940");
  await page.locator(".screen-actions").getByRole("button", { name: "Import" }).click();
  await expect(page.getByRole("heading", { name: "pasted is ready" })).toBeVisible();
});
