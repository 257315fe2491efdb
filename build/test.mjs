// Runs every test there is; names what failed, was unsteady or skipped, and ends with one line: N passed, N failed. npm test
// What passed, and of which nothing has changed since, counts without being run; npm test -- --all runs all.
import { join } from "node:path";
import { buildAll } from "./build.mjs";
import { addonViewCheck } from "./test/addon-view-check.mjs";
import { crossTests } from "./test/cross-tests.mjs";
import { endToEndTests } from "./test/end-to-end-tests.mjs";
import { nativeTests } from "./test/native-tests.mjs";
import { inTheOpen, inTurn } from "./test/run.mjs";
import { unitTests } from "./test/unit-tests.mjs";

const root = join(import.meta.dirname, "..");
const isAll = process.argv.includes("--all");
/**
 * Lanes side by side, the parts of each one after another. What a window waits for goes first; the others have the processors
 * while it waits, which is a third of its time, and compilers what is left by both.
 */
const lanes = [
  {
    niceness: 10,
    parts: [
      ["native", (told) => nativeTests(root, isAll, { told })],
      ["cross", (told) => crossTests(root, isAll, told)],
      ["addon view", (told) => addonViewCheck(root, told)],
    ],
  },
  { niceness: 3, parts: [["unit and layers", (told) => unitTests(root, isAll, told)]] },
  { niceness: 0, parts: [["end to end", (told) => endToEndTests(root, isAll, told)]] },
];

/** Runs a part; a defect of what runs it is a failure of the part, and leaves the others at work. */
async function outcomeOf([name, runPart], told) {
  told.write(`\n=== ${name}\n`);
  const start = performance.now();
  let result;
  try {
    result = await runPart(told);
  } catch (error) {
    told.write(`${error.stack}\n`);
    result = { passed: 0, failures: [error.message], skipped: [] };
  }
  const seconds = (performance.now() - start) / 1000;
  return { name, seconds, before: 0, unsteady: [], ...result };
}

async function runLanes() {
  const writers = inTurn(lanes.length, inTheOpen.write);
  const outcomes = lanes.map(async ({ niceness, parts }, at) => {
    const told = { write: writers[at].write, niceness };
    const results = [];
    for (const part of parts) results.push(await outcomeOf(part, told));
    writers[at].end();
    return results;
  });
  return (await Promise.all(outcomes)).flat();
}

function lineOf({ name, passed, before, failures, skipped, seconds }) {
  const unchanged = before > 0 ? ` (${before} of them before, unchanged since)` : "";
  return `${name.padEnd(16)} ${passed} passed${unchanged}, ${failures.length} failed, ${skipped.length} skipped in ${seconds.toFixed(1)} s`;
}

const isBuilt = (await buildAll()) === 0;
const outcomes = await runLanes();
const named = (what) => outcomes.flatMap((one) => one[what].map((text) => `${one.name}: ${text}`));
const sum = (what) => outcomes.reduce((total, one) => total + one[what], 0);
const failures = [...(isBuilt ? [] : ["the build"]), ...named("failures")];

console.log(`\n=== result\n${outcomes.map(lineOf).join("\n")}`);
for (const { skipped } of outcomes) for (const name of skipped) console.log(`skipped: ${name}`);
if (sum("before") > 0)
  console.log(
    `\n${sum("before")} of those that passed did so before and are unchanged: npm test -- --all runs them`,
  );
for (const name of named("unsteady")) console.log(`passed at the second try alone: ${name}`);
for (const name of failures) console.log(`failed: ${name}`);
console.log(`\n${sum("passed")} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 && sum("passed") > 0 ? 0 : 1;
