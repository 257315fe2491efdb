// Bundles the window into dist/renderer, for the desktop and for the browser host alike.
import { join } from "node:path";
import react from "@vitejs/plugin-react";
import { build } from "vite";

const root = join(import.meta.dirname, "..");

export async function bundleRenderer() {
  await build({
    root: join(root, "renderer"),
    configFile: false,
    logLevel: "warn",
    // Relative addresses: the same files are served by app:// and by http://127.0.0.1.
    base: "./",
    plugins: [react()],
    build: {
      outDir: join(root, "dist", "renderer"),
      emptyOutDir: true,
      target: "es2024",
      chunkSizeWarningLimit: 2000,
    },
  });
}

if (process.argv[1] === import.meta.filename) await bundleRenderer();
