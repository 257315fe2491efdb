// A table larger than the memory that may be used:
//   node bench/beyond-memory.mjs [--gigabytes G] [--memory GB] [--strategies N] [--folder DIR] [--steps a,b] [--seconds S]
//
// Makes a table of G gigabytes of cells (25,544 invented strategies, as often as it takes for N), imports it, then runs every
// step in a process of its own that may use --memory gigabytes: by a control group where one can be made (root), else only told
// to, and measured. Prints seconds by the clock and of the processors, and the most memory that was resident; of a control
// group also what the kernel counted, files that it keeps in memory among it. A step begins only while --seconds are left.
// Takes the disk of the table twice and of one CSV file of it.
import { spawn } from "node:child_process";
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: {
    gigabytes: { type: "string", default: "2" },
    memory: { type: "string", default: "0.6" },
    strategies: { type: "string", default: "51088" },
    folder: { type: "string", default: tmpdir() },
    steps: { type: "string", default: "plan,metrics,groups,shards,correlate,clusters,duplicates,map,search" },
    seconds: { type: "string", default: "3600" },
  },
});
const ofOneFile = 25_544;
const memoryBytes = Number(values.memory) * 1e9;
const copies = Math.max(1, Math.round(Number(values.strategies) / ofOneFile));
const strategies = copies * ofOneFile;
const observations = Math.max(2, Math.round((Number(values.gigabytes) * 1e9) / 8 / strategies));
const folder = mkdtempSync(join(values.folder, "tessera-beyond-"));
const program = join(import.meta.dirname, "..", "bin", "tessera.js");
const began = performance.now();

/**
 * A control group with the limit: its folder, and the files that hold the limit and the most that was counted; undefined: none
 * can be made.
 */
function controlGroup() {
  const kinds = [
    ["/sys/fs/cgroup/memory", "memory.limit_in_bytes", "memory.max_usage_in_bytes"],
    ["/sys/fs/cgroup", "memory.max", "memory.peak"],
  ];
  for (const [root, limit, peak] of kinds) {
    const path = join(root, `tessera-beyond-${process.pid}`);
    try {
      mkdirSync(path);
    } catch {
      continue;
    }
    try {
      writeFileSync(join(path, limit), String(memoryBytes));
      return { path, peak: join(path, peak) };
    } catch {
      rmdirSync(path);
    }
  }
  return undefined;
}

/** Bytes that a process and those that it started have resident. */
function resident(pid) {
  try {
    const own = Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) * 1024;
    const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").trim().split(" ").filter(Boolean),
    );
    return children.reduce((sum, child) => sum + resident(child), own);
  } catch {
    return 0;
  }
}

/** Processor seconds of a process and those that it started so far. */
function processorSeconds(pid) {
  try {
    // Behind the name, which may hold spaces, the eleven fields before the two that are wanted; hundredths of a second.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /, "")
      .split(" ");
    const children = readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").trim().split(" ").filter(Boolean),
    );
    return children.reduce(
      (sum, child) => sum + processorSeconds(child),
      fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) / 100,
    );
  } catch {
    return 0;
  }
}

const megabytes = (bytes) => `${Math.round(bytes / 1e6).toLocaleString("en-US")} MB`;

/** Runs a command of the product's and prints what it took; `group` limits it. Returns what it printed. */
async function tessera(name, words, group) {
  const told = group === null ? [] : ["--set", `analysis.memory_gb=${(0.85 * memoryBytes) / 1e9}`];
  const line = [
    process.execPath,
    program,
    "--home",
    join(folder, "home"),
    "--no-progress",
    ...words,
    ...told,
  ];
  const enter = group ? `echo $$ > ${group.path}/cgroup.procs && ` : "";
  const start = performance.now();
  const child = spawn("sh", ["-c", `${enter}exec "$@"`, "sh", ...line], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, TESSERA_BACKEND: "cpu" },
  });
  let said = "";
  child.stdout.on("data", (text) => {
    if (said.length < 4000) said += text;
  });
  child.stderr.on("data", (text) => {
    said += text;
  });
  let most = 0;
  let worked = 0;
  const timer = setInterval(() => {
    most = Math.max(most, resident(child.pid));
    worked = Math.max(worked, processorSeconds(child.pid));
  }, 50);
  const code = await new Promise((resolve) => {
    child.on("close", (status, signal) => resolve(status ?? signal));
  });
  clearInterval(timer);
  const seconds = (performance.now() - start) / 1000;
  const counted = group ? `, ${megabytes(Number(readFileSync(group.peak, "utf8")))} counted so far` : "";
  const how = code === 0 ? "" : `, ended with ${code}: ${said.slice(-300).trim()}`;
  console.log(
    `${name}: ${seconds.toFixed(1)} s, ${worked.toFixed(1)} s of the processors, at most ${megabytes(most)} resident${counted}${how}`,
  );
  return said;
}

async function makeTable() {
  const csv = join(folder, "csv");
  mkdirSync(csv);
  const first = join(csv, "file0.csv");
  await tessera("sample of one file", ["sample", first, "--observations", String(observations)], null);
  const files = Array.from({ length: copies }, (_, k) => join(csv, `file${k}.csv`));
  for (const file of files.slice(1)) linkSync(first, file);
  const names = copies > 1 ? ["--prefix-names"] : [];
  await tessera("import", ["import", ...files, "--dataset", "table", ...names, "--no-luck"], null);
  rmSync(csv, { recursive: true });
}

const shards = join(folder, "shards");
const steps = {
  plan: [["plan", "table"]],
  metrics: [["metrics", "table", "--metrics", "roi,max_drawdown,sharpe,sortino,calmar,win_rate", "--json"]],
  groups: [["groups", "table", "--by", "weekday", "--json"]],
  shards: [
    ["cluster", "plan", "metrics", "table", "--out", shards, "--shards", "8"],
    ["cluster", "submit", shards, "--max-running", "1"],
    ["cluster", "merge", shards],
  ],
  correlate: [["correlate", "table", "--json"]],
  clusters: [["clusters", "table", "--json"]],
  duplicates: [["duplicates", "table", "--json"]],
  map: [
    ["jobs", "submit", "correlation.map", '{"dataset":"table"}'],
    ["jobs", "run"],
  ],
  search: [
    ["search", "table", "--size", "20"],
    ["search", "table", "--size", "20", "--pool", "500"],
  ],
};

try {
  console.log(
    `${observations.toLocaleString("en-US")} x ${strategies.toLocaleString("en-US")}, ${megabytes(8 * observations * strategies)} of cells; ${cpus()[0]?.model}, ${availableParallelism()} processors`,
  );
  await makeTable();
  const group = controlGroup();
  console.log(
    group
      ? `limited to ${megabytes(memoryBytes)} by a control group`
      : "no control group: told, and measured",
  );
  for (const step of values.steps.split(",")) {
    for (const words of steps[step] ?? []) {
      if (performance.now() - began > Number(values.seconds) * 1000) {
        console.log(`${step}: not begun, the time is over`);
        continue;
      }
      const said = await tessera(words.slice(0, words[0] === "cluster" ? 2 : 1).join(" "), words, group);
      if (step === "plan") console.log(said.split("\n")[0]);
    }
  }
  if (group) rmdirSync(group.path);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
