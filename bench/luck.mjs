// How often the verdict is right, on tables of known truth. npm run bench -- luck [--tables 40] [--evaluations 50000]
//   [--profiles textbook,legacy] [--kinds "independent,40 at 0.3"] [--workers N] [--threads N] [--out FILE]
//   npm run bench -- luck --universe 100: is p of the universe uniform on noise?
import { spawn } from "node:child_process";
import { appendFileSync, mkdtempSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { kinds } from "./luck/tables.mjs";

const { values } = parseArgs({
  args: process.argv.slice(process.argv[2] === "luck" ? 3 : 2),
  options: {
    tables: { type: "string", default: "40" },
    evaluations: { type: "string", default: "50000" },
    profiles: { type: "string", default: "textbook,legacy" },
    kinds: { type: "string", default: Object.keys(kinds).join(";") },
    /** More of a request, as JSON. */
    request: { type: "string", default: "{}" },
    workers: { type: "string", default: String(Math.max(1, availableParallelism() >> 1)) },
    threads: { type: "string", default: "2" },
    /** No table is begun after so many seconds. */
    seconds: { type: "string", default: "1e9" },
    out: { type: "string" },
    /** Instead of searches: so many tables of every kind of noise, and whether p of the universe is uniform on them. */
    universe: { type: "string" },
    judge: { type: "string", default: join(import.meta.dirname, "luck", "judge.mjs") },
  },
});
if (values.universe) {
  const noise = Object.keys(kinds).filter((kind) => !/\d at 0|25,544|zone/.test(kind));
  const request = {
    tables: Number(values.universe),
    kinds: values.kinds.split(";").filter((one) => noise.includes(one)),
    size: 35,
  };
  const worker = join(import.meta.dirname, "luck", "universe.mjs");
  spawn(process.execPath, [worker, JSON.stringify(request)], { stdio: "inherit" }).on("close", process.exit);
  await new Promise(() => undefined);
}
const folder = mkdtempSync(join(tmpdir(), "tessera-luck-"));
const everything = ["ga", "pso", "sa", "de", "aco", "hc", "bo", "rs"];
const few = (kind) => (kind.includes("25,544") ? 10 : Number(values.tables));
// Table by table and not kind by kind: where time runs out, all kinds are as far.
const tasks = values.kinds
  .split(";")
  .flatMap((kind) =>
    values.profiles.split(",").flatMap((profile) =>
      Array.from({ length: few(kind) }, (_, k) => ({
        kind,
        seed: 1000 + k,
        request: {
          profile,
          objective: "ratio",
          algorithms: everything,
          minSize: 34,
          maxSize: 36,
          evaluations: Number(values.evaluations),
          ...JSON.parse(values.request),
        },
      })),
    ),
  )
  .sort((a, b) => a.seed - b.seed);
const results = [];
const began = performance.now();

/** One process a table: a table's memory goes with it. */
function judge(task, k) {
  const file = join(folder, `${k}.json`);
  writeFileSync(file, JSON.stringify({ tasks: [task], threads: Number(values.threads) }));
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [values.judge, file], { stdio: ["ignore", "pipe", "inherit"] });
    createInterface({ input: child.stdout }).on("line", (line) => {
      results.push(JSON.parse(line));
      if (values.out) appendFileSync(values.out, `${line}\n`);
    });
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`${task.kind} ended with ${code}`)),
    );
  });
}

/** Largest distance of the p from uniform, below: p that are too small too often. */
function tooSmall(p) {
  const sorted = p.toSorted((a, b) => a - b);
  return Math.max(0, ...sorted.map((one, k) => (k + 1) / sorted.length - one));
}

const waiting = [...tasks.entries()];
await Promise.all(
  Array.from({ length: Number(values.workers) }, async () => {
    while (waiting.length > 0 && performance.now() - began < 1000 * Number(values.seconds)) {
      const [k, task] = waiting.shift();
      await judge(task, k);
    }
  }),
);
const groups = Map.groupBy(results, ({ kind, request }) => `${kind}, ${request.profile}`);
console.log(
  "| table | tables | more than luck | no better than noise | walk-forward Sharpe (search, top, top apart) | p_U below uniform by | p_A below uniform by | seconds |",
);
console.log("|---|---|---|---|---|---|---|---|");
const mean = (list) => list.reduce((a, b) => a + b, 0) / list.length;
for (const [name, list] of groups) {
  const share = (verdict) => list.filter(({ luck }) => luck.verdict === verdict).length;
  const race = ["search", "top", "top-apart"].map((id) =>
    mean(list.map(({ luck }) => luck.race.find((one) => one.id === id).sharpe)).toFixed(2),
  );
  const cells = [
    name,
    list.length,
    share("more than luck"),
    share("no better than noise"),
    race.join(", "),
    tooSmall(list.map(({ luck }) => luck.universe.p)).toFixed(2),
    tooSmall(list.map(({ luck }) => luck.twins.p)).toFixed(2),
    mean(list.map(({ seconds }) => seconds)).toFixed(1),
  ];
  console.log(`| ${cells.join(" | ")} |`);
}
