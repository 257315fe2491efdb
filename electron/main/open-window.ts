import { join } from "node:path";
import { BrowserWindow } from "electron";
import { desktopOrigin } from "../contract/desktop-bridge.ts";

/** The one window. Its page has no Node, no access to other origins and only what the preload script gives it. */
export function openWindow(): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    // The canvas colour of the dark theme, so that nothing flashes.
    backgroundColor: "#111418",
    webPreferences: {
      preload: join(import.meta.dirname, "preload.cjs"),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once("ready-to-show", () => window.show());
  void window.loadURL(`${desktopOrigin}/`);
  return window;
}
