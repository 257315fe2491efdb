import { resolve } from "node:path";
import { type Command, Option } from "commander";
import { type CorrelationWeighting, pairMethod } from "../../../../contract/correlation.ts";
import type { InputOf } from "../../../../contract/method.ts";
import { clusterPlan, clusterRun } from "../../../../contract/methods/cluster.ts";
import type { MetricOptions } from "../../../../contract/metric-basis.ts";
import { thoroughTwins } from "../../../../contract/verdict.ts";
import { addMetricOptions, metricOptionsOf } from "../../options/metric.ts";
import { readInteger } from "../../options/read.ts";
import {
  addSearchRequestOptions,
  type SearchRequestOptions,
  searchRequestOf,
} from "../../options/search-request.ts";
import {
  addPairOptions,
  addViewOptions,
  addWeightingOption,
  type PairOptions,
  type ViewOptions,
  viewOf,
} from "../../options/view.ts";
import type { DefineCommand } from "../../run-cli.ts";
import type { CliSession } from "../../session.ts";
import { addZoneSearchOptions, type ZoneSearchOptions, zoneSearchRequestOf } from "../zone-search.ts";
import { printMerged } from "./merged.ts";
import { describeStanding } from "./standing.ts";

type Work = InputOf<typeof clusterPlan>["work"];

interface PlanOptions {
  readonly out: string;
  readonly shards?: number;
  readonly run?: boolean;
}

interface MetricsPlan extends PlanOptions, ViewOptions, MetricOptions {
  readonly metrics?: readonly string[];
}

/** tessera cluster plan KIND NAME --out DIR */
export const definePlans: DefineCommand = (cluster, session) => {
  const plan = cluster.command("plan").description("cut work into shards");
  const metrics = planOf(plan, "metrics", "metrics of every strategy: a shard is a range of strategies");
  metrics.option("--metrics <names>", "which metrics, separated by commas (default: all)", (text) =>
    text.split(",").map((name) => name.trim()),
  );
  addMetricOptions(addViewOptions(metrics)).action((dataset: string, options: MetricsPlan) => {
    const request = {
      ...viewOf(dataset, options),
      ...metricOptionsOf(options),
      metrics: options.metrics,
    };
    return makePlan(session, { kind: "metrics", request } as Work, options);
  });
  defineCorrelatePlan(plan, session);
  defineMapPlan(plan, session);
  const zones = planOf(
    plan,
    "zone-search",
    "a search in every zone and over all: their runs and choices together",
  );
  addZoneSearchOptions(zones).action(async (dataset: string, options: ZoneSearchOptions & PlanOptions) => {
    const request = await zoneSearchRequestOf(session, dataset, options);
    await makePlan(session, { kind: "zone-search", request } as Work, options);
  });
  for (const kind of ["search", "verdict"] as const) {
    const about =
      kind === "search"
        ? "a search and its verdict: a shard is a number of runs, and of choices from twins and from the past"
        : `a search with the thorough verdict of ${thoroughTwins} twins, unless another number is asked for`;
    const command = addSearchRequestOptions(planOf(plan, kind, about));
    command.action(async (dataset: string, options: SearchRequestOptions & PlanOptions) => {
      const usual = kind === "verdict" ? { twins: thoroughTwins } : {};
      const request = await searchRequestOf(session, dataset, { ...usual, ...options });
      await makePlan(session, { kind: "search", request } as Work, options);
    });
  }
};

interface CorrelatePlan extends PlanOptions, ViewOptions, PairOptions {
  readonly method: (typeof pairMethod)["options"][number];
  readonly weighting?: CorrelationWeighting;
}

const defineCorrelatePlan: DefineCommand = (plan, session) => {
  const about =
    "correlation of all pairs: a shard is a number of tiles of the matrix, computed where the whole would be";
  const command = planOf(plan, "correlate", about).addOption(
    new Option("--method <method>", "of correlation").choices(pairMethod.options).default("pearson"),
  );
  addViewOptions(addWeightingOption(addPairOptions(command))).action(
    async (dataset: string, options: CorrelatePlan) => {
      const { method, weighting, threshold, top } = options;
      const request = {
        ...viewOf(dataset, options),
        pairMethod: method,
        weighting,
        threshold,
        topPairs: top,
      };
      await makePlan(session, { kind: "correlate", request } as Work, options);
    },
  );
};

interface MapPlan extends PlanOptions, ViewOptions {
  readonly method: (typeof pairMethod)["options"][number];
  readonly weighting?: CorrelationWeighting;
  readonly blocks?: number;
}

const defineMapPlan: DefineCommand = (plan, session) => {
  const about =
    "the map of all correlations: a shard is a number of tiles of the matrix in the map's order, computed on the processor";
  const command = planOf(plan, "map", about)
    .addOption(
      new Option("--method <method>", "of correlation").choices(pairMethod.options).default("pearson"),
    )
    .option("--blocks <n>", "most blocks along a side", readInteger);
  addViewOptions(addWeightingOption(command)).action(async (dataset: string, options: MapPlan) => {
    const { method, weighting, blocks } = options;
    const request = { ...viewOf(dataset, options), pairMethod: method, weighting, blocks };
    await makePlan(session, { kind: "map", request } as Work, options);
  });
};

function planOf(plan: Command, kind: string, description: string): Command {
  return plan
    .command(kind)
    .description(description)
    .argument("<dataset>")
    .requiredOption("--out <dir>", "a new folder that all nodes see")
    .option("--shards <n>", "how many, or auto: about a minute of one core each", (text) =>
      text === "auto" ? undefined : readInteger(text),
    )
    .option("--run", "run the shards here at once, and merge them in the same process");
}

async function makePlan(session: CliSession, work: Work, options: PlanOptions): Promise<void> {
  const { shards } = options;
  const folder = resolve(options.out);
  if (options.run) {
    await printMerged(session, await session.call(clusterRun, { folder, work, shards }));
    return;
  }
  const standing = await session.call(clusterPlan, { folder, work, shards });
  await session.print(standing, describeStanding);
}
