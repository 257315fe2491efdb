import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

const patienceMs = 1000;
const names = { win32: "electron.exe", darwin: "Electron.app/Contents/MacOS/Electron" };

/**
 * Whether the release that the electron package wants can be had. Known so soon that the window in a browser is there within
 * three seconds.
 */
async function canFetch(version) {
  const mirror = process.env.ELECTRON_MIRROR ?? "https://github.com/electron/electron/releases/download/";
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const { ok } = await fetch(`${mirror}v${version}/SHASUMS256.txt`, { method: "HEAD", signal });
    return ok;
  } catch {
    return false;
  }
}

/** Why the desktop cannot run, as the end of a sentence; undefined when it can, perhaps after fetching Electron. */
export async function desktopObstacle(root) {
  const folder = join(root, "node_modules", "electron");
  const electron = join(folder, "dist", names[process.platform] ?? "electron");
  const cannot = (obstacle) => ({ obstacle, fetchFirst: false, electron });
  if (!existsSync(join(root, "dist", "electron", "main.js"))) return cannot("its main process is not built");
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    return cannot("there is no display");
  }
  if (process.platform === "linux" && process.getuid() === 0) {
    return cannot("Chromium's sandbox does not work for the user root");
  }
  if (existsSync(electron)) return { obstacle: undefined, fetchFirst: false, electron };
  if (!existsSync(folder)) return cannot("the electron package is not installed");
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  if (!(await canFetch(version))) return cannot("its Electron binary is not there and cannot be fetched");
  return { obstacle: undefined, fetchFirst: true, electron };
}
