import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, test as base, type Page } from "@playwright/test";
import { type HostKind, missingHost } from "./hosts.ts";
import { launchBrowser, type Opened, openBrowser } from "./open-browser.ts";
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
}

interface SpecOption {
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

/** What a worker keeps from test to test: a browser for all of its specs, and the workstation of the spec that runs. */
interface Kept {
  browser?: Browser;
  current?: { readonly spec: string; readonly workstation: Workstation; close(): Promise<void> };
}

async function open(host: HostKind, home: string, kept: Kept): Promise<Opened> {
  if (host === "double") return openDouble(home);
  if (host === "electron") return openElectron(home);
  // Its start takes as long as that of a window in it.
  kept.browser ??= await launchBrowser();
  return openBrowser(kept.browser, ["--home", home]);
}

async function openWorkstation(host: HostKind, twins: number | null, kept: Kept) {
  const folder = mkdtempSync(join(tmpdir(), "tessera-e2e-"));
  const home = join(folder, "home");
  if (twins !== null) {
    mkdirSync(home);
    // Pictures of a sixth of the usual size: to draw the others is a quarter of what a search of the tests takes.
    const pictures = "[export]\nchart_width = 640\nchart_height = 360\n";
    writeFileSync(join(home, "settings.ini"), `[search]\ntwins = ${twins}\n${pictures}`);
  }
  const opened = await open(host, home, kept);
  const { page, main } = opened;
  await page.getByRole("navigation", { name: "Screens" }).waitFor();
  const workstation: Workstation = {
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
  };
  return {
    workstation,
    async close() {
      await opened.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A window on a service of its own with a data root of its own, kept for all tests of a spec. */
export const test = base.extend<
  SpecOption & { hostIsThere: undefined; workstation: Workstation },
  HostOption & { kept: Kept }
>({
  host: ["browser", { scope: "worker", option: true }],
  twins: [9, { option: true }],
  // Of every test, not of the worker: a skip in a worker's fixture would let its later tests pass unseen.
  hostIsThere: [
    async ({ host }, use, { skip }) => {
      const missing = missingHost(host);
      skip(missing !== null, missing ?? "");
      await use(undefined);
    },
    { auto: true },
  ],
  kept: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs here.
    async ({}, use) => {
      const kept: Kept = {};
      await use(kept);
      await kept.current?.close();
      await kept.browser?.close();
    },
    { scope: "worker", timeout: 180_000 },
  ],
  workstation: [
    async ({ host, twins, kept, hostIsThere: _ }, use, { file, repeatEachIndex }) => {
      const spec = `${file} ${repeatEachIndex}`;
      if (kept.current?.spec !== spec) {
        await kept.current?.close();
        delete kept.current;
        kept.current = { spec, ...(await openWorkstation(host, twins, kept)) };
      }
      await use(kept.current.workstation);
    },
    { timeout: 180_000 },
  ],
});
