import { resolve } from "node:path";
import { datasetImport } from "../../../contract/methods/dataset.ts";
import { searchRun } from "../../../contract/methods/search.ts";
import { searchConstraints } from "../../../contract/search.ts";
import type { DefineCommand } from "../command-entry.ts";
import { describeDataset } from "../describe-dataset.ts";
import { describeSearch } from "../describe-search.ts";
import { givenFlags } from "../given-flags.ts";
import { readJsonFile } from "../read-json-file.ts";
import { readSearchConfig } from "../read-search-config.ts";
import { addSearchOptions, type SearchFlags, searchOptionsOf } from "../search-options.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../view-options.ts";

interface Options extends ViewOptions, SearchFlags {
  readonly csv?: string[];
  readonly out?: string;
  readonly checkpoint?: string;
  readonly constraints?: string;
  readonly config?: string;
}

/** tessera search NAME [--csv FILE...] --out DIR */
export const defineSearch: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--csv <files...>", "import these files as the dataset first, or as a new version of it")
    .option("--out <dir>", "folder for the result files")
    .option("--constraints <file.json>", "limits, must-include, must-exclude, groups: docs/search.md")
    .option("--config <config_zone.ini>", "settings of the replaced system, below all other options")
    .option("--checkpoint <file>", "state of an unfinished search: read when it exists, removed at the end");
  addSearchOptions(addViewOptions(command)).action(async (dataset: string, options: Options) => {
    const config = await readSearchConfig(session, options.config);
    const constraints =
      options.constraints && (await readJsonFile(options.constraints, searchConstraints, "constraints file"));
    const imported =
      options.csv &&
      (await session.call(datasetImport, {
        files: options.csv.map((file) => resolve(file)),
        dataset,
        replace: true,
      }));
    const result = await session.call(searchRun, {
      ...config?.request,
      ...givenFlags(viewOf(dataset, options)),
      ...(config?.request.rows && !(options.days || options.zone || options.zoneWeights)
        ? { rows: config.request.rows }
        : {}),
      ...givenFlags(searchOptionsOf(options)),
      ...(constraints ? { constraints } : {}),
      out: options.out === undefined ? undefined : resolve(options.out),
      checkpoint: options.checkpoint === undefined ? undefined : resolve(options.checkpoint),
    });
    await session.print(result, (found) =>
      [...(imported ? [describeDataset(imported.dataset, imported.files)] : []), describeSearch(found)].join(
        "\n\n",
      ),
    );
  });
};
