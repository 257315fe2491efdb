#!/usr/bin/env node
// Runs the command line under the Node that the product is tested with: where the caller's is older, the pinned one
// in node_modules takes over.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import module from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const pinnedNode = join(
  root,
  "node_modules",
  "node",
  "bin",
  process.platform === "win32" ? "node.exe" : "node",
);
const built = join(root, "dist", "hosts", "cli.js");

if (Number(process.versions.node.split(".")[0]) < 22) {
  if (!existsSync(pinnedNode)) {
    console.error(
      `tessera: Node ${process.versions.node} is too old and the pinned one is not installed: npm ci`,
    );
    process.exit(1);
  }
  const child = spawn(pinnedNode, process.argv.slice(1), { stdio: "inherit" });
  // The terminal sends Ctrl-C to both; the child decides what it means.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGKILL" ? 137 : 130)));
} else {
  // In the environment, so that threads and other processes of the program have it too.
  process.env.NODE_COMPILE_CACHE ??= join(root, "node_modules", ".cache", "tessera");
  module.enableCompileCache?.();
  const source = join(root, "electron", "hosts", "cli", "main.ts");
  await import(pathToFileURL(existsSync(built) ? built : source).href);
}
