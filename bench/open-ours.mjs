// Opening of a dataset to a matrix in memory: seconds of the first call of a process, and median of some later ones.
import { median } from "./lib/median.mjs";
import { service, timed } from "./lib/service.mjs";

const tessera = service(process.argv[2]);
const open = async () => (await timed(() => tessera.context.datasets.open("bench"))).seconds;
const first = await open();
const later = [];
for (let run = 0; run < 5; run++) later.push(await open());
console.log(JSON.stringify({ first, again: median(later) }));
