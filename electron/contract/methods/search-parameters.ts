import { z } from "zod";
import { defineMethod } from "../method.ts";
import { searchAlgorithm } from "../search-algorithm.ts";

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
