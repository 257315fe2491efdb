/** What a shard does of one search, and what that comes to. */

import { z } from "zod";
import { foundBy } from "../../../contract/algorithms.ts";
import { arrays } from "../../../contract/arrays.ts";
import { searchOutcome } from "../../../contract/search-result.ts";
import { recordLuck, universeLuck } from "../../../contract/verdict.ts";
import type { CallContext, ServiceContext } from "../../context.ts";
import type { KnownParts } from "../../search/execute.ts";
import { isRun } from "../../search/plan.ts";
import { question, sampleKey, sampleOf } from "../../search/samples.ts";
import type { OpenSearch } from "../../search/verdict-of.ts";
import type { Selection } from "../../verdict/selection.ts";
import { madeChoice } from "./choices.ts";
import { type Asked, tableOf, withSearch } from "./opened-search.ts";

/** Of a table: whether there is anything to find, and how large the error of figures is. */
export const fact = z.enum(["universe", "measured"]);
export type Fact = z.infer<typeof fact>;

/** What a shard does of one search. */
export const doesSearch = z.object({
  runs: z.array(z.object({ size: z.number().int(), algorithm: foundBy, seed: z.number().int().optional() })),
  choices: z.array(question),
  /** What can be said of the table before any search. */
  facts: z.array(fact),
});
export type Does = z.infer<typeof doesSearch>;

const figure = z.number().or(z.nan());
const measuredError = z.object({
  theta: arrays.float64,
  variance: figure,
  ratioMean: figure,
  ratioVariance: figure,
  kernel: arrays.float64,
  grid: arrays.float64,
  prior: arrays.float64,
  centre: figure,
});

/** What that came to; of twins only those that the answer may rest on. */
export const searchPart = z.object({
  outcomes: z.array(searchOutcome),
  choices: z.array(madeChoice),
  universe: z.object({ universe: universeLuck.nullable(), ...recordLuck.shape }).nullable(),
  measured: measuredError.nullable(),
});
export type Part = z.infer<typeof searchPart>;

/** Whether a shard says something of twins: of the table as they are compared with it, or of some of them. */
export const hasTwins = ({ choices }: Does): boolean =>
  choices.some(({ sample }) => sample.is === "twin" || sample.is === "whole");

/** What finished parts answer; whatever they lack is computed by who asks. */
export function knownParts(parts: readonly Part[], open: Pick<OpenSearch, "search" | "view">): KnownParts {
  const table = tableOf(open as OpenSearch);
  const key = (by: string, sample: string) => `${by} ${sample}`;
  const choices = new Map(
    parts.flatMap((part) =>
      part.choices.map(({ by, sample, ...chosen }) => [key(by, sampleKey(sampleOf(sample, table))), chosen]),
    ),
  );
  const recall =
    (by: string, select: Selection): Selection =>
    async (view, sample, call) =>
      choices.get(key(by, sampleKey(sample))) ?? select(view, sample, call);
  const outcomes = parts.flatMap((part) => part.outcomes);
  return {
    outcomes: outcomes.filter((one, k) => outcomes.findIndex(isRun(one)) === k),
    recall,
    universe: parts.find(({ universe }) => universe)?.universe ?? undefined,
    measured: parts.find(({ measured }) => measured)?.measured ?? undefined,
  };
}

/** What parts of one search answer. */
export const knownOf = (request: Asked, parts: readonly Part[], context: ServiceContext, call: CallContext) =>
  withSearch(request, context, call, async ({ open }) => knownParts(parts, open));
