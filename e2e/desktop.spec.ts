import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, type Locator } from "@playwright/test";
import { startDouble } from "./support/open-desktop.ts";
import { commandOf, parentOf } from "./support/proc.ts";
import { test as base, type Workstation } from "./support/workstation.ts";

/**
 * What only a desktop does: its process, its menu, the system's files. Over the double and, where it is there, the real
 * Electron.
 */
const test = base.extend<{ desktop: Workstation & { main: NonNullable<Workstation["main"]> } }>({
  desktop: async ({ workstation }, use) => {
    const { main } = workstation;
    if (!main) throw new Error("a desktop has a main process");
    await use({ ...workstation, main });
  },
});
// Before a window is opened for it.
test.skip(({ host }) => host === "browser", "a browser has no main process");

/** Kills the service's process, as a fault in native code does. */
async function endService({
  main,
  home,
}: {
  main: NonNullable<Workstation["main"]>;
  home: string;
}): Promise<void> {
  const pid = await main.evaluate(() => process.pid);
  const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && parentOf(name) === pid);
  const service = children.find((name) => commandOf(name).includes("service.js"));
  if (!service) throw new Error(`no service of ${home} is running`);
  process.kill(Number(service), "SIGKILL");
}

test("the service that ends is said, started again, and what was shown is asked again", async ({
  desktop,
}) => {
  const { page, main } = desktop;
  const status = page.getByRole("contentinfo");
  await expect(status).toContainText("Ready");
  await desktop.go("Data");
  await endService(desktop);
  await expect(status.getByRole("alert")).toContainText("ended unexpectedly");
  await expect(status).toContainText("Ready");
  await expect(page.getByText("There is no dataset yet")).toBeVisible();
  await status.getByRole("button", { name: "Dismiss" }).click();
  await expect(status.getByRole("alert")).toHaveCount(0);
  expect(await main.evaluate(({ app }) => app.isReady())).toBe(true);
});

test("after five ends it stays down, calls fail at once, and the user starts it again", async ({
  desktop,
}) => {
  const { page } = desktop;
  const status = page.getByRole("contentinfo");
  // Ends of the tests before count, too, where they are less than a minute ago.
  for (let count = 0; count < 5 && !(await status.textContent())?.includes("Stopped"); count++) {
    await endService(desktop);
    await page.waitForTimeout(700);
  }
  await expect(status).toContainText("Stopped");
  await expect(status.getByRole("alert")).toContainText("was not started again");
  await desktop.go("Jobs");
  await expect(page.getByRole("main")).toContainText("was not started again");
  await status.getByRole("button", { name: "Start it again" }).click();
  await expect(status).toContainText("Ready");
  await expect(page.getByRole("main")).not.toContainText("was not started again");
  await status.getByRole("button", { name: "Dismiss" }).click();
});

test("a job of the queue is worked on", async ({ desktop }) => {
  const { tessera, folder, page } = desktop;
  const csv = join(folder, "queued.csv");
  tessera("sample", csv, "--strategies", "20", "--observations", "40", "--seed", "3");
  tessera("jobs", "submit", "dataset.import", JSON.stringify({ files: [csv], dataset: "queued" }));
  await desktop.go("Data");
  await expect(page.getByRole("main")).toContainText("queued", { timeout: 60_000 });
});

test("files on the command line of a second start are opened in the window of the first", async ({
  desktop,
}) => {
  const { page, home, folder, main, tessera } = desktop;
  const csv = join(folder, "handed over.csv");
  tessera("sample", csv, "--strategies", "20", "--observations", "40", "--seed", "4");
  const second = startDouble(home, [csv]);
  expect(await new Promise((resolve) => second.once("exit", resolve))).toBe(0);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Import");
  await expect(page.getByRole("main")).toContainText("handed over.csv");
  const recent = await main.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()
      ?.getMenuItemById("recent")
      ?.submenu?.items.map(({ label }) => label),
  );
  expect(recent).toContain("handed over.csv");
});

test("every command of the palette stands in the menu, and an accelerator carries one out", async ({
  desktop,
}) => {
  const { page, main } = desktop;
  await desktop.go("Data");
  await page.keyboard.press("Control+k");
  const options = page.getByRole("option");
  await expect.poll(() => options.count()).toBeGreaterThan(9);
  const offered = await options.allTextContents();
  await page.keyboard.press("Escape");
  // The menu hears of the screen's commands a moment after the screen is there.
  const missing = async () => {
    const titles = await main.evaluate(({ Menu }) => {
      const all = (items: Electron.MenuItem[]): string[] =>
        items.flatMap((item) => [item.label, ...(item.submenu ? all(item.submenu.items) : [])]);
      return all(Menu.getApplicationMenu()?.items ?? []);
    });
    return offered.filter((text) => !titles.some((title) => text.startsWith(title)));
  };
  await expect.poll(missing).toEqual([]);
  await page.keyboard.press("Control+o");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Import");
});

test("the page keeps to itself: no navigation, no window, no permission", async ({ desktop }) => {
  const { page } = desktop;
  const before = page.url();
  await page.evaluate("location.href = 'https://example.invalid.test/'").catch(() => {});
  await page.waitForTimeout(300);
  expect(page.url()).toBe(before);
  // Electron makes none at all; over the double Chromium makes one, which is closed again.
  const made = page.waitForEvent("popup", { timeout: 2_000 }).catch(() => null);
  await page.evaluate("void window.open('https://example.test/')");
  await made;
  await expect.poll(() => page.context().pages().length).toBe(1);
  expect(
    await page.evaluate("navigator.permissions.query({ name: 'geolocation' }).then((one) => one.state)"),
  ).toBe("denied");
  // The page's own policy: no script that somebody writes into it is run.
  await page.evaluate(
    "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = 1' }))",
  );
  expect(await page.evaluate("typeof window.ran")).toBe("undefined");
  expect(await page.evaluate("typeof require + typeof process + typeof window.tessera")).toBe(
    "undefinedundefinedobject",
  );
});

test("the page gets no file that the user did not give to it", async ({ desktop }) => {
  const { page } = desktop;
  const asked = (name: string, argument: object) =>
    page.evaluate(`window.tessera.request('${name}', ${JSON.stringify(argument)}).then(
      ({ ok }) => (ok ? 'done' : 'refused'), () => 'refused')`);
  expect(await asked("chosen", { path: "/etc/passwd" })).toBe("refused");
  expect(await asked("reveal", { path: "/etc/passwd" })).toBe("refused");
  expect(await asked("drag", { path: "/etc/passwd" })).toBe("refused");
  expect(await asked("drag", { name: "../elsewhere.csv", bytes: [] })).toBe("refused");
  // A line of its own, past everything that the window's own code checks.
  const answer = await page.evaluate(`(async () => {
    const tessera = crypto.randomUUID();
    const port = await new Promise((arrived) => {
      addEventListener("message", (event) => event.data?.tessera === tessera && arrived(event.ports[0]));
      window.tessera.request("connect", { nonce: tessera });
    });
    port.postMessage({ kind: "call", id: 1, method: "file.inspect", request: { file: "/etc/passwd" } });
    return new Promise((said) => {
      port.onmessage = ({ data }) => "id" in data && said(data.problem?.message ?? data.kind);
    });
  })()`);
  expect(answer).toBe("/etc/passwd lies outside the data root.");
  await page.reload();
  await expect(page.getByRole("contentinfo")).toContainText("Ready");
});

test("the box about the program leads to the engine, whose reason is the command line's", async ({
  desktop,
}) => {
  const { main, page, tessera } = desktop;
  await main.evaluate(({ dialog, Menu }) => {
    dialog.showMessageBox = (async ({ buttons }: Electron.MessageBoxOptions) => ({
      response: buttons?.indexOf("Engine Report"),
    })) as typeof dialog.showMessageBox;
    Menu.getApplicationMenu()?.getMenuItemById("about")?.click();
  });
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Engine");
  const { backends } = JSON.parse(tessera("engine", "--json")) as {
    backends: { reason: string; version: string | null }[];
  };
  const refused = backends.filter(({ version }) => version === null);
  for (const { reason } of refused) await expect(page.getByRole("main")).toContainText(reason);
});

test("what the service says is in the log, and the diagnostics hold no value of a table", async ({
  desktop,
}) => {
  const { main, folder } = desktop;
  const file = join(folder, "diagnostics.txt");
  await main.evaluate(({ dialog, Menu }, path) => {
    dialog.showSaveDialog = (async () => ({
      canceled: false,
      filePath: path,
    })) as typeof dialog.showSaveDialog;
    Menu.getApplicationMenu()?.getMenuItemById("diagnostics")?.click();
  }, file);
  await expect.poll(() => existsSync(file)).toBe(true);
  const text = readFileSync(file, "utf8");
  expect(text).toContain("Tessera 0.");
  expect(text).toContain(" desktop: Tessera 0.");
  expect(text).not.toMatch(/(?<![\w.])-?\d+\.\d{3,}(?![\w.])/);
});

test("a page is saved as PDF from the menu, and a report by the queue through a window that nobody sees", async ({
  desktop,
}) => {
  const { main, folder, home, page, tessera } = desktop;
  const shown = join(folder, "screen.pdf");
  await main.evaluate(({ dialog, Menu }, path) => {
    dialog.showSaveDialog = (async () => ({
      canceled: false,
      filePath: path,
    })) as typeof dialog.showSaveDialog;
    Menu.getApplicationMenu()?.getMenuItemById("pdf")?.click();
  }, shown);
  tessera("import", join(folder, "queued.csv"), "--dataset", "printed");
  const report = join(home, "results", "report.pdf");
  const asked = { dataset: "printed", subject: { kind: "dataset" }, file: report };
  tessera("jobs", "submit", "report.write", JSON.stringify(asked));
  for (const file of [shown, report]) {
    await expect.poll(() => existsSync(file), { timeout: 60_000 }).toBe(true);
    expect(readFileSync(file, "latin1").slice(0, 5)).toBe("%PDF-");
  }
  // The file is there before the window is gone.
  await expect.poll(() => page.context().pages().length).toBe(1);
});

test("the page is printed with its colours; what went wrong is said, what the user cancelled is not", async ({
  desktop,
}) => {
  const { main, page } = desktop;
  await main.evaluate(({ BrowserWindow, dialog }) => {
    const [window] = BrowserWindow.getAllWindows();
    const outcomes = ["", "Print job canceled", "Invalid printer settings"];
    const printed: boolean[] = [];
    const said: string[] = [];
    Object.assign(globalThis, { printed, said });
    dialog.showErrorBox = (_title, content) => void said.push(content);
    if (!window) return;
    window.webContents.print = ({ printBackground } = {}, done) => {
      const reason = outcomes[printed.push(printBackground === true) - 1] ?? "";
      done?.(reason === "", reason);
    };
  });
  await page.keyboard.press("Control+p");
  const noted = () =>
    main.evaluate(() => {
      const { printed, said } = globalThis as unknown as { printed: boolean[]; said: string[] };
      return { printed, said };
    });
  await expect.poll(async () => (await noted()).printed).toEqual([true]);
  await main.evaluate(({ Menu }) => {
    for (let count = 0; count < 2; count++) Menu.getApplicationMenu()?.getMenuItemById("print")?.click();
  });
  expect(await noted()).toEqual({ printed: [true, true, true], said: ["Invalid printer settings"] });
});

test("a chart, a table and a result file are dragged out by the pointer, as files", async ({ desktop }) => {
  const { main, home, page, tessera } = desktop;
  const out = join(home, "results", "dragged");
  const search = { minSize: 4, maxSize: 4, algorithms: ["hc"], evaluations: 2000 };
  const asked = { dataset: "printed", ...search, verdict: { twins: 0 }, out };
  tessera("jobs", "submit", "search.run", JSON.stringify(asked), "--title", "To be dragged");
  // What the system is given to drag; a test cannot let it go over a desk.
  await main.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    const began: string[] = [];
    Object.assign(globalThis, { began });
    if (window) window.webContents.startDrag = ({ file }) => void began.push(file);
  });
  const began = () => main.evaluate(() => (globalThis as unknown as { began: string[] }).began);
  const drag = async (handle: Locator, count: number): Promise<string> => {
    await handle.hover();
    await page.mouse.down();
    await page.mouse.move(600, 500, { steps: 4 });
    await page.mouse.up();
    await expect.poll(began).toHaveLength(count);
    return (await began())[count - 1] ?? "";
  };
  await desktop.go("Jobs");
  const job = page.getByRole("grid", { name: "Jobs" }).getByRole("row", { name: /To be dragged/ });
  await expect(job).toContainText("completed", { timeout: 60_000 });
  await job.getByText("To be dragged").click();
  const result = page.getByRole("button", { name: "strategy_metrics.csv" });
  expect(await drag(result, 1)).toBe(join(out, "strategy_metrics.csv"));

  await page.getByRole("button", { name: "Open the best" }).click();
  const chart = await drag(page.getByRole("button", { name: "Copy or save Equity", exact: true }), 2);
  expect(basename(chart)).toBe("equity.png");
  expect(readFileSync(chart).subarray(1, 4).toString()).toBe("PNG");
  await page.getByRole("tab", { name: "Members", exact: true }).click();
  const table = await drag(page.getByRole("button", { name: /^Copy or save Members of/ }), 3);
  expect(readFileSync(table, "utf8").split("\n")[0]).toContain("strategy,weight,pnl_share");
});

test("quitting asks while something runs, and does not quit on Cancel", async ({ desktop }) => {
  const { main, page } = desktop;
  await page.evaluate("window.tessera.request('underWay', { titles: ['Searching'], fraction: 0.5 })");
  const asked = await main.evaluate(({ app, dialog, BrowserWindow }) => {
    let question = "";
    dialog.showMessageBoxSync = ((_window: unknown, options: { message: string }) => {
      question = options.message;
      return 0;
    }) as typeof dialog.showMessageBoxSync;
    app.quit();
    return `${question} ${BrowserWindow.getAllWindows().length}`;
  });
  expect(asked).toBe('"Searching" is still running. 1');
  await page.evaluate("window.tessera.request('underWay', { titles: [], fraction: null })");
});

test("the process that draws ends: that is said, another is started, and what was drawn is drawn anew", async ({
  desktop,
}) => {
  const { main, page, folder, tessera } = desktop;
  const csv = join(folder, "drawn.csv");
  tessera("sample", csv, "--strategies", "60", "--observations", "80", "--seed", "5");
  tessera("import", csv, "--dataset", "drawn");
  await desktop.reopen("drawn");
  await desktop.go("Correlation");
  // What a picture of each takes as a file: of an empty canvas a small part of that.
  const canvases = [
    page.getByRole("application", { name: /^Correlation map/ }),
    page.locator("main canvas").last(),
  ];
  const sizes = async () => {
    const pictures = [];
    for (const one of canvases) pictures.push((await one.screenshot()).length);
    return pictures;
  };
  let drawn: number[] = [];
  const isAtRest = async () => {
    const before = drawn;
    drawn = await sizes();
    return drawn.every((size, at) => size > 2_000 && size === before[at]);
  };
  await expect.poll(isAtRest).toBe(true);
  const drawing = () =>
    main.evaluate(({ app }) => app.getAppMetrics().find(({ type }) => type === "GPU")?.pid ?? 0);
  const ended = await drawing();
  process.kill(ended, "SIGKILL");
  const status = page.getByRole("contentinfo");
  await expect(status.getByRole("alert")).toContainText("The graphics process ended unexpectedly");
  await expect(status).toContainText("Ready");
  await expect.poll(async () => [0, ended].includes(await drawing())).toBe(false);
  // The map may have become finer meanwhile, which takes more.
  const isDrawn = async () => (await sizes()).every((size, at) => size > 0.95 * (drawn[at] ?? Infinity));
  await page.waitForTimeout(1_000);
  await expect.poll(isDrawn).toBe(true);
  await status.getByRole("button", { name: "Dismiss" }).click();
});

// From here on who drives the page is done with it; what is asked is asked of the window.
const crash = ({ main }: { main: NonNullable<Workstation["main"]> }) =>
  main.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    await contents?.executeJavaScript("document.body.dataset.ends = true");
    contents?.forcefullyCrashRenderer();
  });
/** What the page that follows shows; nothing while there is none. */
const reads = ({ main }: { main: NonNullable<Workstation["main"]> }) =>
  main
    .evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      const text = "document.body.dataset.ends ? '' : document.body.innerText";
      return window?.webContents.executeJavaScript(text) as Promise<string>;
    })
    .catch(() => "");

test("the page ends: it is loaded again where it was, says so, and what was finished or queued is there", async ({
  desktop,
}) => {
  const { folder, tessera } = desktop;
  const csv = join(folder, "kept.csv");
  tessera("sample", csv, "--strategies", "300", "--observations", "400", "--seed", "6");
  tessera("import", csv, "--dataset", "kept");
  const search = { minSize: 20, maxSize: 20, algorithms: ["hc"], evaluations: 4_000_000 };
  const asked = { dataset: "kept", ...search, verdict: { twins: 0 } };
  tessera("jobs", "submit", "search.run", JSON.stringify(asked), "--title", "Goes on");
  await desktop.reopen("kept");
  await desktop.go("Jobs");
  const job = () => {
    const { jobs } = JSON.parse(tessera("jobs", "list", "--json")) as {
      jobs: { title: string; state: string }[];
    };
    return jobs.find(({ title }) => title === "Goes on")?.state;
  };
  await expect.poll(job).toBe("running");
  await crash(desktop);
  const shown = expect.poll(() => reads(desktop), { timeout: 30_000 });
  await shown.toContain("ended unexpectedly (crashed) and was loaded again");
  await shown.toMatch(/Jobs.*Goes on.*Ready.*Dataset\s+kept/s);
  await expect.poll(job, { timeout: 60_000 }).toBe("completed");
  await expect.poll(() => reads(desktop)).toMatch(/Goes on.*completed/s);
});

test("a page that ends again and again is loaded when the user says so", async ({ desktop }) => {
  const { main } = desktop;
  await main.evaluate(({ dialog }) => {
    Object.assign(globalThis, { question: "" });
    dialog.showMessageBoxSync = ((_window: unknown, options: { message: string }) => {
      Object.assign(globalThis, { question: options.message });
      return 0;
    }) as typeof dialog.showMessageBoxSync;
  });
  const question = () => main.evaluate(() => (globalThis as unknown as { question: string }).question);
  // The end in the test before counts, where it is less than a minute ago.
  for (let count = 0; count < 5 && (await question()) === ""; count++) {
    await crash(desktop);
    await expect.poll(() => reads(desktop), { timeout: 30_000 }).toContain("was loaded again");
  }
  expect(await question()).toBe("The window's page ended 5 times within a minute (crashed).");
  await expect.poll(() => reads(desktop)).toContain("Ready");
});
