// One import by the product of a checkout, in a process of its own: seconds by the clock and of the processors, peak of memory.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [checkout, file, home] = process.argv.slice(2);
const load = (path) => import(pathToFileURL(join(checkout, path)).href);
const { datasetImport } = await load("electron/contract/methods/dataset.ts");
const { service, timed } = await load("bench/lib/service.mjs");
const tessera = service(home);
const before = process.cpuUsage();
const { seconds } = await timed(() =>
  tessera.call(datasetImport, { files: [file], dataset: "bench", replace: true }),
);
const { user, system } = process.cpuUsage(before);
const peak = process.resourceUsage().maxRSS * 1024;
console.log(JSON.stringify({ seconds, processor: (user + system) / 1e6, peak }));
