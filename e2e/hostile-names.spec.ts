import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Page } from "@playwright/test";
import { hostileNames } from "../tests/support/hostile-names.ts";
import { dropFiles } from "./support/pass-files.ts";
import { screens, test, type Workstation } from "./support/workstation.ts";

test.describe.configure({ mode: "serial" });
test.setTimeout(400_000);

/** Names that look like addresses of this host would reach it; nothing listens there. */
const trap = "127.0.0.1:18999";
const dataset = "{{7+7}} 'a' & =1+1 {bold!x}";

/** What a page did that only markup in a name can have made it do. */
interface Watched {
  readonly happened: string[];
}

async function watch(page: Page): Promise<Watched> {
  await noteElements(page);
  const happened: string[] = [];
  const own = new URL(page.url());
  page.on("request", (request) => {
    const url = new URL(request.url());
    const isOwn = url.origin === own.origin || url.protocol === "blob:" || url.protocol === "data:";
    if (!isOwn || url.pathname === "/x" || url.pathname === "/y") happened.push(`asked for ${url}`);
  });
  page.on("dialog", (dialog) => {
    happened.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("framenavigated", (frame) => {
    if (new URL(frame.url()).origin !== own.origin || frame !== page.mainFrame())
      happened.push(`went to ${frame.url()}`);
  });
  page.on("popup", (popup) => happened.push(`opened ${popup.url()}`));
  page.on("pageerror", (error) => happened.push(`error ${error.message}`));
  return { happened };
}

/** Elements that no screen of the product has, and the names have. */
const foreign = [
  "meta[http-equiv=refresh]",
  "iframe",
  "base",
  "form[action^=http]",
  "a[href^=http]",
  "a[href^=javascript]",
  `link[href*="${trap}"]`,
  "img[src=x],img[src=y]",
  "[onload],[onerror]",
  "marquee",
].join(",");

/**
 * Has the page itself note each such element that is put into it, however shortly: a tooltip is gone when the pointer moves on.
 */
async function noteElements(page: Page): Promise<void> {
  await page.evaluate(`
    window.foreignElements = [];
    const note = (node) => {
      if (!(node instanceof Element)) return;
      if (node.matches(${JSON.stringify(foreign)}) || node.querySelector(${JSON.stringify(foreign)}))
        window.foreignElements.push(node.outerHTML.slice(0, 300));
    };
    new MutationObserver((changes) => {
      for (const change of changes) change.addedNodes.forEach(note);
    }).observe(document, { childList: true, subtree: true });
  `);
  // It sees what it is there for.
  const seen = await page.evaluate(`(async () => {
    const box = document.body.appendChild(document.createElement("i"));
    box.innerHTML = "<marquee></marquee>";
    await new Promise((resolve) => setTimeout(resolve, 0));
    box.remove();
    return window.foreignElements.splice(0).length;
  })()`);
  expect(seen).toBeGreaterThan(0);
}

/** Moves over every chart of what is shown, so that tooltips are drawn, and looks at what became of the names. */
async function look(page: Page, where: string, { happened }: Watched): Promise<void> {
  for (const chart of await page.locator(".chart").all()) {
    const box = await chart.boundingBox().catch(() => null);
    if (!box || box.width < 20 || box.height < 20) continue;
    for (const [x, y] of [
      [0.2, 0.3],
      [0.5, 0.5],
      [0.8, 0.7],
    ] as const)
      await page.mouse.move(box.x + box.width * x, box.y + box.height * y, { steps: 2 });
    await page.waitForTimeout(50);
  }
  expect(await page.evaluate("window.foreignElements ?? ['not watched']"), where).toEqual([]);
  expect(await page.locator(foreign).count(), where).toBe(0);
  expect(await page.title(), where).toContain("Tessera");
  expect(happened, where).toEqual([]);
}

/** A table whose strategies, regimes and zones have the names, in a file that has one, too. */
function hostileTable({ folder, tessera }: Workstation): string {
  const sample = join(folder, "sample.csv");
  const size = ["--strategies", String(hostileNames.length), "--observations", "120", "--seed", "3"];
  tessera("sample", sample, ...size, "--format", "enhanced");
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const [head = "", ...rows] = readFileSync(sample, "utf8").trimEnd().split(/\r?\n/);
  const columns = head.split(",");
  const first = columns.findIndex((name) => name.startsWith("strategy_"));
  const lines = rows.map((row, at) => {
    const cells = row.split(",");
    cells[columns.indexOf("market_regime")] = quoted(hostileNames[at % 7] ?? "");
    if (at === 4) cells[first] = quoted("<img src=x onerror=alert(9)>");
    return cells.join(",");
  });
  const file = join(folder, "<img src=y onerror=alert(8)> '&{a}.csv".replaceAll("/", ""));
  writeFileSync(
    file,
    [[...columns.slice(0, first), ...hostileNames.map(quoted)].join(","), ...lines, ""].join("\n"),
  );
  return file;
}

test("names with markup are text on the Import screen", async ({ workstation }) => {
  const { page, go } = workstation;
  const watched = await watch(page);
  const file = hostileTable(workstation);
  await go("Import");
  await dropFiles(page.locator("main"), file);
  await page.getByRole("grid", { name: "First rows of the file" }).getByRole("row").nth(3).waitFor();
  await look(page, "Import", watched);
  await page.getByRole("region", { name: "Problems" }).getByRole("button", { name: /img/ }).first().click();
  await page.getByRole("dialog").waitFor();
  await look(page, "a cell of the file", watched);
  await page.keyboard.press("Escape");
});

test("and on every other screen, in every chart", async ({ workstation }) => {
  const { page, go, reopen, home, folder, tessera } = workstation;
  const file = join(folder, readdirSync(folder).find((name) => name.startsWith("<img")) ?? "");
  tessera("import", file, "--dataset", dataset, "--no-luck");
  const strategies = JSON.parse(tessera("metrics", dataset, "--json", "--no-luck")).strategies as string[];
  expect(strategies).toHaveLength(hostileNames.length);
  mkdirSync(join(home, "portfolios"), { recursive: true });
  for (const [at, name] of ["<img src=x onerror=alert(6)>", "{bold|x} <b>y</b>"].entries()) {
    const id = `00000000-0000-4000-8000-00000000000${at}`;
    const known = { weights: null, createdAt: new Date().toISOString(), found: null };
    const portfolio = { id, name, dataset, members: strategies.slice(at, 12 + 8 * at), ...known };
    writeFileSync(join(home, "portfolios", `${id}.json`), JSON.stringify(portfolio));
  }
  await reopen(dataset);
  const watched = await watch(page);
  for (const screen of screens) {
    await go(screen);
    await page.waitForTimeout(500);
    await look(page, screen, watched);
    if (screen === "Data") await page.getByRole("grid", { name: "Datasets" }).getByText(dataset).click();
    if (screen === "Strategies") await page.getByRole("grid").getByRole("row").nth(1).click();
    for (const tab of await page.getByRole("tab").all()) {
      if (!(await tab.isEnabled())) continue;
      await tab.click();
      await page.waitForTimeout(300);
      await look(page, `${screen}, ${await tab.textContent()}`, watched);
    }
  }
});

test("a search shows them as text, and so do its files", async ({ workstation }) => {
  const { page, go, home, folder, tessera } = workstation;
  const watched = await watch(page);
  await go("Search");
  await page.getByRole("tab", { name: "Search for" }).click();
  for (const field of ["Strategies, from", "to"]) await page.getByLabel(field, { exact: true }).fill("5");
  await page.keyboard.press("Enter");
  await page.locator(".screen-actions").getByRole("button", { name: "Search" }).click();
  await expect(page.getByRole("button", { name: "Open the best" })).toBeVisible({ timeout: 180_000 });
  await look(page, "the result of a search", watched);
  await page.getByRole("button", { name: "Open the best" }).click();
  await page.locator(".chart").first().waitFor();
  await look(page, "the best portfolio", watched);

  for (const [command, ...more] of [["metrics"], ["groups"], ["clusters"]] as const)
    tessera(command ?? "", dataset, ...more, "--out", join(folder, `${command}.csv`), "--json");
  tessera("ulta", dataset, "--out", join(folder, "ulta.md"));
  const results = readdirSync(join(home, "results"), { recursive: true, encoding: "utf8" });
  const written = [
    ...results.map((name) => join(home, "results", name)),
    ...["metrics.csv", "groups.csv", "clusters.csv", "ulta.md"].map((name) => join(folder, name)),
  ].filter((path) => statSync(path).isFile());
  expect(written.length).toBeGreaterThan(6);
  for (const path of written) {
    const text = readFileSync(path, "utf8");
    // A formula of a name, where a cell begins; figures are numbers.
    if (path.endsWith(".csv")) expect(text, path).not.toMatch(/(^|[,\n])"?(=|@|\+1\+|-2\+)/);
    if (path.endsWith(".md"))
      expect(text, path).not.toMatch(/<(img|meta|script|svg|iframe|base|form|link|style)\b/);
  }
});
