// Exercises the product under Node on a machine with a GPU: probe, plan, sessions, searches, cancel, every way of falling back.
// Prints one line per check.
//   node native/bench/cuda/exercise-node.mjs CLI.js WORKFOLDER      (TESSERA_NATIVE_DIR: where tessera.node lies)
import { spawn } from "node:child_process";
import { join } from "node:path";
import { check, conclude, csv, found, home, on, program, tessera } from "./product.mjs";

const used = (report) => report.json?.backends.find((one) => one.used)?.name;
const reason = (report, name) => report.json?.backends.find((one) => one.name === name)?.reason ?? "";

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
await tessera(["sample", csv]);
const imported = await tessera(["import", csv, "--dataset", "job"]);
check("import", imported.code === 0, `${imported.seconds.toFixed(2)} s with the program's start`);
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
    [program, "--home", home, "--no-progress", "search", "job", "--size", "40", "--budget", "2000000000"],
    { env: { ...process.env, ...on(backend) }, stdio: "ignore" },
  );
  await new Promise((resolve) => setTimeout(resolve, 4000));
  const asked = performance.now();
  child.kill("SIGINT");
  const code = await new Promise((resolve) => child.on("exit", (exit, signal) => resolve(exit ?? signal)));
  const took = performance.now() - asked;
  check(`cancel on ${backend}`, took < 1000 && code !== 0, `exit ${code} after ${took.toFixed(0)} ms`);
}
conclude();
