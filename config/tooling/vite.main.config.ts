import { defineConfig } from "vite";

/** Bundle of the desktop's main entry point, in dist/electron. Electron and packages stay outside of it. */
export default defineConfig({
  build: {
    outDir: "dist/electron",
    emptyOutDir: false,
    target: "node24",
    minify: false,
    lib: {
      entry: "electron/main/main.ts",
      formats: ["es"],
      fileName: () => "main.js",
    },
    rolldownOptions: { external: [/^node:/, /^[a-z@](?!:)/] },
  },
});
