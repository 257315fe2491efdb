// One call in a process of its own: its seconds by the clock and of the processors, the bytes of files that it read (modules
// that are loaded on the way included), and what of the answer says where it came from. HOME WHAT [JSON]
import { readFileSync } from "node:fs";
import { correlationMap } from "../electron/contract/methods/correlation.ts";
import { datasetOpenSummary, datasetStrategies } from "../electron/contract/methods/dataset.ts";
import { kellyAllocate } from "../electron/contract/methods/kelly.ts";
import { portfolioScore, portfolioWeights } from "../electron/contract/methods/portfolio.ts";
import { parquetModule } from "../electron/service/datasets/parquet/arrow.ts";
import { readParquetSelection } from "../electron/service/datasets/parquet/read.ts";
import { writtenFile } from "../electron/service/datasets/version/manifest.ts";
import { service, timed } from "./lib/service.mjs";

const dataset = "bench";
const [home, what, argument = "{}"] = process.argv.slice(2);
const tessera = service(home);
const asked = JSON.parse(argument);
const works = {
  map: async () => ({ kept: (await tessera.call(correlationMap, { dataset, blocks: 1024 })).kept }),
  summary: async () => ({ observations: (await tessera.call(datasetOpenSummary, { dataset })).dates }),
  names: async () => ({ names: (await tessera.call(datasetStrategies, { dataset, limit: 1 })).total }),
  score: async () => ({ fitness: (await tessera.call(portfolioScore, { dataset, ...asked })).fitness }),
  sizes: async () => ({ sizes: (await tessera.call(kellyAllocate, { dataset, ...asked })).size.length }),
  weights: async () => ({ cap: (await tessera.call(portfolioWeights, { dataset, ...asked })).cap }),
  footers: async () => {
    const manifest = await tessera.context.datasets.manifest(dataset);
    const { files } = manifest;
    const pnl = files.filter(({ kind }) => kind === "pnl");
    const folder = tessera.context.datasets.folder(manifest);
    const nothing = { columns: ["strategy"], rowGroups: () => [] };
    for (const { path } of pnl)
      await readParquetSelection(writtenFile(folder, files, path), nothing, () => 0);
    return { files: pnl.length };
  },
  cells: async () => ({ bytesRead: (await tessera.context.datasets.open(dataset, asked)).bytesRead }),
};
/** Bytes that this process has read from files so far; 0 where the system does not say. */
function bytesOfFiles() {
  try {
    return Number(/^rchar: (\d+)/m.exec(readFileSync("/proc/self/io", "utf8"))?.[1]);
  } catch {
    return 0;
  }
}

// What is asked of footers alone does not load the decoder.
if (what === "footers") await parquetModule();
const before = process.cpuUsage();
const readBefore = bytesOfFiles();
const { seconds, value } = await timed(works[what]);
const { user, system } = process.cpuUsage(before);
const fileBytes = bytesOfFiles() - readBefore;
console.log(JSON.stringify({ seconds, processor: (user + system) / 1e6, fileBytes, ...value }));
