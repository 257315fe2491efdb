import { z } from "zod";
import { foundBy } from "./algorithms.ts";
import { expectedSharpe } from "./expected.ts";
import { datasetReference } from "./places.ts";
import { searchVerdict } from "./verdict.ts";

/** Most strategies of a portfolio. */
export const mostMembers = 100_000;

/** Strategies of a portfolio by name, equal weights. */
export const members = z.array(z.string()).min(1).max(mostMembers);

/** One weight per member, in the members' order; left out = equal weights, 1/n each (the replaced system's mean). */
export const weights = z.array(z.number().nonnegative()).optional();

/** What is known of a way to weight members: docs/expectation.md has the formulas. */
interface WeightSchemeDefinition {
  readonly title: string;
  readonly about: string;
}

const schemes = {
  equal: { title: "Equal", about: "1 / n each" },
  believable: {
    title: "Believable",
    about: "The highest believable Sharpe ratio of all weights that give no member more than the cap",
  },
  inverse_volatility: {
    title: "Inverse volatility",
    about: "1 / deviation of each member, scaled to sum to 1",
  },
  equal_risk: {
    title: "Equal risk",
    about: "Every member brings the same part of the believable variance",
  },
} satisfies Readonly<Record<string, WeightSchemeDefinition>>;

type SchemeName = keyof typeof schemes;

/** Ways to weight the members of a portfolio. Weights are shares of money: they sum to 1. */
export const weightScheme = z.enum(Object.keys(schemes) as [SchemeName, ...SchemeName[]]);
export type WeightScheme = z.infer<typeof weightScheme>;

/** The definition of every way to weight, by id. */
export const weightSchemeTable: Readonly<Record<WeightScheme, WeightSchemeDefinition>> = schemes;

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
  /** The portfolio that this one was made from by an edit or a copy; null when it was not. */
  origin: z.object({ id: z.uuid(), name: z.string() }).nullable().default(null).catch(null),
  /** What a search says to expect of these members; null when they were put together by hand. */
  expected: expectedSharpe.nullable().default(null).catch(null),
  /** The folder of the replaced system's run that it was taken over from; absent for one of this program. */
  takenOver: z.string().optional().catch(undefined),
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
