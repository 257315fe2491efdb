// A window on a service of its own, and what a step in it costs: frames, long tasks, processors, and for how long the service
// answers nobody.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";

export const program = join(import.meta.dirname, "..", "..", "bin", "tessera.js");

export function tessera(home, ...args) {
  const run = spawnSync(process.execPath, [program, "--home", home, ...args]);
  if (run.status !== 0) throw new Error(String(run.stderr));
  return String(run.stdout);
}

/** Runs before the page's own scripts: what has kept its thread for 50 ms or more, and the time of every frame. */
function watchPage() {
  window.longTasks = [];
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) window.longTasks.push(duration);
  }).observe({ type: "longtask" });
  window.frameTimes = [];
  let last = performance.now();
  const tick = (now) => {
    window.frameTimes.push(now - last);
    last = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}

/** Milliseconds of processors that a process has taken. */
function processorOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1).split(" ");
  return 10 * (Number(fields[11]) + Number(fields[12]));
}

const residentOf = (pid) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1024;

/** The process that draws the page, of the browser that ends with this one. */
function rendererOf() {
  const lines = spawnSync("ps", ["-eo", "pid,ppid,args"]).stdout.toString().split("\n");
  const rows = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter(Boolean);
  const parents = new Map(rows.map(([, pid, parent]) => [Number(pid), Number(parent)]));
  const isOurs = (pid) => pid === process.pid || (pid > 1 && isOurs(parents.get(pid) ?? 0));
  const renderers = rows.filter(
    ([, pid, , args]) =>
      args.includes("--type=renderer") && !args.includes("--extension") && isOurs(Number(pid)),
  );
  return Number(renderers.toSorted((a, b) => residentOf(b[1]) - residentOf(a[1]))[0]?.[1]);
}

/** Milliseconds of a processor that the first thread of a process has taken: the page's own, the service's own. */
const threadOf = (pid) =>
  Number(readFileSync(`/proc/${pid}/task/${pid}/schedstat`, "utf8").split(" ")[0]) / 1e6;

/**
 * Asks again and again until it is ended: how long the longest answer took, by the clock and by what the thread that answers
 * took of a processor meanwhile, which a machine with other work does not lengthen.
 */
function askMeanwhile(pid, ask) {
  const longest = { clock: 0, thread: 0 };
  let isOver = false;
  const asking = (async () => {
    while (!isOver) {
      const [began, taken] = [performance.now(), threadOf(pid)];
      await ask();
      longest.clock = Math.max(longest.clock, performance.now() - began);
      longest.thread = Math.max(longest.thread, threadOf(pid) - taken);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  return async () => {
    isOver = true;
    await asking;
    return longest;
  };
}

/** Asks for a small file; a connection that rested is closed by the service now and then. */
const askFor = (address) =>
  fetch(address).then(
    (answer) => answer.arrayBuffer(),
    () => undefined,
  );

/** `tessera serve` on this data root, and the address that it prints. */
async function startService(home) {
  const host = spawn(process.execPath, [program, "serve", "--port", "0", "--home", home], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const address = await new Promise((resolve) => {
    host.stdout.on("data", (text) => {
      const found = /http:\S+/.exec(String(text));
      if (found) resolve(found[0]);
    });
  });
  return { host, address };
}

async function startBrowser() {
  const executablePath = [process.env.TESSERA_CHROMIUM, "/usr/bin/chromium", "/usr/bin/google-chrome"].find(
    (path) => path !== undefined && existsSync(path),
  );
  if (executablePath === undefined) throw new Error("no Chromium was found: set TESSERA_CHROMIUM");
  const browser = await chromium.launch({
    executablePath,
    args: [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--enable-precise-memory-info"],
  });
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, acceptDownloads: true });
  const page = await context.newPage();
  await page.addInitScript(watchPage);
  const cdp = await context.newCDPSession(page);
  return { browser, page, cdp };
}

/** Says in one line what a step was. */
function report(name, { seconds, frames, tasks, page, service, processes, problem }) {
  const sorted = frames.toSorted((a, b) => a - b);
  const at = (share) =>
    Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0);
  const over = tasks.filter((duration) => duration > 100).length;
  const [ofPage, ofService] = processes.map(Math.round);
  const [stood, silent] = [page, service].map(({ thread }) => Math.round(thread));
  console.log(
    [
      `${name.padEnd(42)}${seconds.toFixed(1).padStart(6)} s`,
      `page stood ${stood}, tasks over 100 ms ${over}, longest ${Math.round(Math.max(0, ...tasks))}`,
      `frames ${at(0.5)}, 99 % ${at(0.99)}, longest ${at(1)}`,
      `processors ${ofPage}`,
      `service silent ${silent}, by the clock ${Math.round(service.clock)}, processors ${ofService}${problem}`,
    ].join("; "),
  );
}

/**
 * The window on this data root, in a Chromium without a GPU. `step` says what page and service did meanwhile, in milliseconds:
 * how long each stood still at most (of its own thread's processor), long tasks and frames by the clock, processors in all.
 */
export async function openWindow(home) {
  const { host, address } = await startService(home);
  const { browser, page, cdp } = await startBrowser();
  const small = new URL("/", address).href;
  let renderer = 0;
  const taken = () => [processorOf(renderer), processorOf(host.pid)];

  async function step(name, work) {
    renderer = renderer || rendererOf();
    await page.evaluate(() => {
      window.longTasks.length = window.frameTimes.length = 0;
    });
    const before = taken();
    const ofPage = askMeanwhile(renderer, () => cdp.send("Runtime.evaluate", { expression: "0" }));
    const ofService = askMeanwhile(host.pid, () => askFor(small));
    const began = performance.now();
    const problem = await work().then(
      () => "",
      (error) => ` FAILED: ${String(error).split("\n")[0]}`,
    );
    const seconds = (performance.now() - began) / 1000;
    const answered = { page: await ofPage(), service: await ofService() };
    const seen = await page.evaluate(() => ({ frames: window.frameTimes, tasks: window.longTasks }));
    const processes = taken().map((value, at) => value - before[at]);
    report(name, { seconds, ...seen, ...answered, processes, problem });
  }

  async function memory(when) {
    await cdp.send("HeapProfiler.collectGarbage");
    const heap = await cdp.send("Runtime.getHeapUsage");
    const mb = (bytes) => ((bytes ?? 0) / 2 ** 20).toFixed(0);
    const resident = (pid) => residentOf(pid).toFixed(0);
    console.log(
      `${when}: heap ${mb(heap.usedSize)} MB, arrays ${mb(heap.backingStorageSize)} MB, ` +
        `DOM ${mb(heap.embedderHeapUsedSize)} MB, resident ${resident(renderer)} MB; service ${resident(host.pid)} MB`,
    );
  }

  const screens = page.getByRole("navigation", { name: "Screens" });
  return {
    page,
    step,
    memory,
    open: () => page.goto(address),
    go: (screen) => screens.getByRole("button", { name: screen, exact: true }).click(),
    async close() {
      await browser.close();
      host.kill("SIGINT");
      await new Promise((resolve) => host.once("exit", resolve));
    },
  };
}
