import { z } from "zod";
import { searchAlgorithm } from "./algorithms.ts";
import { metricOptions } from "./metric-basis.ts";
import { plainMetric, searchObjective } from "./objectives.ts";
import { verdictOptions } from "./verdict.ts";
import { viewRequest } from "./view.ts";

/**
 * How portfolios are judged, the same for a search and for the score of one portfolio. What is left out comes from the
 * settings, then from the profile.
 */
export const objectiveOptions = z.object({
  /** legacy: the replaced system's fitness, exactly. textbook, r: drawdown from 0 and with a floor. */
  profile: metricOptions.shape.profile,
  annualisation: metricOptions.shape.annualisation,
  metric: plainMetric.optional(),
  /** Weight of the mean pairwise correlation; 0.5 over weighted zones. */
  penaltyWeight: z.number().nonnegative().optional(),
  /** Currency: below it the penalty of ratio and less_max_dd is halved. */
  drawdownThreshold: z.number().nonnegative().optional(),
  /**
   * Currency: smaller drawdowns count as this in the ratio; 0 = none. Left out: none in the legacy profile, else fitted to the
   * data.
   */
  drawdownFloor: z.number().nonnegative().optional(),
});
export type ObjectiveOptions = z.infer<typeof objectiveOptions>;

/** What `objective` was before there was one: capsules and jobs have it beside `metric`. */
export const searchMode = z.enum(["metric", "enhanced", "hybrid"], {
  error: ({ input }) =>
    input === "legacy"
      ? 'the mode "legacy" is called "metric"; the replaced system\'s fitness is profile "legacy"'
      : undefined,
});

const bounds = z.object({
  min: z.number().int().nonnegative().optional(),
  max: z.number().int().nonnegative().optional(),
  /** At most this share of the portfolio, rounded down to whole strategies. */
  maxShare: z.number().min(0).max(1).optional(),
});

/**
 * One way to sort strategies into groups, with bounds per group. By name: `underlying` is the first word, `window` the
 * HHMM-HHMM part (951-1005 as well as 0951-1005), `entry` its first half; `pattern` is a regular expression whose first capture
 * is the group; `list` gives names (with * and ?) per group. By data: `zone` and `regime` put a strategy where it earned most.
 */
export const strategyGrouping = z.object({
  by: z.enum(["underlying", "entry", "window", "zone", "regime", "pattern", "list"]),
  pattern: z.string().optional(),
  list: z.record(z.string(), z.array(z.string()).min(1)).optional(),
  /** For every group. */
  each: bounds.default({}),
  /** For groups by name, over `each`. */
  groups: z.record(z.string(), bounds).default({}),
  /**
   * The replaced system's balance: fitness - weight * sum over groups of |count - desired|; desired counts are shares of
   * the portfolio's size.
   */
  balance: z
    .object({
      weight: z.number().nonnegative().default(1),
      shares: z.record(z.string(), z.number().nonnegative()),
    })
    .optional(),
});
export type StrategyGrouping = z.infer<typeof strategyGrouping>;

/** What a portfolio must satisfy. Names may hold * and ? except in `include`. Also the schema of a constraints file. */
export const searchConstraints = z.strictObject({
  /** Only these may be chosen; all when left out. */
  candidates: z.array(z.string()).min(1).optional(),
  /** In every portfolio. */
  include: z.array(z.string()).default([]),
  /** Never chosen. */
  exclude: z.array(z.string()).default([]),
  /** Never chooses strategies whose every cell is the same, though they stay in the tables. */
  excludeConstant: z.boolean().default(false),
  /** No two members correlate more than this. */
  maxPairCorrelation: z.number().min(-1).max(1).optional(),
  /** Of the portfolio (the mean of its members), currency. */
  maxDrawdown: z.number().positive().optional(),
  groupings: z.array(strategyGrouping).default([]),
});
export type SearchConstraints = z.infer<typeof searchConstraints>;

const size = z.number().int().min(1).max(10_000);

/** Weights of the terms of the enhanced objective; docs/search.md says how each term is made scale-free. */
export const enhancedWeights = z.strictObject({
  sharpe: z.number().default(0.3),
  sortino: z.number().default(0.2),
  calmar: z.number().default(0.2),
  kelly: z.number().default(0.1),
  var: z.number().default(0.1),
  cvar: z.number().default(0.1),
});

/**
 * The size that holds where nobody said one: as the settings have it, or half of the strategies where there are not more than
 * that.
 */
export const sizeWithin = (usual: number, strategies: number): number =>
  usual < strategies ? usual : Math.max(1, Math.floor(strategies / 2));

/** A search over sizes and algorithms. What is left out comes from the settings, then from the profile. */
export const searchRequest = viewRequest.extend({
  minSize: size.optional(),
  maxSize: size.optional(),
  algorithms: z.array(searchAlgorithm).min(1).optional(),
  seed: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).optional(),
  /** Runs of every algorithm at every size, one for each of so many seeds from `seed` on; left out: that one. */
  seeds: z.number().int().min(1).max(1000).optional(),

  /** What is maximised. */
  objective: searchObjective.optional(),
  /** Share of the best believable Sharpe ratio that a higher P&L / drawdown may cost; 0 = none. */
  slack: z.number().min(0).max(1).optional(),
  ...objectiveOptions.shape,
  /** Of before there was `objective`, as `metric` is here: where that is left out, these two say it. */
  mode: searchMode.optional(),
  /** Of the enhanced and hybrid objectives. */
  weights: enhancedWeights.prefault({}),
  /** Share of the ratio in the hybrid objective. */
  hybridShare: z.number().min(0).max(1).default(0.3),

  constraints: searchConstraints.prefault({}),
  /**
   * Only so many strategies, those that are best one by one, for tables that do not fit in memory; without a verdict. Left out:
   * all.
   */
  pool: z.number().int().min(2).optional(),
  /** Per algorithm and size. */
  evaluations: z.number().int().positive().optional(),
  /** By the clock; the result is then not reproducible. */
  seconds: z.number().positive().optional(),
  /** Stop after so many evaluations without a better portfolio. */
  stagnation: z.number().int().positive().optional(),
  /** Parameters by algorithm and name; search.parameters lists them. */
  parameters: z.partialRecord(searchAlgorithm, z.record(z.string(), z.number())).default({}),
  /**
   * Sizes exchange what they found, or each starts from the one before; by the believable Sharpe ratio runs start from the
   * exact choice.
   */
  warmStart: z.boolean().default(true),

  /** How thoroughly the result is held against luck. */
  verdict: verdictOptions.prefault({}),
});
export type SearchRequest = z.infer<typeof searchRequest>;
