import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureChromium } from "./ensure-chromium.mjs";
import { run } from "./run.mjs";

function skippedSpecs(suite, path = []) {
  const here = suite.title ? [...path, suite.title] : path;
  const specs = (suite.specs ?? []).filter((spec) => spec.tests.every((test) => test.status === "skipped"));
  const reason = (spec) => spec.tests[0]?.annotations.find((one) => one.type === "skip")?.description;
  return [
    ...specs.map((spec) => [...here, spec.title].join(" › ") + (reason(spec) ? `: ${reason(spec)}` : "")),
    ...(suite.suites ?? []).flatMap((inner) => skippedSpecs(inner, here)),
  ];
}

/** The suite of e2e/ in a real Chromium. Without one it is skipped, and the message names the package. */
export async function endToEndTests(root) {
  const config = join(root, "e2e", "playwright.config.ts");
  if (!existsSync(config)) return { passed: 0, failed: 0, skipped: [] };
  const chromium = ensureChromium();
  if (!chromium) {
    return {
      passed: 0,
      failed: 0,
      skipped: ["end to end: no Chromium was found; on Debian: sudo apt-get install chromium"],
    };
  }
  const folder = mkdtempSync(join(tmpdir(), "tessera-e2e-"));
  const report = join(folder, "playwright.json");
  try {
    const playwright = join(root, "node_modules", "@playwright", "test", "cli.js");
    const env = { ...process.env, TESSERA_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const args = [playwright, "test", "--config", config, "--reporter=list,json"];
    const { status } = await run(process.execPath, args, { cwd: root, env });
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: [] };
    const { stats, suites } = JSON.parse(readFileSync(report, "utf8"));
    const failed = stats.unexpected === 0 && status !== 0 ? 1 : stats.unexpected;
    return {
      passed: stats.expected + stats.flaky,
      failed,
      skipped: suites.flatMap((suite) => skippedSpecs(suite)),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
