import { z } from "zod";
import { objectiveMetric } from "./objective-metric.ts";
import { profile } from "./profile.ts";
import { searchAlgorithm } from "./search-algorithm.ts";
import { searchConstraints } from "./search-constraints.ts";
import { viewRequest } from "./view-request.ts";

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

/** A search over sizes and algorithms. What is left out comes from the settings, then from the profile. */
export const searchRequest = viewRequest.extend({
  minSize: size.optional(),
  maxSize: size.optional(),
  algorithms: z.array(searchAlgorithm).min(1).optional(),
  seed: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).optional(),

  /** legacy: one metric. enhanced: weighted risk-adjusted terms. hybrid: `hybridShare` of the ratio, the rest enhanced. */
  mode: z.enum(["legacy", "enhanced", "hybrid"]).default("legacy"),
  metric: objectiveMetric.exclude(["enhanced", "hybrid"]).optional(),
  weights: enhancedWeights.prefault({}),
  hybridShare: z.number().min(0).max(1).default(0.3),
  /** legacy: the replaced system's fitness, exactly. textbook, r: drawdown from 0 and with a floor. */
  profile: profile.default("legacy"),
  /** Weight of the mean pairwise correlation. */
  penaltyWeight: z.number().nonnegative().optional(),
  /** Currency: below it the penalty of ratio and less_max_dd is halved. */
  drawdownThreshold: z.number().nonnegative().optional(),
  /** Currency: smaller drawdowns count as this in the ratio; 0 = none. Left out: none in the legacy profile. */
  drawdownFloor: z.number().nonnegative().optional(),
  annualisation: z.number().positive().optional(),

  constraints: searchConstraints.prefault({}),
  /** Per algorithm and size. */
  evaluations: z.number().int().positive().optional(),
  /** By the clock; the result is then not reproducible. */
  seconds: z.number().positive().optional(),
  /** Stop after so many evaluations without a better portfolio. */
  stagnation: z.number().int().positive().optional(),
  /** Parameters by algorithm and name; search.parameters lists them. */
  parameters: z.partialRecord(searchAlgorithm, z.record(z.string(), z.number())).default({}),
  /** Each size starts from the same algorithm's portfolio of the size before. */
  warmStart: z.boolean().default(true),

  /** Share of the observations, the last ones, that the search does not see and the result is tried on. */
  holdOut: z.number().min(0).max(0.9).default(0),
  /** Repeats the winning search on rows with random signs: what luck alone reaches. */
  nullTwin: z.boolean().default(true),
});
export type SearchRequest = z.infer<typeof searchRequest>;
