#!/usr/bin/env node
// Runs the command line under the Node that the product is tested with: where the caller's is older, the pinned one
// in node_modules takes over.
import { existsSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const built = join(root, "dist", "hosts", "cli.js");
const isBuilt = existsSync(built);

// Sources are TypeScript, which younger versions of Node read as it is.
if (isBuilt ? Number(process.versions.node.split(".")[0]) < 22 : !process.features.typescript) {
  const { runOnPinnedNode } = await import("./run-child.js");
  runOnPinnedNode();
} else {
  // In the environment, so that threads and other processes of the program have it too.
  process.env.NODE_COMPILE_CACHE ??= join(root, "node_modules", ".cache", "tessera");
  module.enableCompileCache?.();
  const source = join(root, "electron", "hosts", "cli", "main.ts");
  await import(pathToFileURL(isBuilt ? built : source).href);
}
