import { z } from "zod";
import { defineMethod } from "../method.ts";
import { searchRequest } from "../search-request.ts";
import { searchResult } from "../search-result.ts";

/** Searches for the best portfolios. Its progress has a SearchRace in `live`. */
export const searchRun = defineMethod({
  name: "search.run",
  summary: "Search for the best portfolios",
  job: true,
  request: searchRequest.extend({
    /** Folder for the result files; none are written when left out. */
    out: z.string().optional(),
    /** File that holds the state of an unfinished search: read when it exists, removed at the end. */
    checkpoint: z.string().optional(),
  }),
  result: searchResult,
});
