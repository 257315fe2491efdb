import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { chromiumFlags, chromiumPath } from "./hosts.ts";
import type { MainProcess } from "./open-desktop.ts";
import { commandOf } from "./proc.ts";

const program = join(import.meta.dirname, "..", "..", "bin", "tessera.js");

export interface Opened {
  readonly page: Page;
  /** The main process of a desktop; a browser has none. */
  readonly main?: MainProcess;
  close(): Promise<void>;
}

export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath ?? "", args: [...chromiumFlags] });

/**
 * The window in a Chromium that is open already, on a `tessera serve` of its own: with `--home HOME`, say, or by default in
 * another environment.
 */
export async function openBrowser(
  browser: Browser,
  args: readonly string[],
  env = process.env,
): Promise<Opened> {
  const host = spawn(process.execPath, [program, "serve", "--port", "0", ...args], {
    stdio: ["pipe", "pipe", "inherit"],
    env,
  });
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
      await context.close();
      host.kill("SIGINT");
      await new Promise((resolve) => host.once("exit", resolve));
    },
  };
}

/** A browser and a host that can be killed together. */
export interface Killable {
  readonly page: Page;
  /** Both at one moment, without a word to either. */
  kill(): Promise<void>;
}

/** The window in a Chromium of its own, with its profile in `folder`, on a `tessera serve` at this port. */
export async function openKillable(folder: string, home: string, port: number): Promise<Killable> {
  const host = spawn(process.execPath, [program, "serve", "--port", String(port), "--home", home], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: chromiumPath ?? "",
    args: [...chromiumFlags],
    viewport: { width: 1440, height: 900 },
    reducedMotion: "reduce",
    colorScheme: "dark",
  });
  const page = await context.newPage();
  await page.goto(await addressOf(host));
  return {
    page,
    async kill() {
      if (host.signalCode !== null) return;
      const ended = [once(host, "exit"), context.waitForEvent("close")];
      for (const pid of [host.pid as number, browserOver(folder)]) process.kill(pid, "SIGKILL");
      await Promise.all(ended);
    },
  };
}

/** The process of the browser that has its profile in this folder. */
function browserOver(folder: string): number {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const isBrowser = (pid: string): boolean => {
    const command = commandOf(pid);
    return command.includes(`--user-data-dir=${folder}`) && !command.includes("--type=");
  };
  return Number(pids.find(isBrowser));
}

/** A port that nobody has at the moment. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
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
