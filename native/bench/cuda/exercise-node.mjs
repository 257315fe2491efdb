// Exercises the product under Node on a machine with a GPU: probe, plan, sessions, searches, cancel, every way of falling back,
// and the replaced system's whole job from CSV to result files. Prints one line per check and a table of times.
//   node native/bench/cuda/exercise-node.mjs tessera.mjs WORKFOLDER      (TESSERA_NATIVE_DIR: where tessera.node lies)
import { execFile, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const [bundle, work] = process.argv.slice(2);
mkdirSync(work, { recursive: true });
const home = join(work, "home");
rmSync(home, { recursive: true, force: true });
// As bin/tessera.js has it.
const compiled = { NODE_COMPILE_CACHE: join(work, "compiled") };
let failed = 0;

function check(what, holds, detail = "") {
  if (!holds) failed++;
  console.log(`${holds ? "ok    " : "FAILED"} ${what}${detail ? `: ${detail}` : ""}`);
}

/** Runs a command, on the first `cores` processors alone where they are given; answers its JSON, exit code and seconds. */
function tessera(args, env = {}, cores = 0) {
  const began = performance.now();
  const command = [process.execPath, bundle, "--home", home, "--no-progress", "--json", ...args];
  if (cores > 0) command.unshift("taskset", "-c", `0-${cores - 1}`);
  return new Promise((resolve) => {
    execFile(
      command[0],
      command.slice(1),
      { env: { ...process.env, ...compiled, ...env }, maxBuffer: 2 ** 28 },
      (error, stdout, stderr) => {
        let json;
        try {
          json = JSON.parse(stdout);
        } catch {
          json = undefined;
        }
        resolve({
          json,
          stderr,
          code: error ? (error.code ?? 1) : 0,
          seconds: (performance.now() - began) / 1000,
        });
      },
    );
  });
}

const used = (report) => report.json?.backends.find((one) => one.used)?.name;
const reason = (report, name) => report.json?.backends.find((one) => one.name === name)?.reason ?? "";
const hash = (value) => createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
const found = (search) =>
  hash(
    search.json?.runs.map(({ size, algorithm, fitness, columns }) => [size, algorithm, fitness, columns]) ??
      search.stderr,
  );

// ---- probe, self-test, plan -------------------------------------------------------------------------------
const auto = await tessera(["engine", "--self-test"]);
check("the CUDA backend passes its probe and is used", used(auto) === "cuda", reason(auto, "cuda"));
for (const backend of auto.json?.selfTest ?? []) {
  check(
    `published figures on ${backend.name}`,
    backend.passed,
    `${backend.checks.length} in ${backend.seconds.toFixed(2)} s`,
  );
}
check(
  "the monitor counts the self-test's runs",
  auto.json?.monitor.backends.some(
    (one) =>
      one.name === "cuda" &&
      one.operations.some((op) => op.name === "metrics" && op.runs > 5 && op.kernelMs > 0),
  ),
);
const shape = ["--strategies", "100000", "--observations", "2500"];
for (const limit of [[], ["--limit-gb", "1"]]) {
  const plan = (await tessera(["plan", ...shape, ...limit])).json?.plans.find(
    (one) => one.backend === "cuda",
  );
  check(
    `plan ${limit.join(" ")}`,
    plan && plan.resident === (limit.length === 0) && plan.peakBytes <= plan.budgetBytes,
    plan?.summary,
  );
}

// ---- every reason to fall back ----------------------------------------------------------------------------
const cpu = await tessera(["engine"], { TESSERA_BACKEND: "cpu" });
check("TESSERA_BACKEND=cpu is obeyed", used(cpu) === "cpu", reason(cpu, "cuda"));
const hidden = await tessera(["engine"], { TESSERA_BACKEND: "cuda", CUDA_VISIBLE_DEVICES: "" });
check(
  "no visible GPU: the CPU is used and says why",
  used(hidden) === "cpu" && reason(hidden, "cuda") !== "",
  reason(hidden, "cuda"),
);
const gone = await tessera(["engine"], { TESSERA_CUDA_FAULT: "lost:1" });
check("a device that fails its probe is not used", used(gone) === "cpu", reason(gone, "cuda"));

// ---- a dataset, the same figures on both ------------------------------------------------------------------
const csv = join(work, "strategies.csv");
await tessera(["sample", csv]);
const imported = await tessera(["import", csv, "--dataset", "job"]);
check("import", imported.code === 0, `${imported.seconds.toFixed(2)} s with the program's start`);
const on = (backend, env = {}) => ({ TESSERA_BACKEND: backend, ...env });
const correlate = ["correlate", "job", "--top", "50"];
const [ofCpu, ofCuda] = [await tessera(correlate, on("cpu")), await tessera(correlate, on("cuda"))];
const differ = (a, b) => {
  if (typeof a === "number" && typeof b === "number")
    return Math.abs(a - b) > 1e-9 * Math.max(1, Math.abs(a));
  if (a && b && typeof a === "object")
    return Object.keys(a).some((key) => key !== "seconds" && key !== "backend" && differ(a[key], b[key]));
  return a !== b;
};
check(
  "correlation: CUDA and CPU agree",
  ofCpu.code === 0 && ofCuda.code === 0 && !differ(ofCpu.json, ofCuda.json),
  ofCuda.stderr.trim(),
);
for (const [name, env, extra] of [
  ["streamed within 64 MB", {}, ["--set", "engine.memory_limit_gb=0.0625"]],
  ["memory that runs out in the pass, in smaller panels", { TESSERA_CUDA_FAULT: "memory:12" }, []],
  ["device lost in the pass, CPU goes on", { TESSERA_CUDA_FAULT: "lost:12" }, []],
]) {
  const again = await tessera([...correlate, ...extra], on("cuda", env));
  check(
    `correlation, ${name}`,
    again.code === 0 && !differ(ofCpu.json, again.json),
    again.stderr.trim().slice(0, 200),
  );
}
const search = [
  "search",
  "job",
  "--min-size",
  "35",
  "--max-size",
  "36",
  "--algorithms",
  "all",
  "--budget",
  "20000",
];
const searches = { cpu: await tessera(search, on("cpu")), cuda: await tessera(search, on("cuda")) };
check(
  "search: the same portfolios on CUDA and CPU",
  searches.cpu.code === 0 && found(searches.cpu) === found(searches.cuda),
  `cuda ran on ${searches.cuda.json?.backend}`,
);
const moved = await tessera(search, on("cuda", { TESSERA_CUDA_FAULT: "lost:40" }));
check(
  "search: the same portfolios when the device is lost on the way",
  found(searches.cpu) === found(moved),
  `ended on ${moved.json?.backend}`,
);

// ---- golden data: the CPU's figures are tested against its expected values, so CUDA's must equal the CPU's --------------
const golden = join(import.meta.dirname, "..", "..", "..", "tests", "golden");
for (const file of [
  "entire_day_20x40/entire_day_20x40.csv",
  "entire_day_82x400/entire_day_82x400.csv",
  "enhanced_zones/enhanced_88x29.csv",
  "enhanced_zones/zone_format_88x23.csv",
]) {
  const name = file.replace(/.*\//, "").replace(".csv", "");
  const taken = await tessera(["import", join(golden, file), "--dataset", name]);
  for (const command of [
    ["metrics", name, "--limit", "1000"],
    ["correlate", name, "--top", "50"],
    ["search", name, "--size", "7", "--algorithms", "sa,ga", "--budget", "5000"],
  ]) {
    const [one, other] = [await tessera(command, on("cpu")), await tessera(command, on("cuda"))];
    const same = command[0] === "search" ? found(one) === found(other) : !differ(one.json, other.json);
    check(
      `golden ${name}, ${command[0]}`,
      taken.code === 0 && one.code === 0 && other.code === 0 && same,
      (taken.stderr + one.stderr + other.stderr).trim().slice(0, 200),
    );
  }
}

// ---- cancel -----------------------------------------------------------------------------------------------
for (const backend of ["cpu", "cuda"]) {
  const child = spawn(
    process.execPath,
    [bundle, "--home", home, "--no-progress", "search", "job", "--size", "40", "--budget", "2000000000"],
    { env: { ...process.env, ...on(backend) }, stdio: "ignore" },
  );
  await new Promise((resolve) => setTimeout(resolve, 4000));
  const asked = performance.now();
  child.kill("SIGINT");
  const code = await new Promise((resolve) => child.on("exit", (exit, signal) => resolve(exit ?? signal)));
  const took = performance.now() - asked;
  check(`cancel on ${backend}`, took < 1000 && code !== 0, `exit ${code} after ${took.toFixed(0)} ms`);
}

// ---- the whole job ----------------------------------------------------------------------------------------
const job = ["--min-size", "35", "--max-size", "60", "--algorithms", "all"];
const few = ["--budget", "20000"];
for (const [name, options, turns, env, cores] of [
  ["20,000 evaluations each", few, 3, {}],
  ["20,000 evaluations each, searches on the device", few, 2, on("cuda")],
  ["default budgets", [], 1, {}],
  ["default budgets, searches on the device", [], 1, on("cuda")],
  ...[8, 4].flatMap((cores) => [
    [`default budgets, ${cores} cores`, [], 1, {}, cores],
    [`default budgets, ${cores} cores, searches on the device`, [], 1, on("cuda"), cores],
  ]),
]) {
  for (let turn = 0; turn < turns; turn++) {
    const out = join(work, "results");
    rmSync(home, { recursive: true, force: true });
    rmSync(out, { recursive: true, force: true });
    const read = await tessera(["import", csv, "--dataset", "job"]);
    const run = await tessera(["search", "job", ...job, ...options, "--out", out], env, cores);
    const files = run.code === 0 ? readdirSync(out).length : 0;
    const total = read.seconds + run.seconds;
    check(`whole job, ${name}`, run.code === 0 && files === 88, run.stderr.trim().slice(0, 200));
    console.log(
      `  ${total.toFixed(2)} s (import ${read.seconds.toFixed(2)}, search ${run.json?.seconds.toFixed(2)}, ` +
        `search with program and ${files} files ${run.seconds.toFixed(2)}), best ${run.json?.best.fitness}, portfolios ${found(run)}, ` +
        `runs' own time ${run.json?.runs.reduce((sum, one) => sum + one.seconds, 0).toFixed(2)} s`,
    );
  }
}
console.log(failed === 0 ? "all checks passed" : `${failed} checks failed`);
process.exitCode = failed === 0 ? 0 : 1;
