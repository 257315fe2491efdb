import { z } from "zod";
import { defineMethod } from "../method.ts";
import { searchCapsule } from "../search-capsule.ts";
import { searchResult } from "../search-result.ts";

/** Runs the search of a capsule again and compares. */
export const searchReplay = defineMethod({
  name: "search.replay",
  summary: "Repeat the search of a capsule and say whether it comes to the same",
  job: true,
  request: z.object({ capsule: searchCapsule }),
  result: z.object({
    matches: z.boolean(),
    /** One sentence per difference, for people. */
    differences: z.array(z.string()),
    result: searchResult,
  }),
});
