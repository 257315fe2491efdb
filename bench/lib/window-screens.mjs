// Every other screen as it comes into view, and what is found by typing.
const PATIENCE = { timeout: 120_000 };

export async function screenSteps({ page, go, step, memory }) {
  const settled = (ms = 800) => page.waitForTimeout(ms);
  for (const screen of ["Data", "Regimes and sizing", "Search", "Portfolio", "Jobs", "Engine", "Import"])
    await step(`the screen ${screen}`, async () => {
      await go(screen);
      await page.getByRole("heading", { level: 1 }).waitFor(PATIENCE);
      await settled(3_000);
    });
  await step("Strategies again", async () => {
    await go("Strategies");
    await page.getByRole("grid").getByRole("row").nth(10).waitFor(PATIENCE);
    await settled(2_000);
  });
  await step("the palette, a name typed", async () => {
    await page.keyboard.press("Control+k");
    const palette = page.getByLabel("Command", { exact: true });
    await palette.waitFor(PATIENCE);
    await palette.pressSequentially("SL53%TP", { delay: 60 });
    await page
      .getByRole("option", { name: /SL53%TP/ })
      .first()
      .waitFor(PATIENCE);
    await settled();
    await page.keyboard.press("Escape");
    await settled(300);
  });
  await groupSteps(page, go, step);
  await dataSteps(page, go, step);
  await memory("after the screens");
}

async function groupSteps(page, go, step) {
  const grid = page.getByRole("grid", { name: /^Strategies by / });
  await step("groups of strategies", async () => {
    await go("Regimes and sizing");
    // What was typed is remembered, also from the run before.
    await page.getByLabel("Strategies whose name holds").fill("");
    await grid.getByRole("row").nth(5).waitFor({ timeout: 300_000 });
    await page.waitForTimeout(1_000);
  });
  await step("groups: sorting by a figure", async () => {
    await grid.getByRole("columnheader").nth(2).getByRole("button").click();
    await page.waitForTimeout(2_000);
  });
  await step("groups: a name typed", async () => {
    await page.getByLabel("Strategies whose name holds").pressSequentially("SL53%", { delay: 60 });
    await page.waitForTimeout(2_000);
  });
}

async function dataSteps(page, go, step) {
  await go("Data");
  for (const tab of ["Health", "Versions"])
    await step(`Data: ${tab}`, async () => {
      await page
        .getByRole("tab", { name: new RegExp(tab) })
        .first()
        .click({ timeout: 5_000 });
      await page.waitForTimeout(2_500);
    });
}
