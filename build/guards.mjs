// Removes each guard of guards/guard-list.mjs in a copy of the project and runs the tests that should notice.
//   npm run guards [-- WORDS]        those with these words in their name; without, all, and docs/guards.md is written anew
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { guards } from "./guards/guard-list.mjs";
import { guardsPage } from "./guards/page.mjs";

const root = join(import.meta.dirname, "..");
const words = process.argv.slice(2).join(" ");
const chosen = guards.filter(({ name }) => name.includes(words));

const copy = mkdtempSync(join(tmpdir(), "tessera-guards-"));
for (const name of ["electron", "renderer", "tests", "build", "config", "package.json", "tsconfig.json"])
  cpSync(join(root, name), join(copy, name), { recursive: true });
for (const name of ["node_modules", "dist", "examples", "docs"])
  symlinkSync(join(root, name), join(copy, name));

/** Whether the tests pass in the copy. */
function passes(tests) {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const args = [vitest, "run", "--config", "config/tooling/vitest.config.ts", ...tests.split(" ")];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: "utf8" });
  if (status !== 0 && /No test files found/.test(stdout + stderr)) throw new Error(`there is no ${tests}`);
  return { passed: status === 0, said: stdout + stderr };
}

/** Tests that pass while all guards are in place, which is looked at once. */
const sound = new Set();
function checkSound(tests) {
  if (sound.has(tests)) return;
  const { passed, said } = passes(tests);
  if (!passed) throw new Error(`${tests}: fails with all guards in place\n${said.slice(-4000)}`);
  sound.add(tests);
}

const results = new Map();
try {
  for (const { name, file, cut, instead = "", tests } of chosen) {
    checkSound(tests);
    const path = join(copy, file);
    const whole = readFileSync(path, "utf8");
    if (whole.split(cut).length !== 2) throw new Error(`${name}: what is cut stands not once in ${file}`);
    writeFileSync(
      path,
      whole.replace(cut, () => instead),
    );
    const noticed = !passes(tests).passed;
    writeFileSync(path, whole);
    console.log(`${noticed ? "noticed    " : "NOT NOTICED"} ${name}`);
    results.set(name, noticed);
    if (words === "") writeFileSync(join(root, "docs", "guards.md"), guardsPage(guards, results));
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
const lost = [...results.values()].filter((noticed) => !noticed).length;
console.log(`${results.size} guards, ${lost} not noticed`);
process.exitCode = lost === 0 ? 0 : 1;
