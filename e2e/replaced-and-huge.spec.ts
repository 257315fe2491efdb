import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { join } from "node:path";
import { expect } from "@playwright/test";
import { test } from "./support/workstation.ts";

test.describe.configure({ mode: "serial" });
const day = (at: number): string => new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10);
/** A table of so many strategies. */
const table = (strategies: number, rows: number): string =>
  [
    ["Date", ...Array.from({ length: strategies }, (_, at) => `S${at}`)],
    ...Array.from({ length: rows }, (_, row) => [
      day(row),
      ...Array.from({ length: strategies }, (_, at) =>
        (Math.sin(row * row * (at + 1) + at) * 100).toFixed(2),
      ),
    ]),
  ]
    .map((cells) => `${cells.join(",")}\n`)
    .join("");

test("a dataset that another program replaces is shown in its new version, and says so", async ({
  workstation: { page, go, folder, reopen, tessera },
}) => {
  const [before, after] = [join(folder, "before.csv"), join(folder, "after.csv")];
  writeFileSync(before, table(400, 40));
  writeFileSync(after, table(3, 40));
  tessera("import", before, "--dataset", "one", "--odd-columns", "keep", "--no-luck");
  await reopen("one");
  await go("Strategies");
  await expect(page.locator(".screen-subtitle")).toContainText("400 strategies");
  tessera("import", after, "--dataset", "one", "--replace", "--no-luck");
  await expect(page.getByText("one: version 2 is in force, and every screen shows it.")).toBeVisible();
  await expect(page.locator(".screen-subtitle")).toContainText("3 strategies");
  await go("Correlation");
  await expect(page.locator("main")).toContainText("3 × 3");
  await go("Strategies");
  await expect(page.locator(".screen-subtitle")).toContainText("3 strategies");
  // The name is gone: the window goes on with what there is instead of asking for it.
  tessera("rename", "one", "uno");
  await expect(page.getByRole("button", { name: /uno/ }).first()).toBeVisible();
  await expect(page.locator(".screen-subtitle")).toContainText("3 strategies");
});

test("a view that another program keeps is adopted by the window that is open, and so is none", async ({
  workstation: { page, go, folder, reopen, tessera },
}) => {
  const file = join(folder, "viewed.csv");
  writeFileSync(file, table(5, 40));
  tessera("import", file, "--dataset", "viewed", "--odd-columns", "keep", "--no-luck");
  await reopen("viewed");
  await go("Strategies");
  const told = page.getByText("viewed: the view was changed elsewhere, and every screen shows it.");
  const chip = page.locator("main").getByText("From 2024-01-11");
  await expect(page.locator(".screen-subtitle")).toContainText("5 strategies");
  await expect(chip).toHaveCount(0);
  tessera("view", "viewed", "--from", "2024-01-11", "--keep");
  await expect(told.first()).toBeVisible();
  await expect(chip.first()).toBeVisible();
  tessera("view", "viewed", "--clear");
  await expect(chip).toHaveCount(0);
});

test("figures of 1e308 have exponents, and none lies over another", async ({
  workstation: { page, go, home, folder, reopen, tessera },
}) => {
  const file = join(folder, "huge.csv");
  const cells = (at: number): (string | number)[] => [
    [1e308, 1e308, -1e308, 1e307][at % 4] ?? 0,
    at % 3 === 0 ? -100 : 10,
    (Math.sin(at * at) * 50).toFixed(2),
  ];
  const rows = Array.from({ length: 40 }, (_, at) => [day(at), ...cells(at)].join(","));
  writeFileSync(file, `Date,huge,A,B\n${rows.join("\n")}\n`);
  tessera("import", file, "--dataset", "huge", "--odd-columns", "keep", "--no-luck");
  mkdirSync(join(home, "portfolios"), { recursive: true });
  const id = "00000000-0000-4000-8000-000000000082";
  const known = { weights: null, createdAt: new Date().toISOString(), found: null };
  const portfolio = { id, name: "huge", dataset: "huge", members: ["huge", "A", "B"], ...known };
  writeFileSync(join(home, "portfolios", `${id}.json`), JSON.stringify(portfolio));
  await reopen("huge");
  const finder = stripTypeScriptTypes(
    readFileSync(join(import.meta.dirname, "in-page", "find-misplaced.ts"), "utf8"),
  );
  for (const [width, height] of [
    [1440, 900],
    [1280, 720],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const screen of ["Portfolio", "Strategies"]) {
      await go(screen);
      if (screen === "Portfolio") await page.getByRole("region", { name: "Equity" }).waitFor();
      await page.waitForTimeout(700);
      expect.soft(await page.evaluate(finder), `${screen} at ${width}`).toEqual([]);
      const text = (await page.locator("main").textContent()) ?? "";
      expect.soft(text).not.toMatch(/\d(,?000){4}/);
      if (screen === "Portfolio") expect.soft(text).toMatch(/\de30\d/);
      const folderOf = process.env.TESSERA_LAYOUT_PICTURES;
      if (folderOf) await page.screenshot({ path: join(folderOf, `huge-${screen}-${width}.png`) });
    }
  }
});
