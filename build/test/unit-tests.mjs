import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { run } from "./run.mjs";

/** All of tests/, the layer rules included. A file that cannot be loaded is one failure. */
export async function unitTests(root) {
  const folder = mkdtempSync(join(tmpdir(), "tessera-test-"));
  const report = join(folder, "vitest.json");
  try {
    const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
    const config = join(root, "config", "tooling", "vitest.config.ts");
    const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
    const { status } = await run(process.execPath, [vitest, "run", "--config", config, ...reporters], {
      cwd: root,
    });
    const result = JSON.parse(readFileSync(report, "utf8"));
    const unloaded = result.testResults.filter(
      (file) => file.status === "failed" && !file.assertionResults.some((one) => one.status === "failed"),
    );
    const failed = result.numFailedTests + unloaded.length;
    const skipped = result.testResults.flatMap((file) =>
      file.assertionResults
        .filter((one) => one.status === "pending" || one.status === "skipped" || one.status === "todo")
        .map((one) => one.fullName),
    );
    return { passed: result.numPassedTests, failed: failed === 0 && status !== 0 ? 1 : failed, skipped };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
