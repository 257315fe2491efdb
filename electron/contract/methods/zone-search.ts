import { z } from "zod";
import { arrays } from "../arrays.ts";
import { foundPortfolio } from "../found-portfolio.ts";
import { defineMethod } from "../method.ts";
import { searchAlgorithm } from "../search-algorithm.ts";
import { searchLuck } from "../search-luck.ts";
import { searchRequest } from "../search-request.ts";
import { zoneWeights } from "../view-request.ts";

/** How the zones' portfolios become one: each is traded in its own zone, with these weights. */
export const zoneCombinationKind = z.enum(["weighted", "equal", "best", "allocation"]);

/** A portfolio for every intraday zone, one over the weighted zones, and the combinations of the zones' portfolios. */
export const zoneSearch = defineMethod({
  name: "zone.search",
  summary: "Search for portfolios of intraday zones and combine them",
  job: true,
  request: searchRequest.omit({ rows: true }).extend({
    /** Normalised to sum 1; zones that are not named weigh 1. */
    zoneWeights: zoneWeights.default({}),
    /** Sizes of the zones' own portfolios; those of the search when left out. */
    zoneMinSize: z.number().int().min(1).optional(),
    zoneMaxSize: z.number().int().min(1).optional(),
    /** Algorithms over the weighted zones; the replaced system had these two. Empty = that search is left out. */
    overallAlgorithms: z.array(searchAlgorithm).default(["ga", "pso"]),
    /** Folder for the result files; none are written when left out. */
    out: z.string().optional(),
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
        luck: searchLuck,
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
    files: z.array(z.string()),
    seconds: z.number(),
  }),
});
