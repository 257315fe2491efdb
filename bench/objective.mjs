// Which choice earns, what to expect of it, how to weight and how large to make it, on tables of known truth:
// docs/objective.md. npm run bench -- objective [--parts race,sizes,wide,expectation,timing] [--seeds 12] [--kinds "1 ...;2
// ..."] [--workers N]
//   [--threads N] [--folder FOLDER]. Every table is a file of the folder: what is there is not made again. --report makes none.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { child } from "./lib/child.mjs";
import { report } from "./objective/report.mjs";
import { tasksOf } from "./objective/tasks.mjs";

const { values } = parseArgs({
  args: process.argv.slice(process.argv[2] === "objective" ? 3 : 2),
  options: {
    parts: { type: "string", default: "race,sizes,wide,expectation,timing" },
    seeds: { type: "string", default: "12" },
    /** Kinds of races, all by default; tables at random for `expectation` at 82 and at 250 rows. */
    kinds: { type: "string" },
    tables: { type: "string", default: "200,100" },
    workers: { type: "string", default: String(availableParallelism()) },
    threads: { type: "string", default: "1" },
    /** No table is begun after so many seconds. */
    seconds: { type: "string", default: "1e9" },
    folder: { type: "string", default: "objective-bench" },
    report: { type: "boolean", default: false },
    judge: { type: "string", default: join(import.meta.dirname, "objective", "judge.mjs") },
  },
});
const folder = values.folder;
mkdirSync(folder, { recursive: true });
const began = performance.now();
const late = () => performance.now() - began > 1000 * Number(values.seconds);
let failed = 0;

/** One process a table: a table's memory goes with it. */
async function judge(task) {
  const file = join(folder, `${task.id}.json`);
  if (existsSync(file)) return;
  const request = join(folder, `${task.id}.task`);
  writeFileSync(request, JSON.stringify(task));
  try {
    const result = await child(process.execPath, [values.judge, request]);
    writeFileSync(`${file}.part`, JSON.stringify(result));
    renameSync(`${file}.part`, file);
  } catch (error) {
    failed++;
    console.error(`${task.id}: ${error.message}`);
  }
}

async function work(tasks, workers) {
  const waiting = tasks.filter(({ id }) => !existsSync(join(folder, `${id}.json`)));
  let done = tasks.length - waiting.length;
  await Promise.all(
    Array.from({ length: workers }, async () => {
      while (waiting.length > 0 && !late()) {
        const task = waiting.shift();
        await judge(task);
        console.error(`${++done} of ${tasks.length}: ${task.id}`);
      }
    }),
  );
}

if (!values.report) {
  const tasks = tasksOf({
    parts: values.parts.split(","),
    seeds: Number(values.seeds),
    kinds: values.kinds?.split(";"),
    tables: values.tables.split(",").map(Number),
    threads: Number(values.threads),
  });
  await work(
    tasks.filter(({ part }) => part !== "timing"),
    Number(values.workers),
  );
  // Alone, or it would measure the others.
  await work(
    tasks.filter(({ part }) => part === "timing"),
    1,
  );
}
const results = readdirSync(folder)
  .filter((name) => name.endsWith(".json") && name !== "summary.json")
  .map((name) => JSON.parse(readFileSync(join(folder, name), "utf8")));
const { text, marks } = report(results);
console.log(text);
writeFileSync(join(folder, "summary.json"), JSON.stringify(marks, null, 1));
process.exitCode = failed > 0 ? 1 : 0;
