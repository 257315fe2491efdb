// The screen Strategies, as it is used: scrolled, sorted, filtered, marked, saved.

/** Every row in view has its figures, and nothing says that it is still at work. */
const settled = (page, ms = 800) => page.waitForTimeout(ms);

const PATIENCE = { timeout: 60_000 };

/** No row is being put in another order any more. */
const inOrder = async (page) => {
  await page.waitForTimeout(100);
  await page.locator("[role=grid]:not([aria-busy=true])").first().waitFor(PATIENCE);
};

export async function tableSteps({ page, go, step, memory }) {
  const grid = page.getByRole("grid", { name: "Strategies and their metrics" });
  const heading = (name) => grid.getByRole("columnheader", { name });
  await step("first rows of Strategies", async () => {
    await go("Strategies");
    await grid.getByRole("row").nth(10).waitFor({ timeout: 300_000 });
    await settled(page, 2_000);
  });
  await memory("with the table open");
  await step("nothing, 2 s", () => settled(page, 2_000));
  await step("the wheel, 60 turns", async () => {
    await grid.hover();
    for (let turn = 0; turn < 60; turn++) {
      await page.mouse.wheel(0, 240);
      await page.waitForTimeout(16);
    }
    await settled(page);
  });
  await step("dragging the scroll bar from end to end", async () => {
    await grid.evaluate(async (element) => {
      for (let turn = 0; turn < 60; turn++) {
        element.scrollTop = (element.scrollHeight * turn) / 60;
        await new Promise(requestAnimationFrame);
      }
      element.scrollTop = 0;
    });
    await settled(page);
  });
  for (const [title, name] of [
    ["the Sharpe ratio", /^Sharpe/],
    ["the Sharpe ratio, turned", /^Sharpe/],
    ["name", /^Strategy/],
  ])
    await step(`sorting by ${title}`, async () => {
      await heading(name).getByRole("button").click();
      await heading(name).and(page.locator("[aria-sort]")).waitFor(PATIENCE);
      await inOrder(page);
      await settled(page, 500);
    });
  await filterSteps(page, step);
  await markSteps(page, grid, step);
  await memory("after the table");
}

async function filterSteps(page, step) {
  const filter = page.getByLabel("Filter expression");
  const some = page.locator(".screen-subtitle", { hasText: " of " });
  for (const [title, text] of [
    ["a name", "SL53%"],
    ["figures", "sharpe > 0.2 and win_rate > 40"],
    ["an expression of names", 'not name ~ "/SL[57]3%/"'],
  ]) {
    await step(`typing a filter of ${title}`, async () => {
      await filter.pressSequentially(text, { delay: 60 });
      await some.waitFor(PATIENCE);
      await inOrder(page);
      await settled(page);
    });
    await step("taking it away", async () => {
      await filter.fill("");
      await some.waitFor({ state: "detached", ...PATIENCE });
      await inOrder(page);
      await settled(page, 500);
    });
  }
}

async function markSteps(page, grid, step) {
  await step("opening a strategy", async () => {
    await grid.locator("[data-index='2'] [role=gridcell]").nth(2).click();
    await page.locator(".strategy-detail").waitFor(PATIENCE);
    await settled(page, 1_500);
  });
  await step("ten arrow keys with it open", async () => {
    for (let turn = 0; turn < 10; turn++) {
      await page.keyboard.press("ArrowDown");
      await page.waitForTimeout(60);
    }
    await settled(page, 1_500);
  });
  await step("marking all rows", async () => {
    await page.keyboard.press("Home");
    await page.keyboard.press("Shift+End");
    await page.getByRole("button", { name: /to portfolio/ }).waitFor(PATIENCE);
    await settled(page);
  });
  await step("taking that back", async () => {
    await page.getByRole("button", { name: "Undo" }).last().click();
    await page.getByRole("button", { name: "To portfolio" }).waitFor(PATIENCE);
    await settled(page, 500);
  });
  await step("saving all rows as CSV", async () => {
    const file = page.waitForEvent("download", PATIENCE);
    await page.getByRole("button", { name: "Save the rows shown as CSV" }).click();
    await (await file).path();
    await settled(page, 500);
  });
  await step("another column", async () => {
    await page.getByRole("button", { name: "Columns" }).click();
    await page.locator(".columns-list label:has(input:not(:checked))").first().click();
    await page.keyboard.press("Escape");
    await settled(page, 3_000);
  });
  await step("closing the strategy", async () => {
    await page.locator(".strategy-detail").getByRole("button", { name: "Close" }).click();
    await settled(page, 500);
  });
}
