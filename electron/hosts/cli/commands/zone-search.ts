import { resolve } from "node:path";
import type { Command } from "commander";
import type { SearchAlgorithm } from "../../../contract/algorithms.ts";
import { type Money, plainMoney } from "../../../contract/figures/money.ts";
import type { InputOf, ResultOf } from "../../../contract/method.ts";
import { zoneSearch } from "../../../contract/methods/zone.ts";
import { Problem } from "../../../contract/problem.ts";
import { searchConstraints } from "../../../contract/search.ts";
import { countOf, formatDuration } from "../../../contract/text.ts";
import { readJsonFile } from "../files.ts";
import { formatFigure, formatTable } from "../format.ts";
import { figureOf, formatMetric, moneyFor, moneyTitle } from "../money.ts";
import { givenFlags, readInteger } from "../options/read.ts";
import {
  addSearchOptions,
  constraintsOf,
  readAlgorithms,
  readSearchConfig,
  type SearchFlags,
  searchOptionsOf,
  weightingOf,
} from "../options/search.ts";
import { addViewOptions, type ViewOptions, viewOf } from "../options/view.ts";
import type { DefineCommand } from "../run-cli.ts";
import type { CliSession } from "../session.ts";

const meaning = {
  weighted: "by the zone weights",
  equal: "every zone the same",
  best: "the best zone alone",
  allocation: "by each zone's profit",
} as const;

/** Portfolios of intraday zones for the terminal. */
export function describeZoneSearch(result: ResultOf<typeof zoneSearch>, money: Money = plainMoney): string {
  const zones = formatTable(
    [
      { title: "zone", text: ({ name }) => name },
      { title: "rows", align: "right", text: ({ observations }) => String(observations) },
      { title: "weight", align: "right", text: ({ weight }) => formatFigure(weight) },
      { title: "inverted", align: "right", text: ({ inverted }) => String(inverted) },
      { title: "size", align: "right", text: ({ best }) => String(best.size) },
      { title: "by", text: ({ best }) => best.algorithm },
      { title: "fitness", align: "right", text: ({ best }) => formatFigure(best.fitness) },
      {
        title: moneyTitle("roi", money),
        align: "right",
        text: ({ best }) => formatMetric("roi", best.roi, money),
      },
      {
        title: moneyTitle("max drawdown", money),
        align: "right",
        text: ({ best }) => formatMetric("max_drawdown", best.max_drawdown, money),
      },
      {
        title: "more than luck?",
        text: ({ luck }) => luck.verdict,
      },
    ],
    result.zones,
  );
  const overall = formatTable(
    [
      { title: "all zones, size", align: "right", text: ({ size }) => String(size) },
      { title: "by", text: ({ algorithm }) => algorithm },
      { title: "fitness", align: "right", text: ({ fitness }) => formatFigure(fitness) },
      { title: moneyTitle("roi", money), align: "right", text: ({ roi }) => formatMetric("roi", roi, money) },
      {
        title: moneyTitle("max drawdown", money),
        align: "right",
        text: (one) => formatMetric("max_drawdown", one.max_drawdown, money),
      },
    ],
    result.overall,
  );
  const combinations = formatTable(
    [
      { title: "combined", text: ({ kind }) => kind },
      { title: "", text: ({ kind }) => meaning[kind] },
      { title: "strategies", align: "right", text: ({ members }) => String(members.length) },
      { title: "fitness", align: "right", text: ({ fitness }) => formatFigure(fitness) },
      { title: moneyTitle("roi", money), align: "right", text: ({ roi }) => formatMetric("roi", roi, money) },
      {
        title: moneyTitle("max drawdown", money),
        align: "right",
        text: (one) => formatMetric("max_drawdown", one.maxDrawdown, money),
      },
      { title: "win rate", align: "right", text: ({ winRate }) => figureOf("win_rate", winRate) },
      { title: "sharpe", align: "right", text: ({ sharpe }) => formatMetric("sharpe", sharpe) },
    ],
    result.combinations,
  );
  return [
    zones,
    ...result.skipped.map(({ name, reason }) => `${name} was left out: ${reason}`),
    result.overall.length > 0 ? overall : "",
    combinations,
    "fitness of a combination: sum of weight x fitness; its other figures: the legacy ones of the combined daily series",
    `${formatDuration(result.seconds)}${result.files.length > 0 ? `, ${countOf(result.files.length, "file")} written` : ""}`,
  ]
    .filter(Boolean)
    .join("\n\n");
}

export interface ZoneSearchOptions extends ViewOptions, SearchFlags {
  readonly zoneMinSize?: number;
  readonly zoneMaxSize?: number;
  readonly overall?: SearchAlgorithm[];
  readonly constraints?: string;
  readonly config?: string;
}

/** Options of a zone search, but for where its files go. */
export function addZoneSearchOptions(command: Command): Command {
  command
    .option("--zone-min-size <n>", "smallest portfolio of a single zone", readInteger)
    .option("--zone-max-size <n>", "largest portfolio of a single zone", readInteger)
    .option("--overall <names>", "algorithms over the weighted zones, or none (default: ga,pso)", (text) =>
      text === "none" ? [] : readAlgorithms(text),
    )
    .option("--constraints <file.json>", "limits, must-include, must-exclude, groups: docs/search.md")
    .option("--config <config_zone.ini>", "settings of the replaced system, below all other options");
  return addSearchOptions(addViewOptions(command));
}

/** The request that they make. Throws Problem. */
export async function zoneSearchRequestOf(
  session: CliSession,
  dataset: string,
  options: ZoneSearchOptions,
): Promise<InputOf<typeof zoneSearch>> {
  if (weightingOf(options)) {
    throw new Problem("bad-request", "Portfolios of zones have equal weights.", {
      remedy: "Weight the members of one zone's portfolio with tessera weights --zone.",
    });
  }
  const config = await readSearchConfig(session, options);
  const { rows: configRows, ...configured } = config?.request ?? {};
  const { rows: _, ...view } = viewOf(dataset, options);
  const constraints =
    options.constraints && (await readJsonFile(options.constraints, searchConstraints, "constraints file"));
  return {
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
    }),
    ...constraintsOf(options, constraints || config?.request.constraints),
    dataset,
  } as InputOf<typeof zoneSearch>;
}

/** tessera zone-search NAME --out DIR */
export const defineZoneSearch: DefineCommand = (command, session) => {
  command.argument("<dataset>").option("--out <dir>", "folder for the result files");
  addZoneSearchOptions(command).action(
    async (dataset: string, { out, ...options }: ZoneSearchOptions & { readonly out?: string }) => {
      const request = await zoneSearchRequestOf(session, dataset, options);
      const result = await session.call(zoneSearch, {
        ...request,
        ...(out === undefined ? {} : { out: resolve(out) as never }),
      });
      const money = await moneyFor(session, dataset);
      await session.print(result, (found) => describeZoneSearch(found, money));
      if (result.notWritten) session.shortfall(result.notWritten);
    },
  );
};
