// For how long the service answers nobody while it does what the window asks for, call by call:
//   node bench/silence.mjs HOME [--dataset NAME] [--only PART,PART]
// Milliseconds of the processor that the thread which answers takes between two turns of its loop: what a machine with other
// work does not lengthen. Each call is made twice where its name says so; the first opens what the second finds open.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { service } from "./lib/service.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { dataset: { type: "string", default: "big" }, only: { type: "string" } },
});
const tessera = service(positionals[0]);
const { dataset } = values;
const out = mkdtempSync(join(tmpdir(), "tessera-silence-"));

/** The longest turn of the loop during some work, by this thread's processor time and by the clock. */
async function silenceOf(work) {
  const longest = { thread: 0, clock: 0 };
  let last = [process.threadCpuUsage(), performance.now()];
  const turn = () => {
    const [used, now] = [process.threadCpuUsage(last[0]), performance.now()];
    longest.thread = Math.max(longest.thread, (used.user + used.system) / 1000);
    longest.clock = Math.max(longest.clock, now - last[1]);
    last = [process.threadCpuUsage(), performance.now()];
  };
  const timer = setInterval(turn, 4);
  const [before, began] = [process.cpuUsage(), performance.now()];
  const problem = await work().then(
    () => "",
    (error) => ` FAILED: ${error.message}`,
  );
  turn();
  clearInterval(timer);
  const used = process.cpuUsage(before);
  return {
    ...longest,
    seconds: (performance.now() - began) / 1000,
    used: (used.user + used.system) / 1e6,
    problem,
  };
}

const all = await tessera.callByName("dataset.strategies", { dataset, limit: 40 });
const members = all.names.slice(0, 35);
const view = { dataset };
const calls = [
  ["names found", "dataset.strategies", { dataset, search: "SL53%TP" }],
  ["metrics of all", "strategy.metrics", view],
  ["metrics of all, open", "strategy.metrics", view],
  ["believed of all", "strategy.believed", view],
  ["days", "strategy.metrics", { ...view, rows: { kind: "days" } }],
  ["ULTA", "strategy.metrics", { ...view, ulta: { kind: "sum" } }],
  ["without constant ones", "strategy.metrics", { ...view, excludeConstant: true }],
  ["groups by weekday", "group.strategies", { ...view, by: "weekday" }],
  ["a score", "portfolio.score", { ...view, members }],
  ["series", "portfolio.series", { ...view, members }],
  ["members", "portfolio.members", { ...view, members }],
  ["weights", "portfolio.weights", { ...view, members }],
  ["sizes", "kelly.allocate", { ...view, members, capital: 1e7 }],
  ["a matrix", "correlation.matrix", { ...view, members }],
  ["structure", "correlation.structure", view],
  ["search", "search.run", { ...view, minSize: 10, maxSize: 10, seconds: 5, verdict: { twins: 0 } }],
  ["export as Parquet", "dataset.export", { dataset, file: join(out, "wide.parquet") }],
  ["export as CSV", "dataset.export", { dataset, file: join(out, "wide.csv"), format: "csv" }],
  [
    "export by strategy",
    "dataset.export",
    { dataset, file: join(out, "s.csv"), format: "csv", layout: "strategy" },
  ],
  ["file looked at", "file.inspect", { file: join(out, "wide.csv") }],
  ["its columns", "file.columns", { file: join(out, "wide.csv") }],
  ["import", "dataset.import", { files: [join(out, "wide.csv")], dataset: "silence", replace: true }],
  ["verify", "dataset.verify", { dataset }],
  ["optimize", "dataset.optimize", { dataset: "silence" }],
  ["map", "correlation.map", view],
];
const wanted = values.only?.split(",");
for (const [title, method, request] of calls) {
  if (wanted && !wanted.includes(title)) continue;
  const { thread, clock, seconds, used, problem } = await silenceOf(() =>
    tessera.callByName(method, request),
  );
  console.log(
    `${title.padEnd(24)} silent ${thread.toFixed(0).padStart(5)} ms, by the clock ${clock.toFixed(0).padStart(6)}; ` +
      `${seconds.toFixed(2).padStart(7)} s, processors ${used.toFixed(2)} s; resident ${(process.memoryUsage.rss() / 1e6).toFixed(0)} MB${problem}`,
  );
}
rmSync(out, { recursive: true, force: true });
process.exit(0);
