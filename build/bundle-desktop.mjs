// Bundles the desktop's main process, preload and service into dist/electron, with the configurations that Forge packages with.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "..");

export async function bundleDesktop() {
  rmSync(join(root, "dist", "electron"), { recursive: true, force: true });
  for (const part of ["main", "preload", "service"]) {
    const configFile = join(root, "config", "tooling", `vite.${part}.config.ts`);
    await build({ root, configFile, logLevel: "warn", publicDir: false });
  }
}

if (process.argv[1] === import.meta.filename) await bundleDesktop();
