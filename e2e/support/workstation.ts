import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test as base, type Page } from "@playwright/test";
import { type HostKind, missingHost } from "./hosts.ts";
import { type Opened, openBrowser } from "./open-browser.ts";
import { type MainProcess, openDouble, openElectron } from "./open-desktop.ts";

const cli = join(import.meta.dirname, "..", "..", "bin", "tessera.js");

/** The screens, by what their entries in the rail say and in its order. */
export const screens = [
  "Import",
  "Data",
  "Regimes and sizing",
  "Search",
  "Portfolio",
  "Strategies",
  "Correlation",
  "Jobs",
  "Engine",
] as const;

export interface HostOption {
  readonly host: HostKind;
  /** Name of the spec: each gets a window and a data root of its own, kept for all of its tests. */
  readonly part: string;
  /** Tables that a search is held against; null for the usual 99, which take ten seconds of what a spec is not about. */
  readonly twins: number | null;
}

export interface Workstation {
  readonly page: Page;
  readonly host: HostKind;
  /** The desktop's main process; a browser has none. */
  readonly main?: MainProcess;
  /** Data root. */
  readonly home: string;
  /** Folder for files of the test. */
  readonly folder: string;
  /** Runs `tessera ARGS` on the same data root; throws with its output when it fails. */
  tessera(...args: string[]): string;
  /** Shows a screen through its rail entry. */
  go(screen: string): Promise<void>;
  /** Opens the window again, on this dataset. */
  reopen(dataset: string): Promise<void>;
}

/** Runs `tessera ARGS` and returns what it printed; throws with its output when it fails. */
export function runTessera(args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: "utf8" });
  if (status !== 0) throw new Error(`tessera ${args.join(" ")}: ${stderr || stdout}`);
  return stdout;
}

function open(host: HostKind, home: string): Promise<Opened> {
  if (host === "browser") return openBrowser(["--home", home]);
  return host === "double" ? openDouble(home) : openElectron(home);
}

/** A window on a service of its own, kept for all tests of a file. */
export const test = base.extend<{ hostIsThere: undefined }, HostOption & { workstation: Workstation }>({
  host: ["browser", { scope: "worker", option: true }],
  part: ["", { scope: "worker", option: true }],
  twins: [9, { scope: "worker", option: true }],
  // Of every test, not of the worker: a skip in a worker's fixture would let its later tests pass unseen.
  hostIsThere: [
    async ({ host }, use, { skip }) => {
      const missing = missingHost(host);
      skip(missing !== null, missing ?? "");
      await use(undefined);
    },
    { auto: true },
  ],
  workstation: [
    async ({ host, part: _part, twins }, use) => {
      const folder = mkdtempSync(join(tmpdir(), "tessera-e2e-"));
      const home = join(folder, "home");
      if (twins !== null) {
        mkdirSync(home);
        writeFileSync(join(home, "settings.ini"), `[search]\ntwins = ${twins}\n`);
      }
      const opened = await open(host, home);
      const { page, main } = opened;
      await page.getByRole("navigation", { name: "Screens" }).waitFor();
      await use({
        page,
        host,
        ...(main ? { main } : {}),
        home,
        folder,
        tessera: (...args) => runTessera(["--home", home, ...args]),
        async go(screen) {
          await page
            .getByRole("navigation", { name: "Screens" })
            .getByRole("button", { name: screen, exact: true })
            .click();
          await page.getByRole("heading", { level: 1 }).waitFor();
        },
        async reopen(dataset) {
          mkdirSync(join(home, "window"), { recursive: true });
          writeFileSync(join(home, "window", "dataset.json"), JSON.stringify(dataset));
          await page.reload();
        },
      });
      await opened.close();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: "worker", timeout: 180_000 },
  ],
});
