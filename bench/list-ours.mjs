// Lists many datasets: seconds of the first call of a process, and of a later one. Makes them when they are not there.
import { join } from "node:path";
import { datasetDuplicate, datasetImport, datasetList } from "../electron/contract/methods/dataset.ts";
import { sampleWrite } from "../electron/contract/methods/sample.ts";
import { service, timed } from "./lib/service.mjs";

const [home, countText] = process.argv.slice(2);
const count = Number(countText);
const tessera = service(home);
const list = () => timed(() => tessera.call(datasetList, {}));
const first = await list();
if (first.value.datasets.length === 0) {
  const file = join(home, "..", "small.csv");
  await tessera.call(sampleWrite, { file, strategies: 20, observations: 40 });
  await tessera.call(datasetImport, { files: [file], dataset: "d0" });
  for (let number = 1; number < count; number++)
    await tessera.call(datasetDuplicate, { dataset: "d0", to: `d${number}` });
}
const again = await list();
console.log(
  JSON.stringify({
    datasets: again.value.datasets.length,
    first: first.seconds,
    again: again.seconds,
  }),
);
