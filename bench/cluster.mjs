// What cutting work into shards costs, and how it would grow: node bench/cluster.mjs [--strategies N] [--observations T]
// [--kinds a,b] [--wall].
//
// Every kind of work is done by its command, then planned in 8 shards, done by the local engine and merged, all on one thread:
// the processor seconds beyond the command's are what sharding costs. Of 1 and 8 shards follow what a shard begins with and
// what grows with the work; from these and the bytes of the parts times on more nodes are modelled. A model: nothing was run on
// so many. --wall also takes times, with 1, 2 and 8 processes of one thread each; it wants 8 processors that nobody else uses.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values: asked } = parseArgs({
  options: {
    strategies: { type: "string", default: "25544" },
    observations: { type: "string", default: "82" },
    kinds: { type: "string", default: "metrics,correlate,search,verdict" },
    wall: { type: "boolean", default: false },
  },
});
const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "tessera-bench-cluster-"));
const shards = 8;

/** Parts of a modelled run that nothing here measures. */
const assumed = { startSeconds: 1, bytesPerSecond: 100e6 };
const nodes = [1, 2, 10, 100, 1000];

const quick = ["--objective", "ratio", "--algorithms", "sa,hc", "--budget", "500k"];
const commands = {
  metrics: ["metrics"],
  correlate: ["correlate"],
  search: ["search", "--size", "35"],
  verdict: ["search", "--size", "35", ...quick, "--twins", "99"],
};

/** Seconds of a command and of all processes that it starts: of the clock, and of processors. */
function timed(threads, ...words) {
  const options = ["--home", join(folder, "home"), "--threads", String(threads), "--no-progress"];
  const tessera = [process.execPath, join(root, "bin", "tessera.js"), ...words, ...options];
  const done = spawnSync("bash", ["-c", 'TIMEFORMAT="%R %U %S"; time "$@"', "bash", ...tessera], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
    env: { ...process.env, TESSERA_BACKEND: "cpu" },
  });
  if (done.status !== 0) throw new Error(`${words.join(" ")}: ${done.stderr}`);
  const [wall = 0, user = 0, system = 0] = done.stderr.trim().split("\n").at(-1).split(" ").map(Number);
  return { wall, processor: user + system };
}

/** A plan in so many shards, done by so many processes at a time and merged. */
function sharded(kind, count, processes = 1) {
  const at = join(folder, `${kind}-${count}-${processes}`);
  const [, ...options] = commands[kind];
  const plan = timed(1, "cluster", "plan", kind, "table", "--out", at, "--shards", String(count), ...options);
  const run = timed(processes, "cluster", "submit", at, "--max-running", String(processes));
  const parts = readdirSync(join(at, "shards")).filter((file) => file.endsWith(".bin"));
  const bytes = parts.reduce((sum, file) => sum + statSync(join(at, "shards", file)).size, 0);
  const merge = timed(processes, "cluster", "merge", at);
  rmSync(at, { recursive: true });
  return { plan, run, merge, bytes };
}

/**
 * Wall seconds on `count` nodes of one processor each, a shard on each: a share of the work, what each begins with, and the
 * merge.
 */
function modelled({ work, fixed, merge, mergeOfPart, bytesOfPart }, count) {
  const transfer = (bytesOfPart * count) / assumed.bytesPerSecond;
  return assumed.startSeconds + fixed + work / count + transfer + merge + mergeOfPart * count;
}

/** Measures a kind of work, and says at once what came of it. */
function tried(kind) {
  const [command = "", ...options] = commands[kind];
  const whole = timed(1, command, "table", ...options).processor;
  const one = sharded(kind, 1);
  const many = sharded(kind, shards);
  const cost = 100 * ((many.run.processor + many.merge.processor) / whole - 1);
  // Both were done in one process: what eight have more than one is what a shard begins with.
  const fixed = Math.max(0, many.run.processor - one.run.processor) / (shards - 1);
  const mergeOfPart = Math.max(0, many.merge.processor - one.merge.processor) / (shards - 1);
  const model = {
    ...{ work: one.run.processor - fixed, fixed, bytesOfPart: many.bytes / shards },
    ...{ merge: one.merge.processor, mergeOfPart },
  };
  const figures = [whole, many.plan.processor, many.run.processor, many.merge.processor].map(two);
  console.log(`| ${kind} | ${figures.join(" | ")} | ${cost.toFixed(0)} % | ${many.bytes} |`);
  return { kind, model };
}

const two = (value) => value.toFixed(2);

/** Times of the clock: 8 shards by 1, 2 and 8 processes, with the merge. */
function clocked(kind) {
  const runs = [1, 2, shards].map((processes) => sharded(kind, shards, processes));
  const figures = runs.map(({ run, merge }) => `${two(run.wall)} + ${two(merge.wall)}`);
  console.log(`| ${kind} | ${figures.join(" | ")} |`);
}

const { strategies, observations } = asked;
try {
  const file = join(folder, "table.csv");
  timed(1, "sample", file, "--strategies", strategies, "--observations", observations);
  timed(1, "import", file, "--dataset", "table");
  console.log(`${strategies} x ${observations}, one thread, processor seconds\n`);
  console.log("| work | command | plan | 8 shards | merge | more than the command | bytes of 8 parts |");
  console.log("|---|---|---|---|---|---|---|");
  const kinds = asked.kinds.split(",");
  const results = kinds.map(tried);
  const { startSeconds, bytesPerSecond } = assumed;
  console.log(
    `\nModelled seconds, a shard a node, ${startSeconds} s to start it, ${bytesPerSecond / 1e6} MB/s\n`,
  );
  console.log(`| nodes | ${nodes.join(" | ")} |\n|---|${nodes.map(() => "---|").join("")}`);
  for (const { kind, model } of results)
    console.log(`| ${kind} | ${nodes.map((count) => modelled(model, count).toFixed(1)).join(" | ")} |`);
  if (asked.wall) {
    console.log("\nSeconds of the clock, shards + merge\n");
    console.log("| work | 1 process | 2 processes | 8 processes |\n|---|---|---|---|");
    for (const kind of kinds) clocked(kind);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
