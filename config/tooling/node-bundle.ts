import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { packagesBeside } from "./packages-beside.ts";

/**
 * A part of the desktop in dist/electron, with all packages that it uses but those of packages-beside. Not minified: a stack trace of
 * a user names our functions. `licences` is the file of the licences of what is in it.
 */
export function desktopBundle(
  entry: Readonly<Record<string, string>>,
  { format = "es", licences }: { format?: "es" | "cjs"; licences: string | false },
) {
  const extension = format === "es" ? "js" : "cjs";
  return defineConfig({
    root: fileURLToPath(new URL("../..", import.meta.url)),
    publicDir: false,
    ssr: { target: "node", noExternal: true, external: ["electron", ...Object.keys(packagesBeside)] },
    build: {
      ssr: true,
      outDir: "dist/electron",
      emptyOutDir: false,
      target: "node24",
      minify: false,
      license: licences === false ? false : { fileName: licences },
      rolldownOptions: {
        input: entry,
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `[name]-[hash].${extension}`,
        },
      },
    },
  });
}
