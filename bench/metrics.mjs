// Metrics of every strategy beside memory bandwidth, numpy and pandas, all in one run.
//   node bench/metrics.mjs [--strategies=25544] [--observations=2500] [--runs=5]
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { availableParallelism, cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { metricName } from "../electron/contract/metrics.ts";
import { nativeIds } from "../electron/service/engine/native-ids.ts";
import { median } from "./lib/median.mjs";
import { python, pythonVersions } from "./lib/python.mjs";
import { service, timed } from "./lib/service.mjs";

const { values } = parseArgs({
  options: {
    strategies: { type: "string", default: "25544" },
    observations: { type: "string", default: "2500" },
    runs: { type: "string", default: "5" },
  },
});
const [strategies, observations, runs] = [values.strategies, values.observations, values.runs].map(Number);
const folder = mkdtempSync(join(tmpdir(), "tessera-metrics-"));

/** Invented P&L of families of 200 alike strategies, currency; the same in every run. */
function rowsOf() {
  let state = 12345;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
  return Array.from({ length: observations }, () => {
    let family = 0;
    return Float64Array.from({ length: strategies }, (_, i) => {
      if (i % 200 === 0) family = next() + next();
      return 900 * (family + next() + next() + 0.03);
    });
  });
}

try {
  const rows = rowsOf();
  const file = join(folder, "matrix.f64");
  const handle = openSync(file, "w");
  for (const row of rows) writeSync(handle, row);
  closeSync(handle);

  const { context } = service(join(folder, "home"));
  const session = await context.engine.open({ observations, strategies, rows });
  const config = { profile: nativeIds.profile.legacy, annualisation: 252, riskFree: 0, mar: 0, capital: 0 };
  const measure = async (names) => {
    const ids = Uint32Array.from(names, (name) => nativeIds.metric[name]);
    const times = [];
    for (let run = 0; run <= runs; run++)
      times.push((await timed(() => session.metrics(ids, config))).seconds);
    return median(times.slice(1));
  };
  const three = await measure(["roi", "max_drawdown", "sharpe"]);
  const all = await measure(metricName.options);
  const { backend } = session;
  session.close();
  rows.length = 0;

  const versions = pythonVersions();
  const theirs = async (how) => {
    const times = [];
    for (let run = 0; run < Math.min(3, runs); run++) {
      times.push((await python("metrics.py", how, file, observations)).seconds);
    }
    return median(times);
  };
  const bandwidth = versions.numpy && (await python("bandwidth.py", availableParallelism()));
  const bytes = 8 * strategies * observations;
  const line = (what, seconds, count) => {
    const moved = (bytes + 8 * count * strategies) / seconds;
    const share = bandwidth ? `${Math.round((100 * moved) / bandwidth.read)} %` : "-";
    const time = seconds < 1 ? `${(1000 * seconds).toPrecision(3)} ms` : `${seconds.toPrecision(3)} s`;
    return `| ${what} | ${time} | ${(moved / 1e9).toPrecision(3)} GB/s | ${share} |`;
  };
  console.log(
    [
      `${strategies.toLocaleString("en-US")} strategies x ${observations.toLocaleString("en-US")} observations, ` +
        `${Math.round(bytes / 1e6)} MB; ${cpus()[0]?.model}, ${availableParallelism()} processors, backend ${backend}`,
      bandwidth
        ? `memory: ${(bandwidth.read / 1e9).toPrecision(3)} GB/s read, ${(bandwidth.copy / 1e9).toPrecision(3)} GB/s copied (read and written), numpy on as many threads`
        : "numpy is not there: no bandwidth",
      "",
      "| what | time | bytes moved | of the read bandwidth |",
      "|---|---|---|---|",
      line("ROI, max drawdown, Sharpe", three, 3),
      line(`all ${metricName.options.length} metrics`, all, metricName.options.length),
      ...(versions.numpy ? [line(`the three with numpy ${versions.numpy}`, await theirs("numpy"), 3)] : []),
      ...(versions.pandas
        ? [line(`the three with pandas ${versions.pandas}`, await theirs("pandas"), 3)]
        : []),
    ].join("\n"),
  );
} finally {
  rmSync(folder, { recursive: true });
}
