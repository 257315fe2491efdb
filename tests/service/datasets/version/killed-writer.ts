import { join } from "node:path";
import { importOptions } from "../../../../electron/contract/importing.ts";
import { datasetAppendHandler } from "../../../../electron/service/importing/handlers/dataset.ts";
import { ask, importContext, importInto, quietCall } from "../../importing/support/import-context.ts";

// Changes a dataset for ever, until it is killed: import, append, optimize, rollback. Arguments: home, folder of files.
const [home = "", files = ""] = process.argv.slice(2);
const context = importContext(home, ["storage.versions_kept=3"]);
/** Tells the parent that the next step begins. */
const begin = (step: string): void => void process.stdout.write(`${step}\n`);
for (;;) {
  begin("import");
  await importInto(context, "data", [join(files, "first.csv")], {}, quietCall, true);
  begin("append");
  const request = { ...importOptions.parse({}), files: [join(files, "next.csv")], dataset: "data" };
  await ask(datasetAppendHandler, { ...request, overlap: "skip" }, context, quietCall);
  begin("optimize");
  await context.datasets.optimize("data", { compression: "zstd" });
  begin("rollback");
  await context.datasets.rollback("data");
}
