import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, chromium as browserType, type Page } from "@playwright/test";
import { chromium } from "../playwright.config.ts";

const root = join(import.meta.dirname, "..", "..");
const cli = join(root, "bin", "tessera.js");

/** Background services of the browser are off: the tests measure, and nothing leaves the machine. */
const flags = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-sync",
  "--no-first-run",
  "--disable-features=Translate,OptimizationHints,MediaRouter",
];

export interface Workstation {
  readonly page: Page;
  /** Data root. */
  readonly home: string;
  /** Folder for files of the test. */
  readonly folder: string;
  /** Runs `tessera ARGS` on the same data root; throws with its output when it fails. */
  tessera(...args: string[]): string;
  /** Shows a screen through its rail entry. */
  go(screen: string): Promise<void>;
}

/** A browser window on a service of its own, kept for all tests of a file. */
export const test = base.extend<object, { workstation: Workstation }>({
  workstation: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for a pattern
    async ({}, use) => {
      base.skip(chromium === undefined, "no Chromium was found: set TESSERA_CHROMIUM");
      const folder = mkdtempSync(join(tmpdir(), "tessera-e2e-"));
      const home = join(folder, "home");
      const host = spawn(process.execPath, [join(root, "dist", "hosts", "serve.js"), "--home", home], {
        stdio: ["pipe", "pipe", "inherit"],
      });
      const browser = await browserType.launch({ executablePath: chromium ?? "", args: flags });
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        acceptDownloads: true,
      });
      const page = await context.newPage();
      await page.goto(await addressOf(host));
      await page.getByRole("navigation", { name: "Screens" }).waitFor();
      await use({
        page,
        home,
        folder,
        tessera(...args) {
          const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "--home", home, ...args], {
            encoding: "utf8",
          });
          if (status !== 0) throw new Error(`tessera ${args.join(" ")}: ${stderr || stdout}`);
          return stdout;
        },
        async go(screen) {
          await page
            .getByRole("navigation", { name: "Screens" })
            .getByRole("button", { name: screen, exact: true })
            .click();
          await page.getByRole("heading", { level: 1 }).waitFor();
        },
      });
      await browser.close();
      host.kill("SIGINT");
      await new Promise((resolve) => host.once("exit", resolve));
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 60_000 },
  ],
});

/** The one-time address that the host prints. */
function addressOf(host: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    host.stdout?.on("data", (chunk: Buffer) => {
      text += chunk;
      const found = /http:\S+/.exec(text)?.[0];
      if (found) resolve(found);
    });
    host.once("exit", (code) => reject(new Error(`the host ended with code ${code}`)));
  });
}
