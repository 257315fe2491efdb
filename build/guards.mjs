// Removes each guard of guards/guard-list.mjs in a copy of the project and runs the tests that should notice.
// docs/guards.md is written anew with what came out, and with what stood there of the others.
//   npm run guards [-- WORDS]        those with these words in their name; all without
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { guards } from "./guards/guard-list.mjs";
import { guardsPage, resultsOf } from "./guards/page.mjs";

const root = join(import.meta.dirname, "..");
const words = process.argv.slice(2).join(" ");
const chosen = guards.filter(({ name }) => name.includes(words));

/** A copy of what the tests need; what no guard stands in is the project's own. */
function copyProject() {
  const copy = mkdtempSync(join(tmpdir(), "tessera-guards-"));
  for (const name of ["electron", "renderer", "tests", "build", "config", "package.json", "tsconfig.json"])
    cpSync(join(root, name), join(copy, name), { recursive: true });
  for (const name of ["node_modules", "dist", "examples", "docs"])
    symlinkSync(join(root, name), join(copy, name));
  return copy;
}

/** Whether the tests pass in a copy, and what they said. */
async function runTests(copy, tests) {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const args = [vitest, "run", "--config", "config/tooling/vitest.config.ts", ...tests.split(" ")];
  const child = spawn(process.execPath, args, { cwd: copy, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part) => {
      said += part;
    });
  const status = await new Promise((resolve) => child.on("close", resolve));
  if (status !== 0 && /No test files found/.test(said)) throw new Error(`there is no ${tests}`);
  return { passed: status === 0, said };
}

/** Tests that pass while all guards are in place, each looked at once. */
const sound = new Map();
async function checkSound(copy, tests) {
  if (!sound.has(tests)) sound.set(tests, runTests(copy, tests));
  const { passed, said } = await sound.get(tests);
  if (!passed) throw new Error(`${tests}: fails with all guards in place\n${said.slice(-4000)}`);
}

const page = join(root, "docs", "guards.md");
const results = resultsOf(readFileSync(page, "utf8"), guards);
const tried = new Map();
async function tryGuard(copy, { name, file, cut, instead = "", tests }) {
  await checkSound(copy, tests);
  const path = join(copy, file);
  const whole = readFileSync(path, "utf8");
  if (whole.split(cut).length !== 2) throw new Error(`${name}: what is cut stands not once in ${file}`);
  writeFileSync(
    path,
    whole.replace(cut, () => instead),
  );
  const noticed = !(await runTests(copy, tests)).passed;
  writeFileSync(path, whole);
  console.log(`${noticed ? "noticed    " : "NOT NOTICED"} ${name}`);
  results.set(name, noticed);
  tried.set(name, noticed);
  writeFileSync(page, guardsPage(guards, results));
}

/** Side by side, each lane in a copy of its own. */
const waiting = [...chosen];
async function lane() {
  const copy = copyProject();
  try {
    for (let guard = waiting.shift(); guard; guard = waiting.shift()) await tryGuard(copy, guard);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}
await Promise.all(Array.from({ length: Math.max(1, availableParallelism() >> 1) }, lane));
const lost = [...tried.values()].filter((noticed) => !noticed).length;
console.log(`${tried.size} guards, ${lost} not noticed`);
process.exitCode = lost === 0 ? 0 : 1;
