// What a second node is worth by the clock:
//   node bench/two-nodes.mjs [--engine local|slurm] [--kind verdict|believable|correlate] [--strategies N]
//     [--observations T] [--shards 8] [--cores 0,1] [--at-once] [--nodes-alone]
// Linux, with taskset. A node is a processor core of its own. One plan is done by one node and merged, another of the same work
// by two, and the command alone by one core: clocks and processor seconds, all programs from their start on. local: a node is
// a process bound to its core that does its shards one after the other, every second of them where there are two. slurm: two
// slurmd that this starts, each bound to its core (root, slurm-wlm, munge, a Node that reads TypeScript); one node is the other
// one drained; the merge is Slurm's own. --at-once, local alone: all three at the same time, on the first four of --cores.
// --nodes-alone: without the command, for what takes long.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { parseArgs } from "node:util";
import { timedProgram } from "./lib/timed-program.mjs";

const { values: asked } = parseArgs({
  options: {
    engine: { type: "string", default: "local" },
    kind: { type: "string", default: "verdict" },
    strategies: { type: "string", default: "25544" },
    observations: { type: "string", default: "82" },
    shards: { type: "string", default: "8" },
    cores: { type: "string", default: "0,1" },
    "at-once": { type: "boolean", default: false },
    "nodes-alone": { type: "boolean", default: false },
  },
});
const root = join(import.meta.dirname, "..");
const program = [process.execPath, join(root, "bin", "tessera.js")];
const folder = mkdtempSync(join(tmpdir(), "tessera-bench-nodes-"));
const cores = asked.cores.split(",");

const quick = ["--objective", "ratio", "--algorithms", "sa,hc", "--budget", "2M"];
const commands = {
  verdict: ["search", "--size", "35", ...quick, "--twins", "99"],
  believable: ["search", "--size", "35"],
  correlate: ["correlate"],
};
const [command = "", ...options] = commands[asked.kind] ?? [];
if (command === "") throw new Error(`no work is called ${asked.kind}`);

/** Seconds of a command on a core, and of all processes that it starts: of the clock, and of processors. */
function timed(core, settings, ...words) {
  const common = ["--home", join(folder, "home"), "--threads", "1", "--no-progress", ...settings];
  const bound = ["taskset", "-c", core, ...program, ...words, ...common];
  return timedProgram(bound);
}

/** Plans the work in a new folder. */
async function planned(core, settings = []) {
  const at = join(mkdtempSync(join(folder, "plan-")), "plan");
  const words = ["cluster", "plan", command, "table", "--out", at, "--shards", asked.shards, ...options];
  return { at, plan: await timed(core, settings, ...words) };
}

const say = (name, parts) => {
  const texts = Object.entries(parts).map(
    ([part, { wall, processor }]) =>
      `${part} ${wall.toFixed(1)}${processor === undefined ? "" : ` (${processor.toFixed(1)})`}`,
  );
  const sum = (of) => Object.values(parts).reduce((sum, part) => sum + part[of], 0);
  const found = { wall: sum("wall"), processor: sum("processor") };
  console.log(`| ${name} | ${texts.join(", ")} | ${found.wall.toFixed(1)} |`);
  return found;
};

/** The command on one core. A merge writes result files: a search of one machine does so when it is asked to. */
async function whole(core) {
  const files = command === "search" ? ["--out", join(folder, "whole")] : [];
  return say("the command, one core", {
    command: await timed(core, [], command, "table", ...options, ...files),
  });
}

/** Processes bound to these cores, as nodes. */
async function byProcesses(own) {
  const { at, plan } = await planned(own[0]);
  const all = Array.from({ length: Number(asked.shards) }, (_, index) => index);
  const began = performance.now();
  const shares = own.map((core, k) => {
    const indices = all.filter((index) => index % own.length === k).map(String);
    return timed(core, [], "cluster", "shard", at, ...indices);
  });
  const each = await Promise.all(shares);
  const wall = (performance.now() - began) / 1000;
  const shards = { wall, processor: each.reduce((sum, { processor }) => sum + processor, 0) };
  const merge = await timed(own[0], [], "cluster", "merge", at);
  return say(own.length === 1 ? "one node" : "two nodes", { plan, shards, merge });
}

/** Two slurmd of one core each; with `isAlone` the second takes no work. */
async function bySlurm(slurm, isAlone) {
  const words = ["env", "TESSERA_BACKEND=cpu", ...program].join(" ");
  const settings = ["--set", `cluster.command=${words}`, "--set", "cluster.cpus_per_task=1"];
  const { at, plan } = await planned(cores[0], settings);
  const state = isAlone ? ["State=DRAIN", "Reason=alone"] : ["State=RESUME"];
  if (isAlone || slurm.wasAlone) slurm.run("scontrol", "update", "NodeName=n2", ...state);
  slurm.wasAlone = isAlone;
  const began = performance.now();
  const atOnce = ["--max-running", isAlone ? "1" : "2"];
  await timed(cores[0], settings, "cluster", "submit", at, "--engine", "slurm", ...atOnce);
  const merged = join(at, "merged");
  await slurm.until("the merge has ended", () => slurm.run("squeue", "-h") === "", 900);
  const wall = (performance.now() - began) / 1000;
  if (!existsSync(merged)) throw new Error(readFileSync(join(at, "log", "slurm-merge.txt"), "utf8"));
  const nodes = readdirSync(join(at, "shards")).filter((file) => file.endsWith(".ok"));
  console.error(`${nodes.length} shards of ${asked.shards} done`);
  return say(isAlone ? "one node" : "two nodes", { plan, "shards and merge": { wall } });
}

async function onSlurm() {
  const { startSlurm, whyNoSlurm } = await import("../tests/service/cluster/support/slurm.ts");
  const cannot = whyNoSlurm();
  if (cannot) throw new Error(cannot);
  const slurm = await startSlurm(cores);
  try {
    return { one: await bySlurm(slurm, true), two: await bySlurm(slurm, false) };
  } finally {
    await slurm.close();
  }
}

async function onThisMachine() {
  if (asked["at-once"]) {
    const [first, second, third, fourth] = cores;
    const works = [byProcesses([first]), byProcesses([second, third]), whole(fourth)];
    const [one, two, own] = await Promise.all(works);
    return { one, two, own };
  }
  return { one: await byProcesses(cores.slice(0, 1)), two: await byProcesses(cores.slice(0, 2)) };
}

try {
  const { strategies, observations } = asked;
  const file = join(folder, "table.csv");
  await timed(cores[0], [], "sample", file, "--strategies", strategies, "--observations", observations);
  await timed(cores[0], [], "import", file, "--dataset", "table");
  const text = `${asked.kind} of ${strategies} x ${observations}, ${asked.shards} shards, engine ${asked.engine}`;
  console.log(`${text}: seconds of the clock (of processors)\n\n| | of it | all |\n|---|---|---|`);
  const { one, two, own: known } = asked.engine === "slurm" ? await onSlurm() : await onThisMachine();
  const own = known ?? (asked["nodes-alone"] ? undefined : await whole(cores[0]));
  console.log(`\ntwo nodes make ${(one.wall / two.wall).toFixed(2)} of one by the clock`);
  if (own) {
    const more = (of) => `${(100 * (one[of] / own[of] - 1)).toFixed(0)} %`;
    // Of what Slurm runs no processor seconds are known.
    const ofProcessors = Number.isFinite(one.processor) ? `, ${more("processor")} by the processor` : "";
    console.log(`one node takes ${more("wall")} more than the command by the clock${ofProcessors}`);
  }
} finally {
  await pause(200);
  rmSync(folder, { recursive: true, force: true });
}
