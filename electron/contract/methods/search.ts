import { z } from "zod";
import { searchAlgorithm } from "../algorithms.ts";
import { defineMethod } from "../method.ts";
import { outputPath } from "../places.ts";
import { searchRequest } from "../search.ts";
import { searchCapsule, searchResult } from "../search-result.ts";

/** Searches for the best portfolios. Its progress has a SearchRace in `live`. */
export const searchRun = defineMethod({
  name: "search.run",
  summary: "Search for the best portfolios",
  job: true,
  lasting: true,
  request: searchRequest.extend({
    /** Folder for the result files; none are written when left out. */
    out: outputPath().optional(),
    /** File that holds the state of an unfinished search: read when it exists, removed at the end. */
    checkpoint: outputPath().optional(),
  }),
  result: searchResult,
});

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
      .pick({ minSize: true, maxSize: true, algorithms: true, objective: true, drawdownThreshold: true })
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

/** Runs the search of a capsule again and compares. */
export const searchReplay = defineMethod({
  name: "search.replay",
  summary: "Repeat the search of a capsule and say whether it comes to the same",
  job: true,
  lasting: true,
  request: z.object({ capsule: searchCapsule }),
  result: z.object({
    matches: z.boolean(),
    /** One sentence per difference, for people. */
    differences: z.array(z.string()),
    result: searchResult,
  }),
});
