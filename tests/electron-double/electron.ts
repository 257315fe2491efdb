/**
 * What `import ... from "electron"` gives in the main process of the double: the members that main uses, with Electron's rules
 * of what may be done when. A page of Chromium stands for a window, a forked Node for a utility process.
 */
import { type BrowserContext, chromium } from "@playwright/test";
import type Electron from "electron";
import { App } from "./app.ts";
import { BrowserWindow as DoubleWindow } from "./browser-window.ts";
import { IpcMain } from "./ipc-main.ts";
import { MessageChannelMain } from "./ports.ts";
import { SchemeHandlers } from "./protocol.ts";
import { DefaultSession } from "./session.ts";
import * as system from "./system.ts";
import { utilityProcessOf } from "./utility-process.ts";
import type { Ground } from "./web-contents.ts";

/** Set by start.ts before the program is imported. */
export interface Boot {
  readonly root: string;
  readonly chromium: string;
  readonly flags: readonly string[];
}
const boot = (globalThis as { tesseraDoubleBoot?: Boot }).tesseraDoubleBoot;
if (!boot) throw new Error("the double of Electron is started by start.ts");

const launched = Promise.withResolvers<void>();
export const app = new App(boot.root, launched.promise);
export const protocol = new SchemeHandlers(app);
export const ipcMain = new IpcMain();
const defaultSession = new DefaultSession();
export const session = {
  get defaultSession() {
    app.mustBeReady("session");
    return defaultSession;
  },
};
export const utilityProcess = utilityProcessOf(app.isReady);
export const screen = system.screenOf(app);
export const { Menu, Notification, dialog, nativeImage, net, shell } = system;
export { MessageChannelMain };

let context: BrowserContext | null = null;
const eachWindow = () => [...app.windows] as DoubleWindow[];
export const nativeTheme = new system.NativeTheme((isDark) => {
  for (const { webContents } of eachWindow())
    void webContents.page?.emulateMedia({ colorScheme: isDark ? "dark" : "light" });
});

const ground: Ground = {
  app,
  protocol,
  ipcMain,
  session: defaultSession,
  key: system.pressed,
  context() {
    if (!context) throw new Error("there is no Chromium yet");
    return context;
  },
};
export class BrowserWindow extends DoubleWindow {
  constructor(options?: Electron.BrowserWindowConstructorOptions) {
    super(ground, options);
  }
  static getAllWindows(): DoubleWindow[] {
    return eachWindow();
  }
}

/** Starts Chromium, then the app is ready. Resolves to how to end it. */
export async function launch(): Promise<() => Promise<void>> {
  const made = await chromium.launchPersistentContext(app.getPath("userData"), {
    executablePath: boot?.chromium ?? "",
    args: [...(boot?.flags ?? []), "--remote-debugging-port=0"],
    acceptDownloads: true,
    reducedMotion: "reduce",
    colorScheme: "dark",
    viewport: { width: 1440, height: 900 },
  });
  context = made;
  await defaultSession.open(made);
  await app.graphics.watch(made);
  launched.resolve();
  return () => made.close();
}
