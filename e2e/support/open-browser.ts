import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { chromium, type Page } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "./hosts.ts";
import type { MainProcess } from "./open-desktop.ts";

const root = join(import.meta.dirname, "..", "..");

export interface Opened {
  readonly page: Page;
  /** The main process of a desktop; a browser has none. */
  readonly main?: MainProcess;
  close(): Promise<void>;
}

/** The window in Chromium, on a `tessera serve` of its own: with `--home HOME`, say, or by default in another environment. */
export async function openBrowser(args: readonly string[], env = process.env): Promise<Opened> {
  const program = join(root, "bin", "tessera.js");
  const host = spawn(process.execPath, [program, "serve", "--port", "0", ...args], {
    stdio: ["pipe", "pipe", "inherit"],
    env,
  });
  const browser = await chromium.launch({ executablePath: chromiumPath ?? "", args: [...chromiumFlags] });
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    acceptDownloads: true,
    reducedMotion: "reduce",
    colorScheme: "dark",
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const page = await context.newPage();
  await page.goto(await addressOf(host));
  return {
    page,
    async close() {
      await browser.close();
      host.kill("SIGINT");
      await new Promise((resolve) => host.once("exit", resolve));
    },
  };
}

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
