// Bundles the entry points that run in Node into dist/hosts. Packages stay in node_modules and are loaded when used.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "..");
const entries = {
  cli: "electron/hosts/cli/main.ts",
  serve: "electron/hosts/browser/main.ts",
  probe: "electron/service/engine/probe-child.ts",
  "picture-worker": "electron/service/exporting/picture-worker.ts",
};

/** Entry points whose source is there. `minify` is off: a stack trace of a user names our functions. */
export async function bundleHosts() {
  const input = Object.fromEntries(
    Object.entries(entries)
      .map(([name, file]) => [name, join(root, file)])
      .filter(([, file]) => existsSync(file)),
  );
  await build({
    root,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    ssr: { target: "node" },
    build: {
      ssr: true,
      outDir: "dist/hosts",
      emptyOutDir: true,
      target: "node22",
      minify: false,
      rolldownOptions: {
        input,
        output: { format: "es", entryFileNames: "[name].js", chunkFileNames: "[name]-[hash].js" },
      },
    },
  });
}

if (process.argv[1] === import.meta.filename) await bundleHosts();
