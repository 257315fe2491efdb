import { z } from "zod";
import { foundBy } from "./algorithms.ts";
import { datasetReference } from "./places.ts";
import { problemReport } from "./problem.ts";
import { countOf } from "./text.ts";
import { verdictWord } from "./verdict.ts";

/** A search on the rows of a view (search.run), or in every zone (zone.search). */
export const searchKind = z.enum(["rows", "zones"]);
export type SearchKind = z.infer<typeof searchKind>;

/** What a list says of a search that has ended. Money in currency, of the portfolio that it came to. */
export const searchHeadline = z.object({
  /** Strategies of that portfolio. */
  size: z.number().int(),
  /** Null where there is one for every zone. */
  verdict: verdictWord.nullable(),
  /** The verdict, or what the zones came to, in a sentence. */
  sentence: z.string(),
  /** Expected Sharpe ratio a row with its 90 % interval; null where it was not asked for. */
  expected: z.object({ sharpe: z.number(), low: z.number(), high: z.number() }).nullable(),
  roi: z.number().nullable(),
  max_drawdown: z.number().nullable(),
  /** Rows that it was searched on; null in zones. */
  rows: z.number().int().nullable(),
  files: z.number().int(),
  seconds: z.number(),
});

/** A run of the replaced system whose result files were taken over: what it came to, as its files say. */
const takenOverRun = z.object({
  /** The folder that it was taken from. */
  folder: z.string(),
  portfolios: z.array(
    z.object({
      algorithm: foundBy.nullable(),
      /** "all rows", or the intraday zone. */
      rows: z.string(),
      /** As its file has it. */
      fitness: z.number(),
      /** Of the equal-weight portfolio on the dataset as it is now, currency. */
      roi: z.number(),
      max_drawdown: z.number(),
      members: z.array(z.string()),
      /** Id of the portfolio that was kept of it. */
      portfolio: z.string(),
    }),
  ),
  /** Figures of its files that were computed again, and how many of them agree within 0.001 %. */
  compared: z.number().int(),
  agreeing: z.number().int(),
});

/** A search that the service keeps: one that runs, one that can go on, one that has ended. Times are ISO 8601 in UTC. */
export const keptSearch = z.object({
  /** Also the name of its folder below results. */
  id: z.string(),
  kind: searchKind,
  /** Given by the user; "" = none. */
  name: z.string(),
  note: z.string(),
  state: z.enum(["running", "paused", "done"]),
  dataset: datasetReference(),
  /** Of the dataset; null before it is known. */
  version: z.number().int().nullable(),
  /** Of search.run or zone.search, as it was asked. */
  request: z.record(z.string(), z.unknown()),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
  /** Why one is paused that nobody paused. */
  problem: problemReport.nullable(),
  headline: searchHeadline.nullable(),
  /** Null for a search of this program. */
  takenOver: takenOverRun.nullable().default(null),
  /** When it was removed; null for one that is in the list. */
  removedAt: z.string().nullable(),
});
export type KeptSearch = z.infer<typeof keptSearch>;

/** What to call a search. */
export function searchTitle({ name, headline, kind, request }: KeptSearch): string {
  if (name !== "") return name;
  if (kind === "zones") return "Every zone";
  const size = headline?.size ?? request.maxSize;
  return typeof size === "number" ? countOf(size, "strategy") : "Search";
}
