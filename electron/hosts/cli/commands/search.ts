import { resolve } from "node:path";
import { datasetImport } from "../../../contract/methods/dataset.ts";
import { searchParameters, searchReplay, searchRun } from "../../../contract/methods/search.ts";
import { Problem } from "../../../contract/problem.ts";
import { searchConstraints } from "../../../contract/search.ts";
import { searchCapsule } from "../../../contract/search-result.ts";
import { describeDataset } from "../describe/dataset.ts";
import { describeSearch } from "../describe/search.ts";
import { readJsonFile } from "../files.ts";
import { formatTable } from "../format.ts";
import { givenFlags } from "../options/read.ts";
import {
  addSearchOptions,
  constraintsOf,
  readSearchConfig,
  type SearchFlags,
  searchOptionsOf,
} from "../options/search.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";

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
      ...constraintsOf(options, constraints || config?.request.constraints),
      out: options.out === undefined ? undefined : resolve(options.out),
      checkpoint: options.checkpoint === undefined ? undefined : resolve(options.checkpoint),
    });
    await session.print(result, (found) =>
      [...(imported ? [describeDataset(imported.dataset, imported.files)] : []), describeSearch(found)].join(
        "\n\n",
      ),
    );
    if (result.notWritten) session.shortfall(result.notWritten);
  });
};

/** tessera replay CAPSULE: ends with 1 when the search comes to something else. */
export const defineReplay: DefineCommand = (command, session) => {
  command.argument("<capsule.json>", "capsule.json of a result folder").action(async (file: string) => {
    const capsule = await readJsonFile(file, searchCapsule, "capsule");
    const answer = await session.call(searchReplay, { capsule });
    await session.print(answer, ({ matches, differences }) =>
      matches ? "The search came to the same portfolios." : differences.join("\n"),
    );
    if (!answer.matches) throw new Problem("bad-input", "The search came to other portfolios.", { file });
  });
};

/** tessera parameters */
export const defineParameters: DefineCommand = (command, session) => {
  command.action(async () => {
    const answer = await session.call(searchParameters, {});
    await session.print(answer, ({ parameters }) => {
      const rows = Object.entries(parameters).flatMap(([algorithm, list]) =>
        list.map((one) => ({ algorithm, ...one })),
      );
      return formatTable(
        [
          { title: "parameter", text: ({ algorithm, name }) => `${algorithm}.${name}` },
          { title: "default", align: "right", text: (row) => String(row.default) },
          { title: "from", align: "right", text: ({ minimum }) => String(minimum) },
          { title: "to", align: "right", text: ({ maximum }) => String(maximum) },
          { title: "meaning", text: ({ meaning }) => meaning },
        ],
        rows,
      );
    });
  });
};
