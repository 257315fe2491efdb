import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureChromium } from "./ensure-chromium.mjs";
import { firstLine, run } from "./run.mjs";

/** Every spec of a suite with its name, those of the suites in it included. */
function specsOf(suite, path = []) {
  const here = suite.title ? [...path, suite.title] : path;
  return [
    ...(suite.specs ?? []).map((spec) => ({ name: [...here, spec.title].join(" › "), tests: spec.tests })),
    ...(suite.suites ?? []).flatMap((inner) => specsOf(inner, here)),
  ];
}

function skippedOf(specs) {
  return specs
    .filter(({ tests }) => tests.every((test) => test.status === "skipped"))
    .map(({ name, tests }) => {
      const reason = tests[0]?.annotations.find((one) => one.type === "skip")?.description;
      return name + (reason ? `: ${reason}` : "");
    });
}

/** Tests that came to this, each with what went wrong the first time. */
const namesOf = (specs, status) =>
  specs.flatMap(({ name, tests }) =>
    tests
      .filter((test) => test.status === status)
      .map((test) => `${test.projectName} › ${name}: ${firstLine(test.results[0]?.error?.message)}`),
  );

/** The suite of e2e/ in a real Chromium. Without one it is skipped, and the message names the package. */
export async function endToEndTests(root, told) {
  const config = join(root, "e2e", "playwright.config.ts");
  if (!existsSync(config)) return { passed: 0, failures: [], skipped: [] };
  const chromium = ensureChromium();
  if (!chromium) {
    return {
      passed: 0,
      failures: [],
      skipped: ["end to end: no Chromium was found; on Debian: sudo apt-get install chromium"],
    };
  }
  const folder = mkdtempSync(join(tmpdir(), "tessera-e2e-"));
  const report = join(folder, "playwright.json");
  try {
    const playwright = join(root, "node_modules", "@playwright", "test", "cli.js");
    const env = { ...process.env, TESSERA_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const args = [playwright, "test", "--config", config, "--reporter=list,json", "--retries=1"];
    const { status } = await run(process.execPath, args, { cwd: root, env, told });
    if (!existsSync(report)) return { passed: 0, failures: ["no report was written"], skipped: [] };
    const { stats, suites } = JSON.parse(readFileSync(report, "utf8"));
    const specs = suites.flatMap((suite) => specsOf(suite));
    const failures = namesOf(specs, "unexpected");
    if (failures.length === 0 && status !== 0) failures.push(`no test, but Playwright ended with ${status}`);
    const unsteady = namesOf(specs, "flaky");
    return { passed: stats.expected + stats.flaky, failures, unsteady, skipped: skippedOf(specs) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
