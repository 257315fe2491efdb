import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { packagesBeside } from "./packages-beside.ts";

/**
 * A part of the product that runs in Node, with all packages that it uses but those of packages-beside: a bundle loads in a
 * fraction of the time that hundreds of files take. Not minified: a stack trace of a user names our functions. `licences` is
 * the file of the licences of what is in it.
 */
export function nodeBundle(
  entry: Readonly<Record<string, string>>,
  {
    folder = "dist/electron",
    format = "es",
    target = "node24",
    licences,
  }: { folder?: string; format?: "es" | "cjs"; target?: string; licences: string | false },
) {
  const extension = format === "es" ? "js" : "cjs";
  return defineConfig({
    root: fileURLToPath(new URL("../..", import.meta.url)),
    publicDir: false,
    ssr: { target: "node", noExternal: true, external: ["electron", ...Object.keys(packagesBeside)] },
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target,
      minify: false,
      license: licences === false ? false : { fileName: licences },
      rolldownOptions: {
        input: entry,
        output: {
          format,
          entryFileNames: `[name].${extension}`,
          chunkFileNames: `[name]-[hash].${extension}`,
          // Read as one by whoever speaks to the service; a file for each of its hundred methods takes longer to find than to
          // run. What the help text wants of it is a file of its own, because it needs no schema.
          codeSplitting: {
            groups: [
              { name: "text", test: /[\\/]electron[\\/]contract[\\/]text\.ts$/, priority: 1 },
              { name: "contract", test: /[\\/](electron[\\/]contract|node_modules[\\/]zod)[\\/]/ },
            ],
          },
        },
      },
    },
  });
}
