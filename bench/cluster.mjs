// What cutting work into shards costs, in processor seconds, and how it would grow: node bench/cluster.mjs [STRATEGIES [OBSERVATIONS [KINDS]]].
//
// Every kind of work is done by its command, then planned in 8 shards, done by the local engine one at a time and merged, all on one
// thread: what is more than the command's is what sharding costs. Of 1 and 8 shards follow the fixed part of a shard and what grows with
// the work; from these and the bytes of the parts times on more nodes are modelled. A model: nothing was run on so many.
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [strategies = "25544", observations = "82", wanted = "metrics,correlate,search,verdict"] =
  process.argv.slice(2);
const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "tessera-bench-cluster-"));
const shards = 8;

/** Fixed parts of a modelled run that nothing here measures. */
const assumed = { startSeconds: 1, bytesPerSecond: 100e6 };
const nodes = [1, 2, 10, 100, 1000];

const commands = {
  metrics: ["metrics", "table"],
  correlate: ["correlate", "table"],
  search: ["search", "table", "--size", "35"],
  verdict: [
    "search",
    "table",
    "--size",
    "35",
    "--objective",
    "ratio",
    "--algorithms",
    "sa,hc",
    "--budget",
    "500k",
    "--twins",
    "99",
  ],
};

/** Processor seconds of a command and of all processes that it starts. */
function processorSeconds(...words) {
  const tessera = [
    process.execPath,
    join(root, "bin", "tessera.js"),
    ...words,
    "--home",
    join(folder, "home"),
    "--threads",
    "1",
    "--no-progress",
  ];
  const done = spawnSync("bash", ["-c", 'TIMEFORMAT="%U %S"; time "$@"', "bash", ...tessera], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, TESSERA_BACKEND: "cpu" },
  });
  if (done.status !== 0) throw new Error(`${words.join(" ")}: ${done.stderr}`);
  const [user = 0, system = 0] = done.stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return user + system;
}

/** A plan in so many shards, done and merged. */
function sharded([, name, ...options], kind, count) {
  const at = join(folder, `${kind}-${count}`);
  const plan = processorSeconds(
    "cluster",
    "plan",
    kind,
    name,
    "--out",
    at,
    "--shards",
    String(count),
    ...options,
  );
  const run = processorSeconds("cluster", "submit", at, "--max-running", "1");
  const bytes = readdirSync(join(at, "shards"))
    .filter((file) => file.endsWith(".bin"))
    .reduce((sum, file) => sum + statSync(join(at, "shards", file)).size, 0);
  const merge = processorSeconds("cluster", "merge", at);
  rmSync(at, { recursive: true });
  return { plan, run, merge, bytes };
}

/** Wall seconds of a run on `count` nodes of one processor each, a shard on each: work / count, what each begins with, and the merge. */
function modelled({ work, fixed, merge, mergeOfPart, bytesOfPart }, count) {
  const transfer = (bytesOfPart * count) / assumed.bytesPerSecond;
  return assumed.startSeconds + fixed + work / count + transfer + merge + mergeOfPart * count;
}

function tried(kind) {
  const command = commands[kind];
  const whole = processorSeconds(...command);
  const one = sharded(command, kind, 1);
  const many = sharded(command, kind, shards);
  // Both have been done in one process: what eight have more than one is what a shard begins with.
  const fixed = Math.max(0, many.run - one.run) / (shards - 1);
  const mergeOfPart = Math.max(0, many.merge - one.merge) / (shards - 1);
  const bytesOfPart = many.bytes / shards;
  const model = { work: one.run - fixed, fixed, merge: one.merge, mergeOfPart, bytesOfPart };
  const cost = 100 * ((many.run + many.merge) / whole - 1);
  return { kind, whole, one, many, cost, model };
}

const two = (value) => value.toFixed(2);
try {
  processorSeconds(
    "sample",
    join(folder, "table.csv"),
    "--strategies",
    strategies,
    "--observations",
    observations,
  );
  processorSeconds("import", join(folder, "table.csv"), "--dataset", "table");
  const results = wanted.split(",").map(tried);
  console.log(`${strategies} x ${observations}, one thread, processor seconds\n`);
  console.log(
    "| work | command | plan | 8 shards | merge | shards and merge over the command | bytes of 8 parts |\n|---|---|---|---|---|---|---|",
  );
  for (const { kind, whole, many, cost } of results)
    console.log(
      `| ${kind} | ${two(whole)} | ${two(many.plan)} | ${two(many.run)} | ${two(many.merge)} | ${cost.toFixed(0)} % | ${many.bytes} |`,
    );
  console.log(
    `\nModelled wall seconds, a shard a node; ${assumed.startSeconds} s to start a task and ${assumed.bytesPerSecond / 1e6} MB/s are assumed\n`,
  );
  console.log(`| nodes | ${nodes.join(" | ")} |\n|---|${nodes.map(() => "---|").join("")}`);
  for (const { kind, model } of results)
    console.log(`| ${kind} | ${nodes.map((count) => modelled(model, count).toFixed(1)).join(" | ")} |`);
} finally {
  if (existsSync(folder)) rmSync(folder, { recursive: true, force: true });
}
