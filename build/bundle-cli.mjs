// Bundles the command line for machines without npm: one JavaScript file, the native module and the WASM file beside it,
// in dist/cli. Run it with any Node from 22 on: node tessera.mjs. Pictures need the packages @resvg/resvg-js and
// @expo-google-fonts/inter in a node_modules beside it; without them, --set export.charts=false. npm run bundle-cli
import { copyFileSync, cpSync, existsSync, mkdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "vite";

const root = join(import.meta.dirname, "..");
const output = join(root, "dist", "cli");
const require = createRequire(import.meta.url);

/** CommonJS packages inside an ES module ask for these; parquet-wasm looks for its WASM file beside itself. */
const banner = [
  'import { createRequire as tesseraCreateRequire } from "node:module";',
  "const require = tesseraCreateRequire(import.meta.url);",
  "const __dirname = import.meta.dirname;",
  "const __filename = import.meta.filename;",
].join("\n");

/** One entry point with all that it uses, and nothing shared with the next. */
function bundle(entry, name, emptyOutDir) {
  return build({
    root,
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    ssr: { target: "node", noExternal: true, external: ["@resvg/resvg-js"] },
    build: {
      ssr: true,
      outDir: output,
      emptyOutDir,
      target: "node22",
      minify: false,
      rolldownOptions: {
        input: join(root, entry),
        output: { format: "es", entryFileNames: name, codeSplitting: false, banner },
      },
    },
  });
}

await bundle("electron/hosts/cli/main.ts", "tessera.mjs", true);
// The process in which a graphics backend is tried out before it is trusted.
await bundle("electron/service/engine/probe-child.ts", "probe.js", false);
// A thread that draws pictures of results.
await bundle("electron/service/exporting/picture-worker.ts", "picture-worker.js", false);

const wasm = join(dirname(require.resolve("parquet-wasm")), "parquet_wasm_bg.wasm");
copyFileSync(wasm, join(output, "parquet_wasm_bg.wasm"));
// Found by the walk upwards from the bundle: dist/native below the folder that the bundle lies in.
mkdirSync(join(output, "dist"), { recursive: true });
if (existsSync(join(root, "dist", "native")))
  cpSync(join(root, "dist", "native"), join(output, "dist", "native"), { recursive: true });
console.log(`bundle-cli: ${join(output, "tessera.mjs")}`);
