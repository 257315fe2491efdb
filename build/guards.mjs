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

const copied = [
  ...["electron", "renderer", "tests", "e2e", "bin", "build", "config", "dist"],
  ...["package.json", "tsconfig.json", "forge.config.ts", "LICENSE"],
];

/** A copy of what the tests need; what no guard stands in is the project's own. */
function copyProject() {
  const copy = mkdtempSync(join(tmpdir(), "tessera-guards-"));
  for (const name of copied) cpSync(join(root, name), join(copy, name), { recursive: true });
  for (const name of ["node_modules", "examples", "docs"]) symlinkSync(join(root, name), join(copy, name));
  return copy;
}

/**
 * Commands that run tests. Those of e2e/ drive the desktop over the double of Electron, out of bundles made of the copy's
 * sources.
 */
function commandsOf(tests) {
  const words = tests.split(" ");
  if (!tests.startsWith("e2e/"))
    return [["vitest/vitest.mjs", "run", "--config", "config/tooling/vitest.config.ts", ...words]];
  const parts = ["main", "preload", "service"];
  return [
    ...parts.map((part) => [
      "vite/bin/vite.js",
      "build",
      "--config",
      `config/tooling/vite.${part}.config.ts`,
    ]),
    ["@playwright/test/cli.js", "test", "--config", "e2e/playwright.config.ts", "--project=double", ...words],
  ];
}

/** Whether the tests pass in a copy, and what they said. */
async function runTests(copy, tests) {
  let last = { passed: true, said: "" };
  for (const [program, ...args] of commandsOf(tests))
    if (last.passed) last = await runNode(copy, [join(root, "node_modules", program), ...args]);
  if (!last.passed && /No test(s| files)? found/.test(last.said)) throw new Error(`there is no ${tests}`);
  return last;
}

async function runNode(copy, args) {
  const child = spawn(process.execPath, args, { cwd: copy, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (part) => {
      said += part;
    });
  const status = await new Promise((resolve) => child.on("close", resolve));
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
