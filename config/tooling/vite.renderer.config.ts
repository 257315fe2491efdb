import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** The renderer's bundle, the same for the desktop and the browser host: relative to nothing but its own origin. */
export default defineConfig({
  root: fromRoot("renderer"),
  base: "/",
  plugins: [react()],
  build: {
    outDir: fromRoot("dist/renderer"),
    emptyOutDir: true,
    // Chromium of Electron 45 and any evergreen browser at the other end of a tunnel.
    target: "chrome130",
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1_500,
    modulePreload: { polyfill: false },
    license: { fileName: "licences.md" },
  },
});
