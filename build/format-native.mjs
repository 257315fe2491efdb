// Checks the layout of native/ against native/.clang-format; with --write it is mended.
//   node build/format-native.mjs [--write]
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Versions lay a few things out differently; the sources are in the layout of this one. */
const version = 14;
const extensions = new Set([".c", ".h", ".cpp", ".cu", ".cuh"]);

function main() {
  const native = fileURLToPath(new URL("../native", import.meta.url));
  const installed = spawnSync("clang-format", ["--version"], { encoding: "utf8" }).stdout;
  const found = /version (\d+)/.exec(installed ?? "")?.[1];
  if (Number(found) !== version) {
    const there = found === undefined ? "it is not installed" : `version ${found} is installed`;
    console.log(`native: layout not checked: that needs clang-format ${version}, ${there}`);
    return 0;
  }
  const files = readdirSync(native, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && extensions.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
  const how = process.argv.includes("--write") ? ["-i"] : ["--dry-run", "-Werror"];
  return spawnSync("clang-format", [...how, ...files], { stdio: "inherit" }).status ?? 1;
}

process.exitCode = main();
