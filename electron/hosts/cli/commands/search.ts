import { resolve } from "node:path";
import { searchRun } from "../../../contract/methods/search-run.ts";
import { searchConstraints } from "../../../contract/search-constraints.ts";
import type { DefineCommand } from "../command-entry.ts";
import { describeSearch } from "../describe-search.ts";
import { readJsonFile } from "../read-json-file.ts";
import { addSearchOptions, type SearchFlags, searchOptionsOf } from "../search-options.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../view-options.ts";

interface Options extends ViewOptions, SearchFlags {
  readonly out?: string;
  readonly checkpoint?: string;
  readonly constraints?: string;
}

/** tessera search NAME --out DIR */
export const defineSearch: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--out <dir>", "folder for the result files")
    .option("--constraints <file.json>", "limits, must-include, must-exclude, groups: docs/search.md")
    .option("--checkpoint <file>", "state of an unfinished search: read when it exists, removed at the end");
  addSearchOptions(addViewOptions(command)).action(async (dataset: string, options: Options) => {
    const result = await session.call(searchRun, {
      ...viewOf(dataset, options),
      ...searchOptionsOf(options),
      constraints: options.constraints
        ? await readJsonFile(options.constraints, searchConstraints, "constraints file")
        : undefined,
      out: options.out === undefined ? undefined : resolve(options.out),
      checkpoint: options.checkpoint === undefined ? undefined : resolve(options.checkpoint),
    });
    await session.print(result, describeSearch);
  });
};
