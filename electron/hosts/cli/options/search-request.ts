import type { Command } from "commander";
import { searchConstraints } from "../../../contract/search.ts";
import { readJsonFile } from "../files.ts";
import type { CliSession } from "../session.ts";
import { givenFlags, readInteger } from "./read.ts";
import {
  addSearchOptions,
  constraintsOf,
  readSearchConfig,
  type SearchFlags,
  searchOptionsOf,
  weightingOf,
} from "./search.ts";
import { addViewOptions, type ViewOptions, viewOf } from "./view.ts";

/** What the options of addSearchRequestOptions hold after parsing. */
export interface SearchRequestOptions extends ViewOptions, SearchFlags {
  readonly constraints?: string;
  readonly config?: string;
  readonly pool?: number;
}

/** What is searched for, on which rows, within which limits: all that makes a search's request. */
export function addSearchRequestOptions(command: Command): Command {
  command
    .option("--constraints <file.json>", "limits, must-include, must-exclude, groups: docs/search.md")
    .option("--config <config_zone.ini>", "settings of the replaced system, below all other options");
  return addSearchOptions(addViewOptions(command)).option(
    "--pool <n>",
    "only the n strategies that are best one by one: for a table larger than memory, without a verdict",
    readInteger,
  );
}

/** The request of these options. Throws Problem for a file that is not right. */
export async function searchRequestOf(session: CliSession, dataset: string, options: SearchRequestOptions) {
  const config = await readSearchConfig(session, options);
  const constraints =
    options.constraints && (await readJsonFile(options.constraints, searchConstraints, "constraints file"));
  return {
    ...config?.request,
    ...givenFlags(viewOf(dataset, options)),
    ...(config?.request.rows && !(options.days || options.zone || options.zoneWeights)
      ? { rows: config.request.rows }
      : {}),
    ...givenFlags(searchOptionsOf(options)),
    ...constraintsOf(options, constraints || config?.request.constraints),
    ...givenFlags({ pool: options.pool }),
    weighting: weightingOf(options),
  };
}
