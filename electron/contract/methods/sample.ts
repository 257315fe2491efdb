import { z } from "zod";
import { defineMethod } from "../method.ts";
import { datasetName, outputPath } from "../places.ts";
import { datasetImport } from "./dataset.ts";

/** Writes a CSV file of invented strategies that behaves like a real one. The same seed gives the same bytes. */
export const sampleWrite = defineMethod({
  name: "sample.write",
  summary: "Write a CSV file of invented strategies",
  job: true,
  lasting: true,
  request: z.object({
    file: outputPath(),
    /** An existing file is refused without it. */
    replace: z.boolean().default(false),
    strategies: z.number().int().min(1).max(1_000_000),
    /** Rows of the file; with zones four rows make a day. */
    observations: z.number().int().min(1).max(100_000),
    seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
    /** regimes: the weekly rows of legacy with one of four market regimes and its confidence; zones: four rows a day. */
    format: z.enum(["legacy", "regimes", "zones", "enhanced"]).default("legacy"),
  }),
  result: z.object({
    file: z.string(),
    bytes: z.number(),
    strategies: z.number(),
    observations: z.number(),
    /** Groups of strategies that share an index, an entry and an exit time. */
    families: z.number(),
    /** [copy, original] names. */
    duplicates: z.array(z.tuple([z.string(), z.string()])),
    /** Strategies whose cells are all equal; of these, all-zero ones are in `zeros` alone. */
    constants: z.array(z.string()),
    zeros: z.array(z.string()),
  }),
});

/** A dataset of invented index option strategies, to try the program with: weekly, in the shape and size of a real one. */
export const sampleDataset = defineMethod({
  name: "sample.dataset",
  summary: "Make a dataset of invented strategies",
  job: true,
  lasting: true,
  request: z.object({
    dataset: datasetName(),
    /** Four intraday zones a day instead of a market regime. */
    zones: z.boolean().default(false),
    strategies: z.number().int().min(1).max(100_000).default(25_544),
    days: z.number().int().min(2).max(2000).default(82),
    seed: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(1),
  }),
  result: datasetImport.result.pick({ dataset: true, seconds: true }),
});
