// What cutting work into shards costs, and how it would grow: node bench/cluster.mjs [--strategies N] [--observations T]
// [--kinds a,b] [--model] [--wall].
//
// Every kind of work is done by its command, then planned in 8 shards, done by the local engine and merged, all on one thread:
// the processor seconds beyond the command's are what sharding costs. Then two processes do the shards at the same time, every
// second shard each, as two nodes of one processor would: what the longer of the two takes beside plan and merge, against all
// by one process, is what the second node is worth, however many others use the machine meanwhile. Plan, shards and merge in
// one process (plan --run) stand beside that. --model: of 1 and 8 shards follow what a shard begins with and what grows with
// the work; from these and the bytes of the parts times on more nodes are modelled. A model: nothing was run on so many.
// --wall also takes times, with 1, 2 and 8 processes of one thread each; it wants 8 processors that nobody else uses.
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { timedProgram } from "./lib/timed-program.mjs";

const { values: asked } = parseArgs({
  options: {
    strategies: { type: "string", default: "25544" },
    observations: { type: "string", default: "82" },
    kinds: { type: "string", default: "metrics,correlate,search,verdict" },
    model: { type: "boolean", default: false },
    wall: { type: "boolean", default: false },
  },
});
const root = join(import.meta.dirname, "..");
const folder = mkdtempSync(join(tmpdir(), "tessera-bench-cluster-"));
const shards = 8;

/** Parts of a modelled run that nothing here measures. */
const assumed = { startSeconds: 1, bytesPerSecond: 100e6 };
const nodes = [1, 2, 10, 100, 1000];

const every = ["--objective", "ratio", "--algorithms", "all"];
const quick = ["--objective", "ratio", "--algorithms", "sa,hc", "--budget", "500k"];
const commands = {
  metrics: ["metrics"],
  correlate: ["correlate"],
  search: ["search", "--size", "35"],
  verdict: ["search", "--size", "35", ...quick, "--twins", "99"],
  sizes: ["search", "--min-size", "10", "--max-size", "35", ...every, "--twins", "0"],
  twins: ["search", "--size", "35", ...quick, "--twins", "19"],
};
/** What `cluster plan` calls them. */
const planned = { sizes: "search", twins: "search" };

/** Seconds of a command and of all processes that it starts: of the clock, and of processors. */
function timed(threads, ...words) {
  const options = ["--home", join(folder, "home"), "--threads", String(threads), "--no-progress"];
  const tessera = [process.execPath, join(root, "bin", "tessera.js"), ...words, ...options];
  return timedProgram(tessera);
}

/** A plan in so many shards, done by so many processes at a time and merged. */
async function sharded(kind, count, processes = 1) {
  const { at, plan } = await plannedIn(kind, count);
  const run = await timed(processes, "cluster", "submit", at, "--max-running", String(processes));
  const parts = readdirSync(join(at, "shards")).filter((file) => file.endsWith(".bin"));
  const bytes = parts.reduce((sum, file) => sum + statSync(join(at, "shards", file)).size, 0);
  const merge = await timed(processes, "cluster", "merge", at);
  rmSync(at, { recursive: true });
  return { plan, run, merge, bytes };
}

async function plannedIn(kind, count, ...more) {
  const at = mkdtempSync(join(folder, `${kind}-`));
  const [, ...options] = commands[kind];
  const named = planned[kind] ?? kind;
  const cut = ["--out", at, "--shards", String(count)];
  const words = ["cluster", "plan", named, "table", ...cut, ...options, ...more];
  return { at, plan: await timed(1, ...words) };
}

/** All of it in one process. */
async function inOne(kind) {
  const { at, plan } = await plannedIn(kind, shards, "--run");
  rmSync(at, { recursive: true });
  return plan;
}

/** Processor seconds of each of two processes that do every second shard at the same time. */
async function byTwo(kind) {
  const { at } = await plannedIn(kind, shards);
  const all = Array.from({ length: shards }, (_, index) => index);
  const own = [0, 1].map((odd) => all.filter((index) => index % 2 === odd).map(String));
  const both = await Promise.all(own.map((indices) => timed(1, "cluster", "shard", at, ...indices)));
  rmSync(at, { recursive: true });
  return both.map(({ processor }) => processor);
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
async function tried(kind) {
  const [command = "", ...options] = commands[kind];
  // A merge writes result files: a search of one machine does so when it is asked to.
  const files = command === "search" ? ["--out", join(folder, `whole-${kind}`)] : [];
  const whole = (await timed(1, command, "table", ...options, ...files)).processor;
  const many = await sharded(kind, shards);
  const one = (await inOne(kind)).processor;
  const two = await byTwo(kind);
  const beside = many.plan.processor + many.merge.processor;
  const more = (seconds) => `${(100 * (seconds / whole - 1)).toFixed(0)} %`;
  const worth = (beside + many.run.processor) / (beside + Math.max(...two));
  const figures = [whole, many.plan.processor, many.run.processor, many.merge.processor].map(fixedTwo);
  const nodes = `${two.map(fixedTwo).join(", ")} | ${fixedTwo(worth)}`;
  console.log(
    `| ${kind} | ${figures.join(" | ")} | ${more(beside + many.run.processor)} | ${fixedTwo(one)} | ${more(one)} | ${nodes} | ${many.bytes} |`,
  );
  return asked.model ? { kind, model: modelOf(many, await sharded(kind, 1)) } : { kind };
}

function modelOf(many, one) {
  // Both were done in one process: what eight have more than one is what a shard begins with.
  const fixed = Math.max(0, many.run.processor - one.run.processor) / (shards - 1);
  const mergeOfPart = Math.max(0, many.merge.processor - one.merge.processor) / (shards - 1);
  return {
    ...{ work: one.run.processor - fixed, fixed, bytesOfPart: many.bytes / shards },
    ...{ merge: one.merge.processor, mergeOfPart },
  };
}

const fixedTwo = (value) => value.toFixed(2);

/** Times of the clock: 8 shards by 1, 2 and 8 processes, with the merge. */
async function clocked(kind) {
  const figures = [];
  for (const processes of [1, 2, shards]) {
    const { run, merge } = await sharded(kind, shards, processes);
    figures.push(`${fixedTwo(run.wall)} + ${fixedTwo(merge.wall)}`);
  }
  console.log(`| ${kind} | ${figures.join(" | ")} |`);
}

const { strategies, observations } = asked;
try {
  const file = join(folder, "table.csv");
  await timed(1, "sample", file, "--strategies", strategies, "--observations", observations);
  await timed(1, "import", file, "--dataset", "table");
  console.log(`${strategies} x ${observations}, one thread, processor seconds\n`);
  console.log(
    "| work | command | plan | 8 shards | merge | more than the command | in one process | more than the command | 4 shards each of two nodes | two nodes, times one | bytes of 8 parts |",
  );
  console.log(`|${"---|".repeat(11)}`);
  const kinds = asked.kinds.split(",");
  const results = [];
  for (const kind of kinds) results.push(await tried(kind));
  const { startSeconds, bytesPerSecond } = assumed;
  if (asked.model) {
    console.log(
      `\nModelled seconds, a shard a node, ${startSeconds} s to start it, ${bytesPerSecond / 1e6} MB/s\n`,
    );
    console.log(`| nodes | ${nodes.join(" | ")} |\n|---|${nodes.map(() => "---|").join("")}`);
    for (const { kind, model } of results)
      console.log(`| ${kind} | ${nodes.map((count) => modelled(model, count).toFixed(1)).join(" | ")} |`);
  }
  if (asked.wall) {
    console.log("\nSeconds of the clock, shards + merge\n");
    console.log("| work | 1 process | 2 processes | 8 processes |\n|---|---|---|---|");
    for (const kind of kinds) await clocked(kind);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
