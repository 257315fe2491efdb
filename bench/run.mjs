// Measures the product beside papaparse, numpy and pandas on the same machine in the same run. npm run bench [-- OPTIONS]; what
// algorithms find: npm run bench -- search-quality; how often the verdict is right: npm run bench -- luck; which choice earns:
// npm run bench -- objective; what parts of a dataset take to read: npm run bench -- reading; lists of trades and workbooks:
// npm run bench -- shapes
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir, totalmem } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sampleWrite } from "../electron/contract/methods/sample.ts";
import { child } from "./lib/child.mjs";
import { median } from "./lib/median.mjs";
import { python, pythonVersions } from "./lib/python.mjs";
import { runCommand } from "./lib/run-command.mjs";
import { service } from "./lib/service.mjs";

if (["search-quality", "luck", "objective", "reading", "shapes"].includes(process.argv[2])) {
  await import(`./${process.argv[2]}.mjs`);
  process.exit();
}
const { values } = parseArgs({
  options: {
    strategies: { type: "string", default: "25544" },
    observations: { type: "string", default: "82" },
    runs: { type: "string", default: "5" },
    /** pandas needs minutes for all pairs of 25,544 columns: both sides are measured on this many instead. */
    "pandas-strategies": { type: "string", default: "4000" },
    markdown: { type: "string" },
  },
});
const [strategies, observations, runs] = [values.strategies, values.observations, values.runs].map(Number);
const folder = mkdtempSync(join(tmpdir(), "tessera-bench-"));
const rows = [];
const time = (seconds) =>
  seconds < 1 ? `${(seconds * 1000).toPrecision(3)} ms` : `${seconds.toPrecision(3)} s`;
const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`;
const row = (what, ours, theirs, whose) => {
  rows.push([what, ours, theirs ?? "-", whose ?? ""]);
  console.error(`  ${what}: ${ours}${theirs ? ` (${whose}: ${theirs})` : ""}`);
};
const repeat = async (work) => {
  const results = [];
  for (let run = 0; run < runs; run++) results.push(await work(run));
  return results;
};
const seconds = (results) => median(results.map((result) => result.seconds));

try {
  const versions = pythonVersions();
  const file = join(folder, "sample.csv");
  const sampler = service(join(folder, "sampler"));
  const { bytes } = await sampler.call(sampleWrite, { file, strategies, observations });
  const matrix = strategies * observations * 8;

  const home = join(folder, "home");
  const ours = await repeat(() =>
    child(process.execPath, [join(import.meta.dirname, "import-ours.mjs"), file, home]),
  );
  const papa = await repeat(() =>
    child(process.execPath, [join(import.meta.dirname, "import-papaparse.mjs"), file]),
  );
  row(
    "import: CSV to committed Parquet",
    time(seconds(ours)),
    time(seconds(papa)),
    "papaparse, reading alone",
  );
  // How far an import is from reading numbers and nothing else; built by node build/native.mjs --bench.
  const bare = join(import.meta.dirname, "..", ".native", "build", "bench", "csv", "tessera_csv_bench");
  if (existsSync(bare)) {
    const loop = JSON.parse(execFileSync(bare, [file, "2"], { encoding: "utf8" }));
    if (loop.numbers !== strategies * observations) throw new Error(`${loop.numbers} numbers were read`);
    const of = `${(seconds(ours) / loop.seconds).toPrecision(3)} x`;
    row("the same beside a bare loop", of, time(loop.seconds), "std::from_chars on all threads");
  }
  const above = (results) => median(results.map(({ peak, baseline }) => peak - baseline));
  const multiple = (bytes) => `${megabytes(bytes)}, ${(bytes / matrix).toFixed(1)} x the matrix`;
  row(
    "import: peak memory over the idle process",
    multiple(above(ours)),
    multiple(above(papa)),
    "papaparse, reading alone",
  );

  const analysis = await child(process.execPath, [
    join(import.meta.dirname, "analysis-ours.mjs"),
    home,
    folder,
    runs,
  ]);
  row("open: dataset to a matrix in native memory", time(analysis.open));
  const metric = async (how) =>
    time(seconds(await repeat(() => python("metrics.py", how, analysis.file, observations))));
  const three = "ROI, max drawdown, Sharpe of every strategy";
  row(three, time(analysis.metrics), versions.numpy && (await metric("numpy")), "numpy");
  if (versions.pandas) row(three, time(analysis.metrics), await metric("pandas"), "pandas");
  const all = async (how, count) => {
    const results = [await python("correlation.py", how, analysis.file, observations, count)];
    return time(seconds(results));
  };
  const pairs = ((strategies * (strategies - 1)) / 2).toLocaleString("en-US");
  const numpyAll = versions.numpy && (await all("numpy", strategies));
  row(
    `correlation of all ${pairs} pairs, reduced`,
    time(analysis.correlation),
    numpyAll,
    "numpy.corrcoef, N x N in memory",
  );
  if (versions.pandas) {
    const count = Math.min(strategies, Number(values["pandas-strategies"]));
    const small = join(folder, "small.csv");
    const smallHome = join(folder, "small-home");
    await sampler.call(sampleWrite, { file: small, strategies: count, observations });
    await child(process.execPath, [join(import.meta.dirname, "import-ours.mjs"), small, smallHome]);
    const few = await child(process.execPath, [
      join(import.meta.dirname, "analysis-ours.mjs"),
      smallHome,
      smallHome,
      runs,
    ]);
    const theirs = time((await python("correlation.py", "pandas", few.file, observations, count)).seconds);
    row(
      `correlation of all pairs of ${count.toLocaleString("en-US")}`,
      time(few.correlation),
      theirs,
      "pandas.DataFrame.corr",
    );
  }
  const rate = (perSecond) => `${(perSecond / 1e6).toPrecision(3)} million/s`;
  const swaps =
    versions.numpy && rate((await python("swaps.py", analysis.file, observations, 512)).perSecond);
  row("search: swaps scored, SA, size 35", rate(analysis.swapsPerSecond), swaps, "numpy, blocks of 512");
  row("search: swaps ruled out beside these", rate(analysis.screenedPerSecond));
  const job = ["--algorithms", "all", "--min-size", 35, "--max-size", 60, "--out", join(folder, "job")];
  row(
    "search: sizes 35 to 60, all eight algorithms",
    time(await runCommand("search", "bench", "--home", home, ...job)),
  );

  const machine = `${cpus()[0]?.model}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`;
  const markdown = [
    `${observations.toLocaleString("en-US")} observations x ${strategies.toLocaleString("en-US")} strategies, a CSV file of ${megabytes(bytes)}, a matrix of ${megabytes(matrix)}.`,
    `${machine}; numpy ${versions.numpy ?? "not there"}, pandas ${versions.pandas ?? "not there"}. Median of ${runs} runs; numpy.corrcoef and pandas.corr one run.`,
    "",
    "| what | Tessera | other | which |",
    "|---|---|---|---|",
    ...rows.map((cells) => `| ${cells.join(" | ")} |`),
  ].join("\n");
  console.log(markdown);
  if (values.markdown) writeFileSync(values.markdown, `${markdown}\n`);
} finally {
  rmSync(folder, { recursive: true });
}
