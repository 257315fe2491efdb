import { resolve } from "node:path";
import type { SearchAlgorithm } from "../../../contract/algorithms.ts";
import { zoneSearch } from "../../../contract/methods/zone.ts";
import { searchConstraints } from "../../../contract/search.ts";
import type { DefineCommand } from "../command-entry.ts";
import { describeZoneSearch } from "../describe-zone-search.ts";
import { givenFlags } from "../given-flags.ts";
import { readJsonFile } from "../read-json-file.ts";
import { readInteger } from "../read-number.ts";
import { readSearchConfig } from "../read-search-config.ts";
import { addSearchOptions, readAlgorithms, type SearchFlags, searchOptionsOf } from "../search-options.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../view-options.ts";

interface Options extends ViewOptions, SearchFlags {
  readonly zoneMinSize?: number;
  readonly zoneMaxSize?: number;
  readonly overall?: SearchAlgorithm[];
  readonly out?: string;
  readonly constraints?: string;
  readonly config?: string;
}

/** tessera zone-search NAME --out DIR */
export const defineZoneSearch: DefineCommand = (command, session) => {
  command
    .argument("<dataset>")
    .option("--out <dir>", "folder for the result files")
    .option("--zone-min-size <n>", "smallest portfolio of a single zone", readInteger)
    .option("--zone-max-size <n>", "largest portfolio of a single zone", readInteger)
    .option("--overall <names>", "algorithms over the weighted zones, or none (default: ga,pso)", (text) =>
      text === "none" ? [] : readAlgorithms(text),
    )
    .option("--constraints <file.json>", "limits, must-include, must-exclude, groups: docs/search.md")
    .option("--config <config_zone.ini>", "settings of the replaced system, below all other options");
  addSearchOptions(addViewOptions(command)).action(async (dataset: string, options: Options) => {
    const config = await readSearchConfig(session, options.config);
    const { rows: configRows, ...configured } = config?.request ?? {};
    const { rows: _, ...view } = viewOf(dataset, options);
    const result = await session.call(zoneSearch, {
      ...configured,
      ...(configRows?.kind === "weighted-zones" ? { zoneWeights: configRows.weights } : {}),
      ...(config?.zones ? { zoneMinSize: config.zones.minSize, zoneMaxSize: config.zones.maxSize } : {}),
      ...givenFlags(view),
      ...givenFlags(searchOptionsOf(options)),
      ...givenFlags({
        zoneWeights: options.zoneWeights,
        zoneMinSize: options.zoneMinSize,
        zoneMaxSize: options.zoneMaxSize,
        overallAlgorithms: options.overall,
        out: options.out === undefined ? undefined : resolve(options.out),
      }),
      ...(options.constraints
        ? { constraints: await readJsonFile(options.constraints, searchConstraints, "constraints file") }
        : {}),
      dataset,
    });
    await session.print(result, describeZoneSearch);
  });
};
