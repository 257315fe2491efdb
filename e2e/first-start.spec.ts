import { expect, type Page } from "@playwright/test";
import { test } from "./support/workstation.ts";

test.use({ twins: null });
test.describe.configure({ mode: "serial" });

const guide = (page: Page) => page.getByRole("complementary", { name: "Guide" });

test("an empty data root begins the guide, and an invented dataset is one press away", async ({
  workstation: { page },
}) => {
  test.setTimeout(240_000);
  await expect(guide(page)).toContainText("1 of 7");
  await guide(page).getByRole("button", { name: "Show me" }).click();
  await page.getByRole("button", { name: "Try an invented dataset" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Strategies" })).toBeVisible({ timeout: 120_000 });
  await expect(page.locator(".screen-subtitle")).toContainText("25,544");
  await expect(guide(page)).toContainText("2 of 7");
  // Rupees, as it says.
  await expect(page.getByRole("columnheader", { name: /^Total P&L/ })).toContainText("₹");
});

test("help has the screen, terms and shortcuts; the palette opens empty and finds a metric and a strategy", async ({
  workstation: { page },
}) => {
  await page.keyboard.press("F1");
  const help = page.getByRole("dialog", { name: "Help" });
  await expect(help).toContainText("Press a heading to sort");
  await help.getByRole("tab", { name: "Terms and figures" }).click();
  await help.getByRole("searchbox").fill("walk forward");
  await expect(help).toContainText("earns on the rows that follow");
  await help.getByRole("button", { name: "Close" }).last().click();
  const command = page.getByRole("textbox", { name: "Command" });
  await page.keyboard.press("Control+k");
  await command.fill("profit factor");
  await expect(page.getByRole("option", { name: /Profit factor.*Metric/ })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(command).toBeHidden();
  await page.keyboard.press("Control+k");
  await expect(command).toHaveValue("");
  await command.fill("samplex 1023-1223 sl48%tp67%");
  await expect(page.getByRole("option", { name: /SAMPLEX.*Strategy/ })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press("Escape");
});
