// What differs from the last commit, checked quickly: lint, types, the unit tests that it reaches, and the native tests when native/
// differs. npm run check
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const { stdout } = spawnSync("git", ["status", "--porcelain", "--untracked-files=all"], {
  cwd: root,
  encoding: "utf8",
});
const differs = (folder) => stdout.split("\n").some((line) => line.slice(3).startsWith(folder));
const module = (...path) => [process.execPath, join(root, "node_modules", ...path)];
const steps = [
  [
    "lint",
    ...module("@biomejs", "biome", "bin", "biome"),
    "check",
    "--config-path",
    "config/tooling",
    "--error-on-warnings",
    ".",
  ],
  ["types", process.execPath, join(root, "build", "types.mjs")],
  [
    ...["unit tests", ...module("vitest", "vitest.mjs"), "run", "--changed", "HEAD", "--passWithNoTests"],
    ...["--config", join(root, "config", "tooling", "vitest.config.ts")],
  ],
  ...(differs("native/")
    ? [["native tests", process.execPath, join(root, "build", "native.mjs"), "--tests"]]
    : []),
];
for (const [name, program, ...args] of steps) {
  const start = performance.now();
  const { status } = spawnSync(program, args, { cwd: root, stdio: "inherit" });
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`check: ${name} ${status === 0 ? "passed" : "failed"} in ${seconds} s`);
  if (status !== 0) {
    process.exitCode = 1;
    break;
  }
}
