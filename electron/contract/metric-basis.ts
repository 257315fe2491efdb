import { z } from "zod";
import { cellQuality } from "./cell-quality.ts";
import { profile } from "./profile.ts";

/** The definitions that a set of figures was computed with: their provenance, shown beside them. */
export const metricBasis = z.object({
  profile,
  /** Observations a year. */
  annualisation: z.number(),
  annualisationFrom: z.enum(["request", "setting", "profile", "dates", "too-few-dates"]),
  /** Divisor of variances is n - ddof. */
  ddof: z.union([z.literal(0), z.literal(1)]),
  /** Per observation, currency. */
  riskFree: z.number(),
  mar: z.number(),
  capital: z.number(),
  observations: z.number().int(),
  firstDate: z.string(),
  lastDate: z.string(),
  /** Cells of the dataset that were not taken as written, by reason. */
  rejects: z.record(z.string(), z.number().int()),
  ...cellQuality.shape,
});
export type MetricBasis = z.infer<typeof metricBasis>;
