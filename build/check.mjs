// What differs from the last commit, checked quickly: lint, types, the unit tests that it reaches, nearest first and no more
// than there is time for, and the native tests when native/ differs.   npm run check
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { knownSeconds, vitest } from "./test/unit-tests.mjs";

const root = join(import.meta.dirname, "..");
/** Seconds of unit tests; what a contract of the whole product reaches takes minutes, and is what npm test is for. */
const unitSeconds = 25;
/** Of a test file of which it is not known yet: they take so long on average. */
const usualSeconds = 2.5;

const { stdout } = spawnSync("git", ["status", "--porcelain", "--untracked-files=all"], {
  cwd: root,
  encoding: "utf8",
});
const changed = stdout
  .split("\n")
  .filter(Boolean)
  .map((line) => line.slice(3).split(" -> ").at(-1));

/** Test files that import what differs, through any number of others. */
function reached() {
  const folder = mkdtempSync(join(tmpdir(), "tessera-check-"));
  const list = join(folder, "list.json");
  try {
    const args = ["list", "--filesOnly", "--changed", "HEAD", `--json=${list}`];
    const { status } = spawnSync(process.execPath, vitest(root, args), { cwd: root, stdio: "inherit" });
    if (status !== 0) throw new Error("the tests could not be listed");
    return JSON.parse(readFileSync(list, "utf8")).map(({ file }) => relative(root, file));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Tests of the rooms that differ, all of them, and of the others the quickest that the time is enough for. */
function chosen(files) {
  const rooms = changed.map((file) =>
    file.replace(/^(electron\/|(?=renderer\/))/, "tests/").replace(/\/[^/]*$/, "/"),
  );
  const isNear = (file) => changed.includes(file) || rooms.some((room) => file.startsWith(room));
  const seconds = knownSeconds(root);
  const took = (file) => seconds[file] ?? usualSeconds;
  const near = files.filter(isNear);
  let left = unitSeconds - near.reduce((sum, file) => sum + took(file), 0);
  const far = files
    .filter((file) => !isNear(file))
    .sort((a, b) => took(a) - took(b))
    .filter((file) => {
      left -= took(file);
      return left > 0;
    });
  return [...near, ...far];
}

function unitTests() {
  const files = reached();
  const run = chosen(files);
  if (run.length < files.length)
    console.log(
      `check: ${run.length} of the ${files.length} test files that the change reaches; npm test runs all`,
    );
  if (run.length === 0) return 0;
  return spawnSync(process.execPath, vitest(root, ["run", ...run]), { cwd: root, stdio: "inherit" }).status;
}

const node = (...args) => spawnSync(process.execPath, args, { cwd: root, stdio: "inherit" }).status;
const biome = join(root, "node_modules", "@biomejs", "biome", "bin", "biome");
const steps = {
  lint: () => node(biome, "check", "--config-path", "config/tooling", "--error-on-warnings", "."),
  types: () => node(join(root, "build", "types.mjs")),
  "unit tests": unitTests,
  ...(changed.some((file) => file.startsWith("native/"))
    ? { "native tests": () => node(join(root, "build", "native.mjs"), "--tests") }
    : {}),
};
for (const [name, step] of Object.entries(steps)) {
  const start = performance.now();
  const status = step();
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`check: ${name} ${status === 0 ? "passed" : "failed"} in ${seconds} s`);
  if (status !== 0) {
    process.exitCode = 1;
    break;
  }
}
