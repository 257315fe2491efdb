import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { filesUnder } from "../native/fingerprint.mjs";
import { firstLine, run } from "./run.mjs";
import { inputsIn, inputsVariable, PassedBefore } from "./unchanged.mjs";

/** Arguments of Node for vitest on this repository. */
export const vitest = (root, [command, ...args]) => [
  join(root, "node_modules", "vitest", "vitest.mjs"),
  command,
  ...["--config", join(root, "config", "tooling", "vitest.config.ts")],
  ...args,
];

const kept = (root) => join(root, ".cache", "tests", "seconds.json");

/** Seconds that each test file took when it was run last here. */
export function knownSeconds(root) {
  try {
    return JSON.parse(readFileSync(kept(root), "utf8"));
  } catch {
    return {};
  }
}

function keepSeconds(root, files) {
  const seconds = files.map(({ name, startTime, endTime }) => [
    relative(root, name),
    Math.round(endTime - startTime) / 1000,
  ]);
  mkdirSync(dirname(kept(root)), { recursive: true });
  writeFileSync(kept(root), JSON.stringify({ ...knownSeconds(root), ...Object.fromEntries(seconds) }));
}

/** The tests of a file that failed, each with the reason; one that cannot be loaded is a failure of its own. */
function failuresOf(name, { status, assertionResults, message }) {
  const failed = assertionResults.filter((one) => one.status === "failed");
  if (status === "failed" && failed.length === 0)
    return [{ name, reason: firstLine(message) || "a hook of a group failed; its output is above" }];
  return failed.map((one) => ({
    name: `${name} › ${one.fullName}`,
    reason: firstLine(one.failureMessages[0]),
  }));
}

/** Runs these files; what vitest reports of them, and what each needed. */
async function report(root, told, files) {
  const folder = mkdtempSync(join(tmpdir(), "tessera-test-"));
  const file = join(folder, "vitest.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const inputs = join(folder, "inputs");
    const { status } = await run(process.execPath, vitest(root, ["run", ...reporters, ...files]), {
      cwd: root,
      told,
      env: { ...process.env, [inputsVariable]: inputs },
    });
    return { status, result: JSON.parse(readFileSync(file, "utf8")), inputs: inputsIn(inputs) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** So many files are tried again at most: more of them are broken, not unsteady. */
const mostTriedAgain = 3;

/** Keeps the files that passed as a whole at once; what skipped a test may be other the next time. */
function keepPassed(root, before, { result, inputs }) {
  for (const { name, status, assertionResults } of result.testResults) {
    const file = relative(root, name);
    const passed = status === "passed" && assertionResults.every((one) => one.status === "passed");
    const needed = inputs.get(name);
    if (passed && needed) before.keep(file, needed, { passed: assertionResults.length });
    else before.forget(file);
  }
}

/**
 * All tests of tests/, the layer rules included; of files of which nothing has changed since they passed, what they came to
 * then, unless all are to be run. What fails is tried a second time, alone: then it is unsteady, which is told, but no failure.
 */
export async function unitTests(root, isAll, told) {
  const files = filesUnder(join(root, "tests")).filter((name) => /\.test\.tsx?$/.test(name));
  const before = new PassedBefore(root, "unit");
  const { left, passed, line } = before.sort(files, isAll);
  told.write(`unit: ${line}`);
  const outcome = left.length > 0 ? await runFiles(root, before, told, left) : nothing;
  return { ...outcome, passed: outcome.passed + passed, before: passed };
}

const nothing = { passed: 0, failures: [], unsteady: [], skipped: [] };

async function runFiles(root, before, told, asked) {
  const first = await report(root, told, asked);
  const { status, result } = first;
  keepSeconds(root, result.testResults);
  keepPassed(root, before, first);
  const failuresIn = ({ testResults }) =>
    testResults.flatMap((file) => failuresOf(relative(root, file.name), file));
  const failed = failuresIn(result);
  const files = result.testResults.filter((file) => file.status === "failed").map(({ name }) => name);
  const isTriedAgain = files.length > 0 && files.length <= mostTriedAgain;
  const left = isTriedAgain ? failuresIn((await report(root, told, files)).result) : failed;
  const steadied = failed.filter(({ name }) => !left.some((other) => other.name === name));
  const linesOf = (list) => list.map(({ name, reason }) => `${name}: ${reason}`);
  const [failures, unsteady] = [linesOf(left), linesOf(steadied)];
  if (failed.length === 0 && status !== 0) failures.push(`no test, but vitest ended with ${status}`);
  const skipped = result.testResults.flatMap((file) =>
    file.assertionResults
      .filter((one) => one.status === "pending" || one.status === "skipped" || one.status === "todo")
      .map((one) => one.fullName),
  );
  return { passed: result.numPassedTests + unsteady.length, failures, unsteady, skipped };
}
