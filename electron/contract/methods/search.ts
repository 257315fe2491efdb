import { z } from "zod";
import { searchAlgorithm } from "../algorithms.ts";
import { defineMethod } from "../method.ts";
import { outputPath } from "../places.ts";
import { weightScheme } from "../portfolio.ts";
import { searchConstraints, searchRequest } from "../search.ts";
import { searchCapsule, searchResult } from "../search-result.ts";
import { outOfSample } from "../verdict.ts";
import { viewRequest } from "../view.ts";

/** Searches for the best portfolios. Its progress has a SearchRace in `live`. */
export const searchRun = defineMethod({
  name: "search.run",
  summary: "Search for the best portfolios",
  job: true,
  lasting: true,
  request: searchRequest.extend({
    /** Folder for the result files; none are written when left out. */
    out: outputPath().optional(),
    /** File that holds the state of an unfinished search: read when it exists, removed at the end. */
    checkpoint: outputPath().optional(),
    /**
     * How the members of the best portfolio are weighted once it is found; the search itself and its verdict are of equal
     * weights.
     */
    weighting: weightScheme.optional(),
  }),
  result: searchResult,
});

/** A search; where its files and its checkpoint lie is the business of who carries it out. */
export const searchAsked = searchRun.request.omit({ out: true, checkpoint: true });

/** How much of the believable Sharpe ratio buys how much P&L / drawdown, and how many strategies are worth having. */
export const searchFrontier = defineMethod({
  name: "search.frontier",
  summary: "Frontier, and how many strategies are enough",
  job: true,
  request: viewRequest.extend({
    /** Of the curve; the setting search.max_size when left out. */
    size: z.number().int().min(1).max(10_000).optional(),
    /** Shares of the best believable Sharpe ratio that may be given away, ascending. */
    shares: z
      .array(z.number().min(0).max(1))
      .min(1)
      .max(50)
      .default([0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09, 0.1]),
    /** Sizes that are compared; those that the table is too narrow for are left out. */
    sizes: z
      .array(z.number().int().min(1).max(10_000))
      .max(50)
      .default([5, 10, 15, 20, 25, 30, 35, 40, 50, 60, 70, 80, 90, 100]),
    seed: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).optional(),
    constraints: searchConstraints.prefault({}),
  }),
  result: z.object({
    size: z.number().int(),
    /** One per share: a portfolio that opens. */
    points: z.array(
      z.object({
        share: z.number(),
        /** Believable Sharpe ratio a row. */
        value: z.number(),
        /** P&L / drawdown; currency figures are of the members' mean. */
        ratio: z.number(),
        roi: z.number(),
        max_drawdown: z.number(),
        members: z.array(z.string()),
      }),
    ),
    sizes: z.array(
      z.object({
        size: z.number().int(),
        value: z.number(),
        /** What a strategy more was worth in value since the size before; null for the first. */
        gain: z.number().nullable(),
        /** The choice made anew on the past alone, judged on the rows that follow; null with too few rows. */
        walkForward: outOfSample.nullable(),
        members: z.array(z.string()),
      }),
    ),
    /** The smallest size that is within the error of the best, walked forward; null with too few rows. */
    enough: z.number().int().nullable(),
    sentence: z.string(),
  }),
});

/** The parameters of every algorithm. */
export const searchParameters = defineMethod({
  name: "search.parameters",
  summary: "Parameters of the search algorithms, with defaults and ranges",
  job: false,
  request: z.object({}),
  result: z.object({
    parameters: z.record(
      searchAlgorithm,
      z.array(
        z.object({
          name: z.string(),
          default: z.number(),
          minimum: z.number(),
          maximum: z.number(),
          meaning: z.string(),
        }),
      ),
    ),
  }),
});

/** Understands the replaced system's config_zone.ini. */
export const searchReadConfig = defineMethod({
  name: "search.read-config",
  summary: "Read a config_zone.ini of the replaced system as a search request",
  job: false,
  request: z.object({
    /** Content of the file. */
    text: z.string(),
    /** Its name, for messages. */
    file: z.string(),
  }),
  result: z.object({
    /** What it asks for; everything else keeps its default. */
    request: searchRequest
      .pick({
        ...{ minSize: true, maxSize: true, algorithms: true },
        ...{ objective: true, drawdownThreshold: true, evaluations: true },
      })
      .extend({
        rows: searchRequest.shape.rows.optional(),
        ulta: searchRequest.shape.ulta,
        parameters: searchRequest.shape.parameters.unwrap(),
        constraints: searchRequest.shape.constraints.unwrap().partial().optional(),
      }),
    /** Sizes of the portfolios of single zones; absent when that part is switched off. */
    zones: searchRequest.pick({ minSize: true, maxSize: true }).optional(),
    /** What has no counterpart here and was left out, one sentence each. */
    notes: z.array(z.string()),
  }),
});

/** Runs the search of a capsule again and compares. */
export const searchReplay = defineMethod({
  name: "search.replay",
  summary: "Repeat the search of a capsule and say whether it comes to the same",
  job: true,
  lasting: true,
  request: z.object({ capsule: searchCapsule }),
  result: z.object({
    matches: z.boolean(),
    /** One sentence per difference, for people. */
    differences: z.array(z.string()),
    result: searchResult,
  }),
});
