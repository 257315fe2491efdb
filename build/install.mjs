// Runs after npm ci: builds the native module, the service and the window, so that everything is there to use.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { buildAll } from "./build.mjs";

const root = join(import.meta.dirname, "..");

// npx links the project into its cache the first time and runs this once more; all is there already.
const isNpx = process.env.npm_command === "exec" && existsSync(join(root, "dist", "hosts", "cli.js"));

if (isNpx) {
  process.exitCode = 0;
} else if (Number(process.versions.node.split(".")[0]) < 22) {
  console.error(
    "install: the pinned Node 24 (the npm package node) is not there, because its install script did not run.\n" +
      "Allow it and install again:  npm ci --ignore-scripts=false",
  );
  process.exitCode = 1;
} else if (!existsSync(join(root, "node_modules", "vite"))) {
  console.error(
    "install: without the development packages nothing can be built. Run npm ci without --omit=dev.",
  );
  process.exitCode = 1;
} else {
  process.exitCode = await buildAll();
}
