import { defineConfig } from "vite";

/** Bundle of the desktop's service and its drawing threads, in dist/electron. Electron and packages stay outside of it. */
export default defineConfig({
  build: {
    outDir: "dist/electron",
    emptyOutDir: false,
    target: "node24",
    minify: false,
    lib: {
      entry: {
        service: "electron/hosts/utility-process/main.ts",
        "picture-worker": "electron/service/exporting/picture-worker.ts",
      },
      formats: ["es"],
      fileName: (_format, name) => `${name}.js`,
    },
    rolldownOptions: { external: [/^node:/, /^[a-z@](?!:)/] },
  },
});
