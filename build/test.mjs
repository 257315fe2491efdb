// Runs every test there is; names what failed, was unsteady or skipped, and ends with one line: N passed, N failed. npm test
// Native programs that passed, and have not changed since, count without being run; npm test -- --all runs them, too.
import { join } from "node:path";
import { buildAll } from "./build.mjs";
import { addonViewCheck } from "./test/addon-view-check.mjs";
import { crossTests } from "./test/cross-tests.mjs";
import { endToEndTests } from "./test/end-to-end-tests.mjs";
import { nativeTests } from "./test/native-tests.mjs";
import { unitTests } from "./test/unit-tests.mjs";

const root = join(import.meta.dirname, "..");
const parts = [
  ["native", nativeTests],
  ["cross", crossTests],
  ["addon view", addonViewCheck],
  ["unit and layers", unitTests],
  ["end to end", endToEndTests],
];

const all = process.argv.includes("--all");
const total = { passed: 0, before: 0, failures: [], unsteady: [], skipped: [] };
const lines = [];
if ((await buildAll()) !== 0) total.failures.push("the build");
for (const [name, runPart] of parts) {
  console.log(`\n=== ${name}`);
  const start = performance.now();
  const { passed, before = 0, failures, unsteady = [], skipped } = await runPart(root, all);
  total.passed += passed;
  total.before += before;
  total.failures.push(...failures.map((failure) => `${name}: ${failure}`));
  total.unsteady.push(...unsteady.map((failure) => `${name}: ${failure}`));
  total.skipped.push(...skipped);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const unchanged = before > 0 ? ` (${before} of them before, unchanged since)` : "";
  lines.push(
    `${name.padEnd(16)} ${passed} passed${unchanged}, ${failures.length} failed, ${skipped.length} skipped in ${seconds} s`,
  );
}
console.log(`\n=== result\n${lines.join("\n")}`);
for (const name of total.skipped) console.log(`skipped: ${name}`);
if (total.before > 0)
  console.log(
    `\n${total.before} of those that passed did so before and are unchanged: npm test -- --all runs them`,
  );
for (const name of total.unsteady) console.log(`passed at the second try alone: ${name}`);
for (const name of total.failures) console.log(`failed: ${name}`);
console.log(`\n${total.passed} passed, ${total.failures.length} failed`);
process.exitCode = total.failures.length === 0 && total.passed > 0 ? 0 : 1;
