// The replaced system's whole job on a machine with a GPU, from CSV to result files: wall clock with the start of the programs,
// in two commands and in one.
//   node native/bench/cuda/whole-job.mjs CLI.js WORKFOLDER [few]     (few: at 20,000 evaluations alone)
import { existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { check, conclude, csv, found, home, on, tessera, work } from "./product.mjs";

if (!existsSync(csv)) await tessera(["sample", csv]);
const job = ["--min-size", "35", "--max-size", "60", "--algorithms", "all"];
const few = ["--budget", "20000"];
const rows = [
  ["20,000 evaluations each", few, 5, {}],
  ["20,000 evaluations each, one command", [...few, "--csv", csv], 5, {}],
  ["20,000 evaluations each, searches on the device", few, 2, on("cuda")],
  ["default budgets", [], 1, {}],
  ["default budgets, searches on the device", [], 1, on("cuda")],
  ...[8, 4].flatMap((cores) => [
    [`default budgets, ${cores} cores`, [], 1, {}, cores],
    [`default budgets, ${cores} cores, searches on the device`, [], 1, on("cuda"), cores],
  ]),
];
for (const [name, options, turns, env, cores] of process.argv[4] === "few" ? rows.slice(0, 2) : rows) {
  for (let turn = 0; turn < turns; turn++) {
    const out = join(work, "results");
    rmSync(home, { recursive: true, force: true });
    rmSync(out, { recursive: true, force: true });
    const oneCommand = options.includes("--csv");
    const read = oneCommand ? { seconds: 0 } : await tessera(["import", csv, "--dataset", "job"]);
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
conclude();
