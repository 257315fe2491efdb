// What it takes to read parts of a dataset, by the size of its row groups, and what is kept. npm run bench -- reading [--table
// OxN] [--runs N]
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { datasetClearKept, datasetImport, datasetOptimize } from "../electron/contract/methods/dataset.ts";
import { sampleWrite } from "../electron/contract/methods/sample.ts";
import { child } from "./lib/child.mjs";
import { median } from "./lib/median.mjs";
import { service } from "./lib/service.mjs";

const { values } = parseArgs({
  args: process.argv.slice(3),
  options: {
    table: { type: "string", multiple: true, default: ["82x25544", "82x100000"] },
    groups: { type: "string", multiple: true, default: ["32768", "4096", "2048", "1024", "512"] },
    runs: { type: "string", default: "3" },
  },
});
const folder = mkdtempSync(join(tmpdir(), "tessera-bench-"));
const dataset = "bench";
const script = join(import.meta.dirname, "reading-ours.mjs");
const time = (seconds) => `${Math.round(seconds * 1000).toLocaleString("en-US")} ms`;
const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** Median times of a call, each in a process of its own, and its last answer. */
async function repeat(home, what, argument = {}, before = () => undefined) {
  const results = [];
  for (let run = 0; run < Number(values.runs); run++) {
    await before();
    results.push(await child(process.execPath, [script, home, what, JSON.stringify(argument)]));
  }
  const [clock, processor] = ["seconds", "processor"].map((of) =>
    time(median(results.map((one) => one[of]))),
  );
  return { ...results.at(-1), time: `${clock}, ${processor}` };
}

/** Ten strategies anywhere in a table, the same each time. */
function anyTen(names) {
  let state = 12_345;
  return Array.from({ length: 10 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return names[Math.floor((state / 2_147_483_647) * names.length)];
  });
}

async function measure(table) {
  const [observations, strategies] = table.split("x").map(Number);
  const home = join(folder, table);
  const file = join(folder, `${table}.csv`);
  const tessera = service(home);
  await tessera.call(sampleWrite, { file, strategies, observations });
  await tessera.call(datasetImport, { files: [file], dataset, replace: true });
  rmSync(file);
  const ten = anyTen(await tessera.context.datasets.strategies(dataset));
  const clear = () => tessera.call(datasetClearKept, {});
  console.log(
    `\n| ${table}, strategies in a row group | files | all cells | | 10 strategies | |\n|---|---|---|---|---|---|`,
  );
  for (const rowGroupStrategies of values.groups.map(Number)) {
    const { dataset: made } = await tessera.call(datasetOptimize, { dataset, rowGroupStrategies });
    const all = await repeat(home, "cells");
    const some = await repeat(home, "cells", { strategies: ten });
    console.log(
      `| ${rowGroupStrategies.toLocaleString("en-US")} | ${megabytes(made.bytes)} | ${all.time} | ${megabytes(all.bytesRead)} | ${some.time} | ${megabytes(some.bytesRead)} |`,
    );
  }
  await tessera.call(datasetOptimize, { dataset, rowGroupStrategies: 1024 });
  console.log(
    `\n| ${table}, each in a new process | nothing kept | read | kept | read |\n|---|---|---|---|---|`,
  );
  const rows = [
    ["observations of a dataset", "summary", {}],
    ["names of its strategies", "names", {}],
    ["score of 10 strategies", "score", { members: ten }],
    ["sizes of 10 strategies", "sizes", { members: ten, capital: 1e8 }],
    ["ways to weight 10 strategies", "weights", { members: ten }],
    ["map of all pairs", "map", {}],
  ];
  for (const [title, what, argument] of rows) {
    const first = await repeat(home, what, argument, clear);
    const again = await repeat(home, what, argument);
    console.log(
      `| ${title} | ${first.time} | ${megabytes(first.fileBytes)} | ${again.time} | ${megabytes(again.fileBytes)} |`,
    );
  }
  const footers = await repeat(home, "footers");
  console.log(
    `Footers of its ${footers.files} files of cells, by a decoder that is there: ${footers.time}, ${megabytes(footers.fileBytes)}`,
  );
}

try {
  console.log(
    `${cpus()[0]?.model}, ${cpus().length} processors, Node ${process.versions.node}; medians of ${values.runs}, each in a process of its own, by the clock and of the processors`,
  );
  for (const table of values.table) await measure(table);
} finally {
  rmSync(folder, { recursive: true });
}
