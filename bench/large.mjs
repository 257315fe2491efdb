// Import, inspection and opening of larger tables, and the list of many datasets.   npm run bench:large [-- OPTIONS]
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sampleWrite } from "../electron/contract/methods/sample.ts";
import { child } from "./lib/child.mjs";
import { median } from "./lib/median.mjs";
import { service } from "./lib/service.mjs";

const { values } = parseArgs({
  options: {
    /** OBSERVATIONSxSTRATEGIES */
    table: { type: "string", multiple: true, default: ["82x25544", "82x100000", "2500x25544"] },
    datasets: { type: "string", default: "500" },
    runs: { type: "string", default: "3" },
    markdown: { type: "string" },
  },
});
const runs = Number(values.runs);
const folder = mkdtempSync(join(tmpdir(), "tessera-bench-"));
const script = (name) => join(import.meta.dirname, name);
const repeat = async (name, ...args) => {
  const results = [];
  for (let run = 0; run < runs; run++) results.push(await child(process.execPath, [script(name), ...args]));
  return (pick) => median(results.map(pick));
};
const time = (seconds) =>
  seconds < 1 ? `${(seconds * 1000).toPrecision(3)} ms` : `${seconds.toPrecision(3)} s`;
const megabytes = (bytes) => `${Math.round(bytes / 1e6).toLocaleString("en-US")} MB`;

async function measure(table) {
  const [observations, strategies] = table.split("x").map(Number);
  const file = join(folder, `${table}.csv`);
  const home = join(folder, table);
  const { bytes } = await service(join(folder, "sampler")).call(sampleWrite, {
    file,
    strategies,
    observations,
  });
  const matrix = 8 * observations * strategies;
  const inspect = await repeat("inspect-ours.mjs", file, home);
  const imported = await repeat("import-ours.mjs", file, home);
  const above = imported(({ peak, baseline }) => peak - baseline);
  const opened = await repeat("open-ours.mjs", home);
  rmSync(file);
  rmSync(home, { recursive: true });
  const size = `${observations.toLocaleString("en-US")} x ${strategies.toLocaleString("en-US")}`;
  return [
    size,
    megabytes(bytes),
    megabytes(matrix),
    time(inspect((one) => one.seconds)),
    time(imported((one) => one.seconds)),
    `${megabytes(above)}, ${(above / matrix).toFixed(2)} x the matrix`,
    `${time(opened((one) => one.first))}, then ${time(opened((one) => one.again))}`,
  ];
}

try {
  const rows = [];
  for (const table of values.table) {
    rows.push(await measure(table));
    console.error(`  ${rows.at(-1).join(" | ")}`);
  }
  const home = join(folder, "many");
  await child(process.execPath, [script("list-ours.mjs"), home, values.datasets]);
  const list = await repeat("list-ours.mjs", home, values.datasets);
  const machine = `${cpus()[0]?.model}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  const markdown = [
    `${machine}. Median of ${runs} runs, each in a process of its own.`,
    "",
    "| table | CSV file | matrix | inspect | import to committed Parquet | its peak memory over the idle process | open |",
    "|---|---|---|---|---|---|---|",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
    "",
    `List of ${list((one) => one.datasets)} datasets: ${time(list((one) => one.first))} in a new process, ${time(list((one) => one.again))} after that.`,
  ].join("\n");
  console.log(markdown);
  if (values.markdown) writeFileSync(values.markdown, `${markdown}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
