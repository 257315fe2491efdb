// One import in a process of its own: seconds of the call until the dataset is committed, and memory of the process.
import { datasetImport } from "../electron/contract/methods/dataset.ts";
import { service, timed } from "./lib/service.mjs";

const [file, home] = process.argv.slice(2);
const tessera = service(home);
const baseline = process.memoryUsage().rss;
const { seconds } = await timed(() =>
  tessera.call(datasetImport, { files: [file], dataset: "bench", replace: true }),
);
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ seconds, baseline, peak }));
