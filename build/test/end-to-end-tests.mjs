import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { filesUnder } from "../native/fingerprint.mjs";
import { ensureChromium } from "./ensure-chromium.mjs";
import { firstLine, run } from "./run.mjs";
import { PassedBefore } from "./unchanged.mjs";

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

/** Which browser there is, and which Electron: what tests depend on beside the repository. */
function hostsHere(root, chromium) {
  const electron = process.env.TESSERA_ELECTRON ?? join(root, "node_modules", "electron", "dist");
  return [chromium, electron].map((path) => {
    const stat = statSync(path, { throwIfNoEntry: false });
    return stat === undefined ? "absent" : [realpathSync(path), stat.size, stat.mtimeMs];
  });
}

/**
 * The suite of e2e/ in a real Chromium. Without one it is skipped, and the message names the package. Specs of which nothing
 * has changed since they passed come to what they came to then, unless all are to be run.
 */
export async function endToEndTests(root, isAll, told) {
  const folder = join(root, "e2e");
  if (!existsSync(join(folder, "playwright.config.ts"))) return nothing;
  const chromium = ensureChromium();
  if (!chromium)
    return {
      ...nothing,
      skipped: ["end to end: no Chromium was found; on Debian: sudo apt-get install chromium"],
    };
  const before = new PassedBefore(root, "end-to-end", hostsHere(root, chromium));
  const files = filesUnder(folder).filter((name) => name.endsWith(".spec.ts"));
  const sorted = before.sort(files, isAll);
  told.write(`end to end: ${sorted.line}`);
  const { left } = sorted;
  const outcome = left.length > 0 ? await runFiles(root, told, { chromium, left, before }) : nothing;
  return {
    ...outcome,
    passed: outcome.passed + sorted.passed,
    before: sorted.passed,
    skipped: [...outcome.skipped, ...sorted.skipped],
  };
}

const nothing = { passed: 0, failures: [], unsteady: [], skipped: [] };

/** Keeps the files of which every test passed at once, or is not for this machine. */
function keepPassed(before, suites, left) {
  for (const file of left) {
    const specs = suites
      .filter((suite) => join("e2e", suite.file) === file)
      .flatMap((suite) => specsOf(suite));
    const tests = specs.flatMap((spec) => spec.tests);
    const passed = tests.filter(({ status }) => status === "expected").length;
    const isKept = tests.length > 0 && tests.every(({ status }) => /^(expected|skipped)$/.test(status));
    if (isKept) before.keep(file, ["specs", `file ${file}`], { passed, skipped: skippedOf(specs) });
    else before.forget(file);
  }
}

async function runFiles(root, told, { chromium, left, before }) {
  const config = join(root, "e2e", "playwright.config.ts");
  const folder = mkdtempSync(join(tmpdir(), "tessera-e2e-"));
  const report = join(folder, "playwright.json");
  try {
    const playwright = join(root, "node_modules", "@playwright", "test", "cli.js");
    const env = { ...process.env, TESSERA_CHROMIUM: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: report };
    const args = [playwright, "test", "--config", config, "--reporter=list,json", "--retries=1"];
    // Playwright takes them for regular expressions.
    args.push(...left.map((file) => `${file.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`));
    const { status } = await run(process.execPath, args, { cwd: root, env, told });
    if (!existsSync(report)) return { ...nothing, failures: ["no report was written"] };
    const { stats, suites } = JSON.parse(readFileSync(report, "utf8"));
    keepPassed(
      before,
      suites,
      left.map((name) => relative(root, name)),
    );
    const specs = suites.flatMap((suite) => specsOf(suite));
    const failures = namesOf(specs, "unexpected");
    if (failures.length === 0 && status !== 0) failures.push(`no test, but Playwright ended with ${status}`);
    const unsteady = namesOf(specs, "flaky");
    return { passed: stats.expected + stats.flaky, failures, unsteady, skipped: skippedOf(specs) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
