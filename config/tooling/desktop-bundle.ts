import { defineConfig, type LibraryOptions } from "vite";

/** A part of the desktop in dist/electron. Electron and packages stay outside of it. */
export function desktopBundle(lib: LibraryOptions) {
  return defineConfig({
    build: {
      outDir: "dist/electron",
      emptyOutDir: false,
      target: "node24",
      minify: false,
      lib,
      rolldownOptions: { external: [/^node:/, /^[a-z@](?!:)/] },
    },
  });
}
