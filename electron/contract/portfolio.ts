import { z } from "zod";
import { foundBy } from "./algorithms.ts";
import { datasetReference } from "./places.ts";
import { searchVerdict } from "./verdict.ts";

/** Strategies of a portfolio by name, equal weights. */
export const members = z.array(z.string()).min(1).max(100_000);

/** One weight per member, in the members' order; left out = equal weights, 1/n each (the replaced system's mean). */
export const weights = z.array(z.number().nonnegative()).optional();

/** A set of strategies of a dataset that the user keeps, looks at, compares and edits. */
export const savedPortfolio = z.object({
  /** Also the name of its file. */
  id: z.uuid(),
  name: z.string(),
  dataset: datasetReference(),
  members: z.array(z.string()),
  /** One per member, sum 1; null = equal weights. */
  weights: z.array(z.number()).nullable(),
  createdAt: z.iso.datetime(),
  /** What a search said about it; null when it was made by hand, or edited since. */
  found: z
    .object({
      algorithm: foundBy,
      fitness: z.number(),
      seed: z.number().nullable(),
      /** Null also where an older version said something else about luck. */
      luck: searchVerdict.nullable().catch(null),
    })
    .nullable(),
});
export type SavedPortfolio = z.infer<typeof savedPortfolio>;

/** Order of lists of portfolios. */
export const newestFirst = (a: SavedPortfolio, b: SavedPortfolio): number =>
  b.createdAt.localeCompare(a.createdAt) || a.id.localeCompare(b.id);
