import { z } from "zod";
import { defineMethod } from "../method.ts";
import { searchRequest } from "../search-request.ts";

/** Understands the replaced system's config_zone.ini. */
export const searchReadConfig = defineMethod({
  name: "search.read-config",
  summary: "Read a config_zone.ini of the replaced system as a search request",
  job: false,
  request: z.object({
    /** Content of the file. */
    text: z.string(),
    /** Its name, for messages. */
    file: z.string(),
  }),
  result: z.object({
    /** What it asks for; everything else keeps its default. */
    request: searchRequest
      .pick({ minSize: true, maxSize: true, algorithms: true, metric: true, drawdownThreshold: true })
      .extend({
        rows: searchRequest.shape.rows.optional(),
        ulta: searchRequest.shape.ulta,
        parameters: searchRequest.shape.parameters.unwrap(),
        constraints: searchRequest.shape.constraints.unwrap().partial().optional(),
      }),
    /** Sizes of the portfolios of single zones; absent when that part is switched off. */
    zones: searchRequest.pick({ minSize: true, maxSize: true }).optional(),
    /** What has no counterpart here and was left out, one sentence each. */
    notes: z.array(z.string()),
  }),
});
