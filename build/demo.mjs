// The whole job on a made-up file of the real shape, step by step, with what each step took. npm run demo [-- OPTIONS]
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { parseArgs } from "node:util";
import { runStep } from "./demo/run-step.mjs";
import { table } from "./demo/table.mjs";

const { values } = parseArgs({
  options: {
    strategies: { type: "string", default: "25544" },
    observations: { type: "string", default: "82" },
    sizes: { type: "string", default: "35..37" },
    algorithms: { type: "string", default: "all" },
    budget: { type: "string", default: "500k" },
    seed: { type: "string", default: "1" },
    out: { type: "string", default: join(import.meta.dirname, "..", "demo-output") },
  },
});
const [minSize, maxSize = minSize] = values.sizes.split("..");
const out = values.out;
const home = join(out, "home");
const path = (name) => relative(process.cwd(), join(out, name));
const group = (count) => Number(count).toLocaleString("en-US");
const figure = (value) => Number(value).toLocaleString("en-US", { maximumFractionDigits: 4 });

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

/** What the search found. */
let found;
const steps = [
  {
    name: "make a sample",
    args: [
      "sample",
      path("sample.csv"),
      "--strategies",
      values.strategies,
      "--observations",
      values.observations,
      "--seed",
      values.seed,
    ],
    says: (sample) =>
      `${group(sample.observations)} x ${group(sample.strategies)}, ${(sample.bytes / 1e6).toFixed(1)} MB`,
  },
  {
    name: "import it",
    args: ["import", path("sample.csv"), "--dataset", "demo", "--no-luck"],
    says: ({ dataset }) =>
      `${(dataset.bytes / 1e6).toFixed(1)} MB of Parquet, ${dataset.findings.length} findings`,
  },
  {
    name: "metrics of all",
    args: ["metrics", "demo", "--profile", "legacy", "--out", path("metrics.csv")],
    says: ({ strategies, metrics }) => `${group(strategies)} strategies x ${metrics.length} metrics`,
  },
  {
    name: "correlate all",
    args: ["correlate", "demo", "--top", "10"],
    says: (summary) => `${group(summary.pairs)} pairs, mean rho ${summary.meanRho.toFixed(4)}`,
  },
  {
    name: "search",
    args: [
      "search",
      "demo",
      "--min-size",
      minSize,
      "--max-size",
      maxSize,
      "--budget",
      values.budget,
      "--algorithms",
      values.algorithms,
      "--seed",
      values.seed,
      "--quick-verdict",
      "--out",
      path("result"),
    ],
    says: ({ best, luck }) =>
      `best of ${group(luck.effort.scored)} portfolios scored: ${best.size} strategies, fitness ${figure(best.fitness)} by ${best.algorithm}`,
    after: (result) => {
      found = result;
      writeFileSync(join(out, "best.txt"), `${result.best.members.join("\n")}\n`);
    },
  },
  {
    name: "score the best",
    args: ["score", "demo", "--portfolio", path("best.txt")],
    says: (score) =>
      `ROI ${figure(score.roi)}, drawdown ${figure(score.max_drawdown)}, mean rho ${score.mean_correlation.toFixed(4)}`,
  },
  {
    name: "its correlations",
    args: ["correlate", "demo", "--portfolio", path("best.txt"), "--out", path("best-correlations.csv")],
    says: ({ members }) => `${members} x ${members} matrix`,
  },
];

const rows = [];
for (const step of steps) {
  const { seconds, result } = await runStep([...step.args, "--home", relative(process.cwd(), home)]);
  if (!result) process.exit(1);
  step.after?.(result);
  rows.push([step.name, `${seconds.toFixed(2)} s`, step.says(result)]);
}

const files = readdirSync(out, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && !entry.parentPath.startsWith(home))
  .map((entry) => join(entry.parentPath, entry.name))
  .sort();
console.log(`\n${table(["step", "time", "what came of it"], rows, [1])}`);
const bytes = (file) =>
  `${(statSync(file).size / 1e3).toLocaleString("en-US", { maximumFractionDigits: 1 })} kB`;
console.log(
  `\n${table(
    ["file", "size"],
    files.map((file) => [relative(process.cwd(), file), bytes(file)]),
    [1],
  )}`,
);

const report = files.find((file) => file.includes(`best_portfolio_size${found.best.size}_`));
if (report) console.log(`\n${readFileSync(report, "utf8").split(/\r?\n/).slice(0, 12).join("\n")}`);
console.log(`\nIs that more than luck? ${found.luck.verdict.toUpperCase()}.\n${found.luck.sentence}`);
console.log(found.luck.raceSentence);
console.log(
  `\nEach step is one command; times include starting it. The dataset stays in ${path("home")}: try\n`,
);
console.log(`  npx --no-install tessera correlate demo --home ${path("home")}\n`);
