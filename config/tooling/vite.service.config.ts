import { defineConfig } from "vite";

/** Bundle of the desktop's service entry point, in dist/electron. Electron and packages stay outside of it. */
export default defineConfig({
  build: {
    outDir: "dist/electron",
    emptyOutDir: false,
    target: "node24",
    minify: false,
    lib: {
      entry: "electron/hosts/utility-process/main.ts",
      formats: ["es"],
      fileName: () => "service.js",
    },
    rolldownOptions: { external: [/^node:/, /^[a-z@](?!:)/] },
  },
});
