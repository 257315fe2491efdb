// Bundles the window into dist/renderer, for the desktop and for the browser host alike.
import { join } from "node:path";
import { build } from "vite";

export async function bundleRenderer() {
  const configFile = join(import.meta.dirname, "..", "config", "tooling", "vite.renderer.config.ts");
  await build({ configFile, logLevel: "warn" });
}

if (process.argv[1] === import.meta.filename) await bundleRenderer();
