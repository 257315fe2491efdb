import { join } from "node:path";
import { BrowserWindow, screen } from "electron";
import { desktopOrigin } from "../contract/desktop-bridge.ts";
import { keepWindowPlace, readWindowPlace } from "./window-place.ts";

/**
 * The one window, where it was last; `placeFile` remembers it. Before it closes, `mayClose` is asked. Its page has no Node, no
 * access to other origins and only what the preload script gives it.
 */
export function openWindow(placeFile: string, mayClose: () => boolean): BrowserWindow {
  const place = readWindowPlace(
    placeFile,
    screen.getAllDisplays().map((display) => display.workArea),
  );
  const window = new BrowserWindow({
    width: place?.width ?? 1440,
    height: place?.height ?? 900,
    ...(place ? { x: place.x, y: place.y } : {}),
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
  if (place?.maximised) window.maximize();
  window.once("ready-to-show", () => window.show());
  window.webContents.on("did-finish-load", () => window.webContents.setZoomFactor(place?.zoom ?? 1));
  window.on("close", (event) => {
    keepWindowPlace(placeFile, {
      ...window.getNormalBounds(),
      maximised: window.isMaximized(),
      zoom: window.webContents.getZoomFactor(),
    });
    if (!mayClose()) event.preventDefault();
  });
  void window.loadURL(`${desktopOrigin}/`);
  return window;
}
