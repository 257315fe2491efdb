import { z } from "zod";
import { foundBy } from "./algorithms.ts";
import { expectedSharpe } from "./expected.ts";
import { searchObjective } from "./objectives.ts";
import { datasetReference } from "./places.ts";
import { weightScheme } from "./portfolio.ts";
import { problemReport } from "./problem.ts";
import { searchRequest } from "./search.ts";
import { outOfSample, searchVerdict, verdictSoFar } from "./verdict.ts";

/** A portfolio that a search found, with the parts of its canonical score. Currency figures are of the mean series. */
export const foundPortfolio = z.object({
  size: z.number().int(),
  algorithm: foundBy,
  /** Of its run, where the search has several seeds. */
  seed: z.number().int().optional(),
  fitness: z.number(),
  /** The objective before the correlation penalty and balance terms; of believable and top, which have none, P&L / drawdown. */
  base: z.number(),
  mean_correlation: z.number(),
  roi: z.number(),
  max_drawdown: z.number(),
  /** Excess over the limits, 0 = all hold. */
  violation: z.number(),
  /** Proven: no single allowed swap improves it. */
  swapOptimal: z.boolean(),
  /** So many portfolios of its size there are, all were judged and none is better; null = not proven. */
  optimalOf: z.number().int().nullable().default(null),
  /**
   * Of the believable Sharpe ratio, a row: its own, the best there is of its size, the share that it may give away. Else null.
   */
  believable: z.object({ value: z.number(), best: z.number(), slack: z.number() }).nullable().default(null),
  /** Columns of the searched table, ascending, and their names. */
  columns: z.array(z.number().int()),
  members: z.array(z.string()),
});
export type FoundPortfolio = z.infer<typeof foundPortfolio>;

/** What one algorithm came to at one size, by one seed. */
export const searchOutcome = z.object({
  size: z.number().int(),
  algorithm: foundBy,
  /** Where the search has several. */
  seed: z.number().int().optional(),
  fitness: z.number(),
  columns: z.array(z.number().int()),
  evaluations: z.number(),
  /** Swaps ruled out by a proven bound. */
  screened: z.number(),
  generations: z.number().int(),
  seconds: z.number(),
  stopped: z.enum(["budget", "seconds", "stagnation", "converged", "cancelled", "paused"]),
  swapOptimal: z.boolean(),
  violation: z.number(),
  reproducible: z.boolean(),
  /** (budget spent, best) pairs, flat. */
  curve: z.array(z.number()),
});
export type SearchOutcome = z.infer<typeof searchOutcome>;

/** All that is needed to run a search again and to see whether it comes to the same. A file of its own. */
export const searchCapsule = z.object({
  format: z.literal("tessera-search"),
  formatVersion: z.literal(1),
  createdAt: z.string(),
  /** Versions that made it. */
  product: z.string(),
  backend: z.string(),
  dataset: z.object({
    name: datasetReference(),
    version: z.number().int(),
    /** SHA-256 over names, dates and cells of the searched table. */
    fingerprint: z.string(),
    observations: z.number().int(),
    strategies: z.number().int(),
  }),
  /** With every setting that was in force written out. */
  request: searchRequest,
  /** False when the clock ended a run: then a replay may differ. */
  reproducible: z.boolean(),
  /** Best portfolio of each size. */
  portfolios: z.array(
    z.object({
      size: z.number().int(),
      algorithm: foundBy,
      fitness: z.number(),
      members: z.array(z.string()),
    }),
  ),
});
export type SearchCapsule = z.infer<typeof searchCapsule>;

/** What became of the folder that result files were asked for. */
export const resultFiles = z.object({
  /** Names of the files in it. */
  files: z.array(z.string()),
  /** Why there are none although they were asked for: what was found is no less true. */
  notWritten: problemReport.nullable().default(null),
});

/** The members of the best portfolio in the weights that were asked for, beside the other ways to weight them. */
export const searchWeights = z.object({
  scheme: weightScheme,
  /** One per member, sum 1. */
  weights: z.array(z.number()),
  /** Most that believable weights give one of n, times 1 / n. */
  cap: z.number(),
  schemes: z.array(
    z.object({
      scheme: weightScheme,
      /** Believable Sharpe ratio a row of these weights, and what to expect (M). */
      value: z.number(),
      expected: z.number(),
      /** Members as they are, weights made from the rows before only; null with too few rows. */
      outOfSample: outOfSample.nullable(),
    }),
  ),
  /** The one with the highest Sharpe ratio out of sample; null with too few rows. */
  earned: weightScheme.nullable(),
  sentence: z.string(),
});
export type SearchWeights = z.infer<typeof searchWeights>;

/** How good the best of a search is among all portfolios of its size. */
export const searchQuality = z.object({
  /** Fitness that none of its size exceeds; null: all were judged, or none is known. */
  upperBound: z.number().nullable(),
  /** Members that the best of the other runs of its size has in common with it; null where they are not apart. */
  agreement: z
    .object({
      runs: z.number().int(),
      least: z.number().int(),
      middle: z.number().int(),
      most: z.number().int(),
    })
    .nullable(),
  /** What each term of a mixed objective gives the fitness: weight x value in standard deviations over random portfolios. */
  terms: z
    .array(z.object({ term: z.string(), weight: z.number(), deviations: z.number(), share: z.number() }))
    .nullable()
    .default(null),
});
export type SearchQuality = z.infer<typeof searchQuality>;

/** What a search came to. */
export const searchResult = z.object({
  /** What was maximised; results of before there was a choice are of the ratio. */
  objective: searchObjective.default("ratio"),
  /** The best of all sizes; the smaller size wins a tie, then the order of the algorithms. */
  best: foundPortfolio,
  /** The best of each size, ascending. */
  portfolios: z.array(foundPortfolio),
  runs: z.array(searchOutcome),
  /** What to expect of the best: the headline figure. */
  expected: expectedSharpe,
  /** Null in results of before it was asked. */
  quality: searchQuality.nullable().default(null),
  /** Is it more than luck? */
  luck: searchVerdict,
  /** Null where no weights were asked for: they are equal. */
  weights: searchWeights.nullable().default(null),
  /** Currency; the drawdown of `best` is below it, so its ratio is held down. 0 = there is no floor. */
  drawdownFloor: z.number(),
  drawdownFloorBinds: z.boolean(),
  ...resultFiles.shape,
  seconds: z.number(),
  backend: z.string(),
  capsule: searchCapsule,
});
export type SearchResult = z.infer<typeof searchResult>;

/** What to expect of the best; null of a pool, for that rests on strategies that were not searched. */
export const expectedOf = ({ expected, capsule }: Pick<SearchResult, "expected" | "capsule">) =>
  capsule.request.pool === undefined ? expected : null;

/** Live data of a search that has chosen, while it is held against luck: what to expect as far as it is known. */
export const searchChosen = z.object({ expected: expectedSharpe });

/** Live data of a search that is held against luck: the figures of its verdict as they fill. */
export const searchJudged = z.object({ verdict: verdictSoFar });

/** Live data of a running search: `live` of its progress, about four times a second. */
export const searchRace = z.object({
  size: z.number().int(),
  /** Of this size, in the order they run; those that have not begun are missing. */
  lanes: z.array(
    z.object({
      algorithm: foundBy,
      running: z.boolean(),
      best: z.number(),
      /** Portfolios and swaps scored. */
      evaluations: z.number(),
      /** Swaps ruled out by a proven bound, beside the evaluations. */
      screened: z.number().optional(),
      /** Of scored ones alone. */
      evaluationsPerSecond: z.number(),
      /** Until this run's budget is spent; null when it has not spent enough to tell. */
      secondsLeft: z.number().nullable().optional(),
      /** Temperature, spread of the swarm: a figure of the algorithm's own. */
      spread: z.number(),
      /** (budget spent, best) pairs, flat. */
      curve: z.array(z.number()),
    }),
  ),
  /** Best of all sizes so far. */
  best: z.number().nullable(),
  /** Until the last run of the last size ends. */
  secondsLeft: z.number().nullable(),
});
export type SearchRace = z.infer<typeof searchRace>;
