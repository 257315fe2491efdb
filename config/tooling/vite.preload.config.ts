import { defineConfig } from "vite";

/** Bundle of the desktop's preload entry point, in dist/electron. Electron and packages stay outside of it. */
export default defineConfig({
  build: {
    outDir: "dist/electron",
    emptyOutDir: false,
    target: "node24",
    minify: false,
    lib: {
      entry: "electron/preload/preload.ts",
      formats: ["cjs"],
      fileName: () => "preload.cjs",
    },
    rolldownOptions: { external: [/^node:/, /^[a-z@](?!:)/] },
  },
});
