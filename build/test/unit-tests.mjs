import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { firstLine, run } from "./run.mjs";

/** Arguments of Node for vitest on this repository. */
export const vitest = (root, [command, ...args]) => [
  join(root, "node_modules", "vitest", "vitest.mjs"),
  command,
  ...["--config", join(root, "config", "tooling", "vitest.config.ts")],
  ...args,
];

const kept = (root) => join(root, ".cache", "tests", "seconds.json");

/** Seconds that each test file took when all were run last here. */
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
  writeFileSync(kept(root), JSON.stringify(Object.fromEntries(seconds)));
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

/** Runs these files, or all of tests/, the layer rules included; what vitest reports of them. */
async function report(root, told, files = []) {
  const folder = mkdtempSync(join(tmpdir(), "tessera-test-"));
  const file = join(folder, "vitest.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const { status } = await run(process.execPath, vitest(root, ["run", ...reporters, ...files]), {
      cwd: root,
      told,
    });
    return { status, result: JSON.parse(readFileSync(file, "utf8")) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** So many files are tried again at most: more of them are broken, not unsteady. */
const mostTriedAgain = 3;

/** All tests. What fails is tried a second time, alone: then it is unsteady, which is told, but no failure. */
export async function unitTests(root, told) {
  const { status, result } = await report(root, told);
  keepSeconds(root, result.testResults);
  const failuresIn = ({ testResults }) =>
    testResults.flatMap((file) => failuresOf(relative(root, file.name), file));
  const first = failuresIn(result);
  const files = result.testResults.filter((file) => file.status === "failed").map(({ name }) => name);
  const isTriedAgain = files.length > 0 && files.length <= mostTriedAgain;
  const left = isTriedAgain ? failuresIn((await report(root, told, files)).result) : first;
  const steadied = first.filter(({ name }) => !left.some((other) => other.name === name));
  const linesOf = (list) => list.map(({ name, reason }) => `${name}: ${reason}`);
  const [failures, unsteady] = [linesOf(left), linesOf(steadied)];
  if (first.length === 0 && status !== 0) failures.push(`no test, but vitest ended with ${status}`);
  const skipped = result.testResults.flatMap((file) =>
    file.assertionResults
      .filter((one) => one.status === "pending" || one.status === "skipped" || one.status === "todo")
      .map((one) => one.fullName),
  );
  return { passed: result.numPassedTests + unsteady.length, failures, unsteady, skipped };
}
