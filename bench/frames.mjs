// Frame times and memory of the window with 100,000 strategies:
//   node bench/frames.mjs [--strategies N] [--home FOLDER] [--steps table,map,import]
// A map of a million strategies is minutes of work on few processors: --steps table leaves it out.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { chromium } from "@playwright/test";

const root = join(import.meta.dirname, "..");
const { values } = parseArgs({
  options: {
    strategies: { type: "string", default: "100000" },
    home: { type: "string" },
    steps: { type: "string", default: "table,map,import" },
  },
});
const program = join(root, "bin", "tessera.js");
const home = values.home ?? mkdtempSync(join(tmpdir(), "tessera-frames-"));
const executablePath = [process.env.TESSERA_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined) throw new Error("no Chromium was found: set TESSERA_CHROMIUM");

function tessera(...args) {
  const run = spawnSync(process.execPath, [program, "--home", home, ...args]);
  if (run.status !== 0) throw new Error(String(run.stderr));
  return String(run.stdout);
}
if (!existsSync(join(home, "datasets", "big"))) {
  const csv = join(home, "big.csv");
  tessera("sample", csv, "--strategies", values.strategies, "--observations", "82");
  tessera("import", csv, "--dataset", "big");
  rmSync(csv);
}

const host = spawn(process.execPath, [program, "serve", "--port", "0", "--home", home], {
  stdio: ["pipe", "pipe", "inherit"],
});
const address = await new Promise((resolve) => {
  host.stdout.on("data", (text) => {
    const found = /http:\S+/.exec(String(text));
    if (found) resolve(found[0]);
  });
});
const browser = await chromium.launch({
  executablePath,
  args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--enable-precise-memory-info"],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
const cdp = await page.context().newCDPSession(page);

/** Frame times in ms while `work` goes on, from requestAnimationFrame. */
async function frames(name, work) {
  await page.evaluate(() => {
    const times = [];
    let last = performance.now();
    const tick = (now) => {
      times.push(now - last);
      last = now;
      window.frameTimer = requestAnimationFrame(tick);
    };
    window.frameTimes = times;
    window.frameTimer = requestAnimationFrame(tick);
  });
  await work();
  const times = await page.evaluate(() => {
    cancelAnimationFrame(window.frameTimer);
    return window.frameTimes.slice(1);
  });
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(1);
  const over = times.filter((time) => time > 50).length;
  console.log(
    `${name}: ${times.length} frames, median ${at(0.5)} ms, 99 % ${at(0.99)} ms, longest ${at(1)} ms, ${over} over 50 ms`,
  );
}

async function memory(when) {
  await cdp.send("HeapProfiler.collectGarbage");
  const {
    usedSize,
    embedderHeapUsedSize = 0,
    backingStorageSize = 0,
  } = await cdp.send("Runtime.getHeapUsage");
  const resident = spawnSync("ps", ["-eo", "rss,args"]).stdout.toString().split("\n");
  const renderer = resident.filter(
    (line) => line.includes("--type=renderer") && !line.includes("--extension"),
  );
  const rss = Math.max(...renderer.map((line) => Number(line.trim().split(" ")[0])));
  const mb = (bytes) => (bytes / 2 ** 20).toFixed(0);
  console.log(
    `${when}: heap ${mb(usedSize)} MB, arrays ${mb(backingStorageSize)} MB, DOM ${mb(embedderHeapUsedSize)} MB, resident ${mb(rss * 1024)} MB`,
  );
}

const go = (screen) =>
  page
    .getByRole("navigation", { name: "Screens" })
    .getByRole("button", { name: screen, exact: true })
    .click();
const wait = (ms) => page.waitForTimeout(ms);

await page.goto(address);
await page.getByRole("navigation", { name: "Screens" }).waitFor();
await page.getByText("big").first().waitFor();
await wait(500);

async function table() {
  const start = performance.now();
  await go("Strategies");
  const grid = page.getByRole("grid", { name: "Strategies and their metrics" });
  await grid.getByRole("row").nth(10).waitFor({ timeout: 300_000 });
  console.log(`first table rows after ${((performance.now() - start) / 1000).toFixed(2)} s`);
  await wait(1_500);

  await grid.hover();
  await frames("scrolling the table by the wheel", async () => {
    for (let turn = 0; turn < 120; turn++) {
      await page.mouse.wheel(0, 240);
      await wait(16);
    }
  });
  await frames("dragging the table's scroll bar", () =>
    grid.evaluate(async (element) => {
      for (let step = 0; step < 120; step++) {
        element.scrollTop = (element.scrollHeight * step) / 120;
        await new Promise(requestAnimationFrame);
      }
    }),
  );
  const heading = grid.getByRole("columnheader", { name: /^Sharpe/ });
  await frames("sorting the table", async () => {
    const click = performance.now();
    await heading.click();
    await heading.and(page.locator("[aria-sort]:not([aria-sort=none])")).waitFor();
    console.log(`sorted after ${((performance.now() - click) / 1000).toFixed(2)} s`);
    await wait(500);
  });
  const filter = page.getByLabel("Filter expression");
  await frames("filtering the table, typed", async () => {
    await filter.pressSequentially('name ~ "SL53%"', { delay: 60 });
    await wait(1_500);
  });
  await filter.fill("");
  await memory("after the table");
}

async function map() {
  const before = performance.now();
  await go("Correlation");
  const drawn = page.getByLabel(/Correlation map of/);
  await drawn.waitFor({ timeout: 120_000 });
  console.log(`map after ${((performance.now() - before) / 1000).toFixed(2)} s`);
  await page
    .getByRole("grid", { name: "Pairs of largest correlation" })
    .getByRole("row")
    .nth(2)
    .waitFor({ timeout: 60_000 });
  await wait(3_000);
  const box = await drawn.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await frames("zooming the map to single cells", async () => {
    for (let turn = 0; turn < 90; turn++) {
      await page.mouse.wheel(0, -40);
      await wait(30);
    }
  });
  async function pan(name) {
    await frames(name, async () => {
      for (let stroke = 0; stroke < 4; stroke++) {
        await page.mouse.move(x, y);
        await page.mouse.down();
        for (let step = 0; step < 40; step++) {
          await page.mouse.move(x - step * 8, y - step * 5);
          await wait(16);
        }
        await page.mouse.up();
      }
    });
  }
  await pan("moving the map near by");
  await page.mouse.move(x, y);
  for (let turn = 0; turn < 22; turn++) await page.mouse.wheel(0, 80);
  await pan("moving the map half way");
  await memory("after the map");
}

async function importing() {
  const wide = join(home, "wide.csv");
  tessera("sample", wide, "--strategies", values.strategies, "--observations", "6");
  await go("Import");
  await page.getByLabel("Files to import").setInputFiles(wide);
  const columns = page.getByRole("region", { name: "Columns" });
  await columns
    .getByText(/ of 100,00|, mapping /)
    .first()
    .waitFor({ timeout: 60_000 });
  await wait(1_000);
  const find = page.getByLabel("Find columns");
  for (const [what, text] of [
    ["text", "SL53%TP"],
    ["a regular expression", "/SL(53|63)%/"],
  ])
    await frames(`finding columns by ${what}, typed`, async () => {
      await find.fill("");
      await find.pressSequentially(text, { delay: 60 });
      await wait(200);
    });
  const bulk = performance.now();
  await page.getByLabel("Role for all columns shown").selectOption("ignore");
  await page.locator(".screen-subtitle", { hasNotText: "100,000" }).waitFor();
  console.log(`role of all columns found changed after ${((performance.now() - bulk) / 1000).toFixed(2)} s`);
  await memory("after the mapping");
  rmSync(wide);
}

const steps = { table, map, import: importing };
for (const step of values.steps.split(",")) await steps[step]();
await browser.close();
host.kill("SIGINT");
if (values.home === undefined) rmSync(home, { recursive: true, force: true });
