import { expect } from "@playwright/test";
import { checkAccess } from "../support/check-access.ts";
import { takePicture } from "../support/take-picture.ts";
import { test } from "../support/workstation.ts";

/** Jobs, engine, keyboard. */
export function serviceTests(): void {
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
    await go("Engine");
    await expect(page.getByRole("region", { name: "CPU" })).toContainText("Runs");
    await checkAccess(page);
    await takePicture(page, "engine");
    await page.getByRole("tab", { name: "Memory plan" }).click();
    await page.getByRole("button", { name: "100,000 × 2,500" }).click();
    await expect(page.getByRole("region", { name: "CPU" })).toContainText("100,000 strategies");
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

  test("everything can be reached from the keyboard", async ({ workstation: { page } }) => {
    await page.keyboard.press("Alt+6");
    await expect(page.getByRole("heading", { level: 1, name: "Strategies" })).toBeVisible();
    const command = async (words: string) => {
      await page.keyboard.press("Control+k");
      await page.getByRole("textbox", { name: "Command" }).fill(words);
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
}
