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

/** The tests of a file that failed; one that cannot be loaded is a failure of its own. */
function failuresOf(name, { status, assertionResults }) {
  const failed = assertionResults.filter((one) => one.status === "failed");
  if (status === "failed" && failed.length === 0) return [name];
  return failed.map((one) => `${name} › ${one.fullName}: ${firstLine(one.failureMessages[0])}`);
}

/** All of tests/, the layer rules included. */
export async function unitTests(root) {
  const folder = mkdtempSync(join(tmpdir(), "tessera-test-"));
  const report = join(folder, "vitest.json");
  try {
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const { status } = await run(process.execPath, vitest(root, ["run", ...reporters]), { cwd: root });
    const result = JSON.parse(readFileSync(report, "utf8"));
    keepSeconds(root, result.testResults);
    const failures = result.testResults.flatMap((file) => failuresOf(relative(root, file.name), file));
    if (failures.length === 0 && status !== 0) failures.push(`no test, but vitest ended with ${status}`);
    const skipped = result.testResults.flatMap((file) =>
      file.assertionResults
        .filter((one) => one.status === "pending" || one.status === "skipped" || one.status === "todo")
        .map((one) => one.fullName),
    );
    return { passed: result.numPassedTests, failures, skipped };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
