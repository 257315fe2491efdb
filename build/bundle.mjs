// Bundles the parts of the program with the configurations vite.PART.config.ts; Forge packages with the desktop's.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "..");

async function bundleParts(folder, parts) {
  rmSync(join(root, "dist", folder), { recursive: true, force: true });
  for (const part of parts) {
    const configFile = join(root, "config", "tooling", `vite.${part}.config.ts`);
    await build({ root, configFile, logLevel: "warn", publicDir: false });
  }
}

/** Command line and browser host, into dist/hosts; each part is loaded when it is first used. */
export const bundleHosts = () => bundleParts("hosts", ["hosts"]);

/** The desktop's main process, preload and service, into dist/electron. */
export const bundleDesktop = () => bundleParts("electron", ["main", "preload", "service"]);

/** The window, into dist/renderer, for the desktop and for the browser host alike. */
export async function bundleRenderer() {
  await build({ configFile: join(root, "config", "tooling", "vite.renderer.config.ts"), logLevel: "warn" });
}
