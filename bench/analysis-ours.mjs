// Opening, metrics, correlation and search on a dataset, each in this process, the median of some runs.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { searchRun } from "../electron/contract/methods/search.ts";
import { median } from "./lib/median.mjs";
import { service, timed } from "./lib/service.mjs";

const [home, folder, runsText] = process.argv.slice(2);
const runs = Number(runsText);
const tessera = service(home);
const { context } = tessera;
const seconds = async (work) => {
  const times = [];
  for (let run = 0; run < runs; run++) times.push((await timed(work)).seconds);
  return median(times);
};

const dataset = await context.datasets.open("bench");
const open = await seconds(async () => {
  const opened = await context.datasets.open("bench");
  (await context.engine.open(opened.matrix)).close();
});
const session = await context.engine.open(dataset.matrix);
const config = { profile: 0, annualisation: 252, riskFree: 0, mar: 0, capital: 0 };
// ROI, max drawdown, Sharpe ratio: the three that the Python scripts compute.
const metrics = await seconds(() => session.metrics(Uint32Array.of(0, 1, 7), config));
const correlation = await seconds(() =>
  session.correlationReduce({ bins: 200, topK: 100, threshold: 0.7, thresholdCapacity: 0, blockSize: 0 }),
);
session.close();
const { runs: searches } = await tessera.call(searchRun, {
  dataset: "bench",
  minSize: 35,
  maxSize: 35,
  algorithms: ["sa"],
  seed: 1,
  evaluations: 10_000_000,
  verdict: { twins: 0 },
});
const swaps = searches[0];

// The matrix as the Python scripts read it: T x N float64, row-major, without a header.
const { rows, observations, strategies } = dataset.matrix;
const file = join(folder, "matrix.f64");
writeFileSync(
  file,
  Buffer.concat(rows.map((row) => Buffer.from(row.buffer, row.byteOffset, row.byteLength))),
);
console.log(
  JSON.stringify({
    open,
    metrics,
    correlation,
    swapsPerSecond: swaps.evaluations / swaps.seconds,
    screenedPerSecond: swaps.screened / swaps.seconds,
    file,
    observations,
    strategies,
  }),
);
