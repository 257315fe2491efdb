/**
 * A search of a stated pool: the strategies that are best one by one, where all of them do not fit in memory. What it found is
 * as good as it says, but what to expect of it and whether it is luck rest on all strategies that it was chosen from: of a pool
 * neither is said.
 */
import type { ExpectedSharpe } from "../../contract/expected.ts";
import { strategyMetrics } from "../../contract/methods/strategy.ts";
import { type MetricName, metricTable } from "../../contract/metrics.ts";
import type { SearchObjective } from "../../contract/objectives.ts";
import { Problem } from "../../contract/problem.ts";
import type { SearchRequest } from "../../contract/search.ts";
import { countOf } from "../../contract/text.ts";
import type { SearchVerdict } from "../../contract/verdict.ts";
import { metricsByPanels } from "../analysis/metrics/panels.ts";
import { pinVersion } from "../analysis/view/kept.ts";
import { withStoredView } from "../analysis/view/stored-view.ts";
import { fitsWith, panelOf, panelsOf } from "../analysis/view/table-memory.ts";
import type { OpenedView } from "../analysis/view/view-cache.ts";
import { openPanel, viewOf, withView } from "../analysis/view/with-view.ts";
import type { CallContext, ServiceContext } from "../context.ts";
import type { MemoryUse } from "../engine/memory-limits.ts";

/** What the strategies of a pool are, in words and for the result. */
export interface SearchPool {
  readonly strategies: number;
  readonly of: number;
  readonly metric: MetricName;
}

/** What ranks strategies one by one for a search by an objective. */
const ranked: Readonly<Record<SearchObjective, MetricName>> = {
  ratio: "ratio",
  roi: "roi",
  less_max_dd: "max_drawdown",
  win_percentage: "win_rate",
  profit_factor: "profit_factor",
  expectancy: "expectancy",
  enhanced: "ratio",
  hybrid: "ratio",
  believable: "sharpe",
  top: "sharpe",
};

export const poolText = ({ strategies, of, metric }: SearchPool): string =>
  `a pool of ${countOf(strategies, "strategy")} of ${of.toLocaleString("en-US")}, those with the best ${metric} each`;

/** Runs `work` with the strategies that a request searches: all of the view, or those of the pool that it asks for. */
export async function withSearched<Result>(
  request: SearchRequest,
  objective: SearchObjective,
  context: ServiceContext,
  call: CallContext,
  work: (opened: OpenedView, pool?: SearchPool) => Promise<Result>,
  uses?: readonly MemoryUse[],
): Promise<Result> {
  const pinned = await pinVersion(request, context);
  if (request.pool === undefined) {
    const { strategies, observations } = await context.datasets.manifest(pinned.dataset, pinned.version);
    context.engine.prepare(observations * strategies);
    if (await fitsWith(pinned, strategies, context))
      return withView(request, context, call, work, "small-batches", uses);
    return withStoredView(pinned, request.verdict.twins !== 0, context, call, work, uses);
  }
  const { names, metric, of } = await bestStrategies(pinned, request.pool, objective, context, call);
  if (!(await fitsWith(pinned, names.size, context)))
    throw new Problem(
      "out-of-memory",
      `A pool of ${countOf(names.size, "strategy")} does not fit in memory.`,
      {
        remedy: "Ask for a smaller pool.",
      },
    );
  const all = await context.datasets.strategies(pinned.dataset, pinned.version);
  const { observations } = await context.datasets.manifest(pinned.dataset, pinned.version);
  const places = Uint32Array.from(all.flatMap((name, place) => (names.has(name) ? [place] : [])));
  const panel = {
    places,
    strategies: Array.from(places, (place) => all[place] as string),
    isFirst: places[0] === 0,
    cellsOfWhole: names.size * observations,
  };
  const opened = await openPanel(viewOf(pinned, context), panel, context, call);
  try {
    return await work(opened, { strategies: panel.strategies.length, of, metric });
  } finally {
    opened.session.close();
  }
}

/** Names in the dataset of the strategies of the view that are best one by one; ties go to the earlier one. */
async function bestStrategies(
  request: SearchRequest & { readonly version: number },
  count: number,
  objective: SearchObjective,
  context: ServiceContext,
  call: CallContext,
) {
  const metric = ranked[objective];
  const { profile, annualisation } = request;
  const all = await context.datasets.strategies(request.dataset, request.version);
  const manifest = await context.datasets.manifest(request.dataset, request.version);
  const whole = [panelOf(manifest, all, 0, all.length)];
  const asked = strategyMetrics.request.parse({
    ...viewOf(request, context),
    profile,
    annualisation,
    metrics: [metric],
  });
  const panels = (await panelsOf(request, context)) ?? whole;
  const { strategies, values } = await metricsByPanels(asked, panels, context, call);
  const figures = values[0] ?? new Float64Array();
  const sign = metricTable[metric].better === "less" ? -1 : 1;
  const rank = (i: number) => {
    const value = sign * (figures[i] as number);
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  };
  const order = Array.from(strategies.keys()).sort((a, b) =>
    rank(a) === rank(b) ? a - b : rank(b) - rank(a),
  );
  const own = new Set(all);
  const nameOf = (i: number) => {
    const name = strategies[i] as string;
    return own.has(name) ? name : name.replace(/_inv$/, "");
  };
  return { names: new Set(order.slice(0, count).map(nameOf)), metric, of: strategies.length };
}

/** Without twins and folds, which would be made of the pool alone. */
export const withoutVerdict = <Request extends SearchRequest>(request: Request): Request => ({
  ...request,
  verdict: { twins: 0, quick: true },
});

export const expectedOfPool = (expected: ExpectedSharpe, pool: SearchPool): ExpectedSharpe => ({
  ...expected,
  sentence: `Of ${poolText(pool)}: what to expect of the best rests on all strategies that it was chosen from, and is not known.`,
});

/** Nothing that was made of the pool alone is said. */
export const verdictOfPool = (luck: SearchVerdict, pool: SearchPool): SearchVerdict => ({
  ...luck,
  verdict: "not shown",
  sentence: `Searched was ${poolText(pool)}, chosen on the same rows: whether it is more than luck rests on all strategies and was not asked.`,
});

/** Of all strategies of a table that memory has no room for all is said but what the test of the universe would. */
export const verdictOfStored = (luck: SearchVerdict): SearchVerdict => ({
  ...luck,
  sentence: `${luck.sentence} Whether there is anything to find at all was not asked: the table is larger than memory.`,
});
