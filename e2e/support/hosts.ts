import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..", "..");
const electronNames: Partial<Record<NodeJS.Platform, string>> = {
  win32: "electron.exe",
  darwin: "Electron.app/Contents/MacOS/Electron",
};

/** Background services of the browser are off: the tests measure, and nothing leaves the machine. */
export const chromiumFlags: readonly string[] = [
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-default-apps",
  "--disable-sync",
  "--no-first-run",
  // The last two: pages of the browser itself, which it loads for each of its windows in case that an address is typed.
  "--disable-features=Translate,OptimizationHints,MediaRouter,WebUIOmniboxPopup,WebUIOmniboxAimPopup",
];

/** Debian's Chromium, or the browser that TESSERA_CHROMIUM names. */
export const chromiumPath = [
  process.env.TESSERA_CHROMIUM,
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
].find((path) => path !== undefined && existsSync(path));

const electron = join(
  root,
  "node_modules",
  "electron",
  "dist",
  electronNames[process.platform] ?? "electron",
);

/** The binary of the electron package, or the one that TESSERA_ELECTRON names. */
export const electronPath = [process.env.TESSERA_ELECTRON, electron].find(
  (path) => path !== undefined && existsSync(path),
);

/** `double` is the desktop's own main process, preload and service over tests/electron-double. */
export type HostKind = "browser" | "double" | "electron";

/** Why a host cannot be driven here, null when it can. */
export function missingHost(kind: HostKind): string | null {
  if (kind !== "electron")
    return chromiumPath ? null : "skipped: no Chromium was found, set TESSERA_CHROMIUM";
  return electronPath
    ? null
    : "skipped with host = electron: the Electron binary is not installed (npx install-electron, or set TESSERA_ELECTRON)";
}
