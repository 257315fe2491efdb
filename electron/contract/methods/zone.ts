import { z } from "zod";
import { searchAlgorithm } from "../algorithms.ts";
import { arrays } from "../arrays.ts";
import { defineMethod } from "../method.ts";
import { datasetName, outputPath } from "../places.ts";
import { members, weights } from "../portfolio.ts";
import { searchRequest } from "../search.ts";
import { foundPortfolio, resultFiles } from "../search-result.ts";
import { searchVerdict } from "../verdict.ts";
import { viewRequest, zoneWeights, zoneWindows } from "../view.ts";

/** Intraday zones of a dataset: how often, when, and what is earned in each. */
export const zoneSummary = defineMethod({
  name: "zone.summary",
  summary: "Intraday zones, their weights and figures",
  job: false,
  request: viewRequest.extend({
    zoneWeights: zoneWeights.default({}),
    /** Whose P&L the figures are of; the mean of all strategies when left out. */
    members: members.optional(),
    weights,
  }),
  result: z.object({
    dates: z.number().int(),
    /** Observations that belong to no zone. */
    outside: z.number().int(),
    zones: z.array(
      z.object({
        name: z.string(),
        observations: z.number().int(),
        /** Normalised, sum 1. */
        weight: z.number(),
        /** Earliest start and latest end, HH:MM:SS; null where the data have no times. */
        start: z.string().nullable(),
        end: z.string().nullable(),
        total: z.number(),
        mean: z.number(),
        std: z.number(),
        winRate: z.number(),
        worst: z.number(),
      }),
    ),
  }),
});

/** Gives every observation with a time its zone. Makes a new version of the dataset. */
export const zoneAssign = defineMethod({
  name: "zone.assign",
  summary: "Assign intraday zones by time windows",
  job: true,
  lasting: true,
  request: z.object({
    dataset: datasetName(),
    windows: zoneWindows,
    /**
     * start: the window that holds the start time (the replaced system's entry time); end: the one in which it ends;
     * overlap: the one that shares most of its time, the earlier of equals.
     */
    by: z.enum(["start", "end", "overlap"]).default("start"),
  }),
  result: z.object({
    version: z.number().int(),
    /** Observations per zone. */
    zones: z.record(z.string(), z.number().int()),
    withoutTime: z.number().int(),
  }),
});

/** How the zones' portfolios become one: each is traded in its own zone, with these weights. */
export const zoneCombinationKind = z.enum(["weighted", "equal", "best", "allocation"]);

/** A portfolio for every intraday zone, one over the weighted zones, and the combinations of the zones' portfolios. */
export const zoneSearch = defineMethod({
  name: "zone.search",
  summary: "Search for portfolios of intraday zones and combine them",
  job: true,
  lasting: true,
  request: searchRequest.omit({ rows: true, pool: true }).extend({
    /** Normalised to sum 1; zones that are not named weigh 1. */
    zoneWeights: zoneWeights.default({}),
    /** Sizes of the zones' own portfolios; those of the search when left out. */
    zoneMinSize: z.number().int().min(1).optional(),
    zoneMaxSize: z.number().int().min(1).optional(),
    /** Algorithms over the weighted zones; the replaced system had these two. Empty = that search is left out. */
    overallAlgorithms: z.array(searchAlgorithm).default(["ga", "pso"]),
    /** Folder for the result files; none are written when left out. */
    out: outputPath().optional(),
  }),
  result: z.object({
    zones: z.array(
      z.object({
        name: z.string(),
        observations: z.number().int(),
        /** Normalised. */
        weight: z.number(),
        /** Strategies that ULTA turned on the zone's rows. */
        inverted: z.number().int(),
        best: foundPortfolio,
        /** The best of each size, ascending. */
        portfolios: z.array(foundPortfolio),
        luck: searchVerdict,
      }),
    ),
    /** Zones that could not be searched, and why. */
    skipped: z.array(z.object({ name: z.string(), reason: z.string() })),
    /** The best of each size over the weighted zones, all strategies in every zone. */
    overall: z.array(foundPortfolio),
    combinations: z.array(
      z.object({
        kind: zoneCombinationKind,
        /** Of `zones`, in order; sum 1. */
        zoneWeights: arrays.float64,
        /** Sum over zones of weight x fitness, as the replaced system's zone optimizer combined them. */
        fitness: z.number(),
        /** Union of the zones' members and each one's share of the capital; sum 1. */
        members: z.array(z.string()),
        weights: arrays.float64,
        /** Legacy figures of the combined daily series, currency; a zone without rows on a date earns 0 there. */
        roi: z.number(),
        maxDrawdown: z.number(),
        winRate: z.number(),
        profitFactor: z.number(),
        sharpe: z.number(),
      }),
    ),
    /** Pearson correlation of the zones' daily series, row-major in the order of `zones`. */
    correlation: arrays.float64,
    ...resultFiles.shape,
    seconds: z.number(),
  }),
});

/** A search in zones; where its files lie is the business of who carries it out. */
export const zoneSearchAsked = zoneSearch.request.omit({ out: true });
