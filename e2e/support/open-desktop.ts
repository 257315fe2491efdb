import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { _electron, chromium } from "@playwright/test";
import { electronPath } from "./hosts.ts";
import type { Opened } from "./open-browser.ts";

const root = join(import.meta.dirname, "..", "..");
const start = join(root, "tests", "electron-double", "start.ts");

/** The main process of a desktop under test. */
export interface MainProcess {
  /** Calls a function there, with Electron's module; it is sent as text, so it sees nothing of the test but its argument. */
  evaluate<Result>(
    call: (electron: typeof import("electron"), argument: string) => Result,
    argument?: string,
  ): Promise<Awaited<Result>>;
  /** Resolves to its exit code when it has ended. */
  readonly ended: Promise<number | null>;
}

const environment = (home: string): NodeJS.ProcessEnv => ({
  ...process.env,
  TESSERA_HOME: home,
  // Electron's own folder beside it, so that windows do not share what they remember.
  XDG_CONFIG_HOME: join(home, "..", "config"),
});

/**
 * The window of the real desktop over this data root. Its binary must have the inspector's fuse on, as the unpackaged one has.
 */
export async function openElectron(home: string, args: readonly string[] = []): Promise<Opened> {
  const app = await _electron.launch({
    executablePath: electronPath ?? "",
    args: [root, ...args],
    env: environment(home) as Record<string, string>,
  });
  const page = await app.firstWindow();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ reducedMotion: "reduce" });
  const ended = new Promise<number | null>((resolve) => app.process().once("exit", resolve));
  const main: MainProcess = {
    evaluate: (call, argument = "") => app.evaluate(call as never, argument) as never,
    ended,
  };
  return { page, main, close: () => app.close() };
}

/** The desktop's bundles over the double of Electron. */
export async function openDouble(home: string, args: readonly string[] = []): Promise<Opened> {
  const child = startDouble(home, args);
  const port = await new Promise<number>((resolve, reject) => {
    child.once("exit", (code) => reject(new Error(`the desktop ended with code ${code}`)));
    child.on("message", (message: { kind: string; port: number }) => {
      if (message.kind === "ready") resolve(message.port);
    });
  });
  // Local: files are chosen by their path, as on the real one, and not sent as copies that have none.
  const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`, { isLocal: true });
  const [context] = browser.contexts();
  const page = context?.pages()[0] ?? (await context?.waitForEvent("page"));
  if (!page) throw new Error("the desktop has no window");
  await page.emulateMedia({ reducedMotion: "reduce" });
  const main = mainOf(child);
  return {
    page,
    main,
    async close() {
      if (child.exitCode === null && child.signalCode === null) child.disconnect();
      await main.ended;
      await browser.close();
    },
  };
}

/** Starts the desktop's main process over the double; a second one on the same data root hands its arguments to the first. */
export function startDouble(home: string, args: readonly string[] = []): ChildProcess {
  return fork(start, [join(root, "dist", "electron", "main.js"), ...args], {
    env: environment(home),
    execArgv: ["--disable-warning=ExperimentalWarning"],
  });
}

function mainOf(child: ChildProcess): MainProcess {
  const waiting = new Map<number, (answer: { value?: unknown; error?: string }) => void>();
  let count = 0;
  child.on("message", (message: { kind: string; id: number; value?: unknown; error?: string }) => {
    if (message.kind === "answer") waiting.get(message.id)?.(message);
  });
  return {
    async evaluate(call, argument = "") {
      const id = ++count;
      const answer = await new Promise<{ value?: unknown; error?: string }>((resolve) => {
        waiting.set(id, resolve);
        child.send({ id, source: String(call), argument });
      });
      if (answer.error !== undefined) throw new Error(answer.error);
      return answer.value as never;
    },
    ended: new Promise((resolve) => {
      if (child.exitCode !== null) resolve(child.exitCode);
      else child.once("exit", resolve);
    }),
  };
}
