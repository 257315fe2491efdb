import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { checkAccess } from "./support/check-access.ts";
import { launchBrowser, openBrowser } from "./support/open-browser.ts";
import { runTessera, test } from "./support/workstation.ts";

test("datasets that an earlier version kept elsewhere are said, with the way to them", async ({
  host,
  kept,
}) => {
  test.skip(host !== "browser", "a desktop has the environment of the user");
  const user = mkdtempSync(join(tmpdir(), "tessera-user-"));
  const older = join(user, ".tessera");
  runTessera(["sample", join(user, "old.csv"), "--strategies", "20", "--observations", "20"]);
  runTessera(["import", join(user, "old.csv"), "--dataset", "old", "--home", older]);
  const { TESSERA_HOME: _, XDG_DATA_HOME: __, XDG_CONFIG_HOME: ___, ...others } = process.env;
  kept.browser ??= await launchBrowser();
  const opened = await openBrowser(kept.browser, [], { ...others, HOME: user });
  try {
    const { page } = opened;
    await page
      .getByRole("navigation", { name: "Screens" })
      .getByRole("button", { name: "Data", exact: true })
      .click();
    const said = page.getByRole("region", { name: `Datasets in ${older}` });
    await expect(said).toContainText("holds 1 dataset (old)");
    await expect(said).toContainText(join(user, ".local", "share", "tessera"));
    await checkAccess(page);
  } finally {
    await opened.close();
    rmSync(user, { recursive: true, force: true });
  }
});
