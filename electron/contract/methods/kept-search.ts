import { z } from "zod";
import { keptSearch } from "../kept-search.ts";
import { defineMethod } from "../method.ts";
import { datasetName } from "../places.ts";
import { searchResult } from "../search-result.ts";
import { searchAsked } from "./search.ts";
import { zoneSearch, zoneSearchAsked } from "./zone.ts";

const one = z.object({ id: z.string() });

/** What to search; where its files and its checkpoint lie is the service's business. */
export const searchToStart = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rows"), request: searchAsked }),
  z.object({ kind: z.literal("zones"), request: zoneSearchAsked }),
]);

/** Starts a search that goes on when its caller is gone, and answers at once. */
export const searchStart = defineMethod({
  name: "search.start",
  summary: "Start a search in the service, which keeps it and its result",
  job: false,
  request: searchToStart,
  result: keptSearch,
});

/** Follows a search that runs; its progress is that of search.run. Giving up does not stop the search. */
export const searchFollow = defineMethod({
  name: "search.follow",
  summary: "Wait for a search that was started, with its progress",
  job: false,
  request: one,
  result: keptSearch,
});

/** Ends a search that runs: paused, so that it can go on, or for good. A paused one is given up. */
export const searchStop = defineMethod({
  name: "search.stop",
  summary: "Pause or cancel a search",
  job: false,
  request: one.extend({ pause: z.boolean().default(false) }),
  result: z.object({}),
});

/** Lets a paused search go on to the result that it would have had. */
export const searchResume = defineMethod({
  name: "search.resume",
  summary: "Let a paused search go on",
  job: false,
  request: one,
  result: keptSearch,
});

/** Asks the same of the dataset as it is now, with a folder of its own. */
export const searchAgain = defineMethod({
  name: "search.again",
  summary: "Run a kept search again",
  job: false,
  request: one,
  result: keptSearch,
});

/** The searches that are kept. */
export const searchList = defineMethod({
  name: "search.list",
  summary: "List the searches that are kept",
  job: false,
  request: z.object({
    /** Of this dataset; of all when left out. */
    dataset: datasetName().optional(),
  }),
  result: z.object({
    /** Newest first. */
    searches: z.array(keptSearch),
    /** Files that are no search; they are left as they are. */
    damaged: z.array(z.object({ file: z.string(), reason: z.string() })),
  }),
});

/** A search with what it came to; `result` is null while there is none. */
export const searchOpen = defineMethod({
  name: "search.open",
  summary: "Show a kept search with its result",
  job: false,
  request: one,
  result: z.object({
    search: keptSearch,
    /** Folder of its files; "" where none were asked for. */
    folder: z.string(),
    rows: searchResult.nullable(),
    zones: zoneSearch.result.nullable(),
  }),
});

/** Gives a search a name or a note; what is left out stays. */
export const searchEdit = defineMethod({
  name: "search.edit",
  summary: "Name a kept search, or write a note on it",
  job: false,
  request: one.extend({ name: z.string().max(200).optional(), note: z.string().max(20_000).optional() }),
  result: keptSearch,
});

/** Takes a search out of the list. It can be brought back for a day; its result files stay. */
export const searchRemove = defineMethod({
  name: "search.remove",
  summary: "Remove a search from the list",
  job: false,
  request: one,
  result: keptSearch,
});

/** Brings a removed search back. */
export const searchRestore = defineMethod({
  name: "search.restore",
  summary: "Bring a removed search back",
  job: false,
  request: one,
  result: keptSearch,
});
