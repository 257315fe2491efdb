// One call in a process of its own: its seconds by the clock and of the processors, and what of the answer says where it came from.   HOME WHAT [JSON]
import { correlationMap } from "../electron/contract/methods/correlation.ts";
import { datasetOpenSummary, datasetStrategies } from "../electron/contract/methods/dataset.ts";
import { portfolioScore } from "../electron/contract/methods/portfolio.ts";
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
  cells: async () => ({ bytesRead: (await tessera.context.datasets.open(dataset, asked)).bytesRead }),
};
const before = process.cpuUsage();
const { seconds, value } = await timed(works[what]);
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ seconds, processor: (user + system) / 1e6, ...value }));
