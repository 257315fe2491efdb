import { z } from "zod";
import { type MetricName, metricFormula, metricName, metricTable, profile } from "./metrics.ts";

/** How metrics are defined and scaled; what is left out comes from the settings. */
export const metricOptions = z.object({
  profile: profile.optional(),
  /** Observations a year. Left out: 252 in the legacy profile, else inferred from the dates. */
  annualisation: z.number().positive().optional(),
  /** Fraction a year on the declared capital. */
  riskFree: z.number().optional(),
  /** Minimum acceptable result per observation, currency. */
  mar: z.number().optional(),
  /** Declared capital, currency; 0 = none. */
  capital: z.number().nonnegative().optional(),
});
export type MetricOptions = z.infer<typeof metricOptions>;

/** How far figures rest on cells that were not there. Shown beside them whenever one is not 0. */
export const cellQuality = z.object({
  /**
   * Cells without a value among the rows and strategies used. Metrics skip them; sums of a portfolio take them as 0;
   * docs/correlation.md says what each correlation does with them.
   */
  missingCells: z.number().int(),
  /** Cells of the whole dataset that were no number and that the import took as 0. */
  imputedCells: z.number().int(),
});
export type CellQuality = z.infer<typeof cellQuality>;

/** The definitions that a set of figures was computed with: their provenance, shown beside them. */
export const metricBasis = z.object({
  profile,
  /** Observations a year. */
  annualisation: z.number(),
  annualisationFrom: z.enum(["request", "setting", "profile", "dates", "too-few-dates"]),
  /** Sentences on what annualised figures rest on, where there is something to know. */
  warnings: z.array(z.string()),
  /** Divisor of variances is n - ddof. */
  ddof: z.union([z.literal(0), z.literal(1)]),
  /** Per observation, currency. */
  riskFree: z.number(),
  mar: z.number(),
  capital: z.number(),
  /** What amounts are in: said by the dataset, else by the setting analysis.currency; "" = nobody said. */
  money: z.string(),
  observations: z.number().int(),
  /** Of the whole dataset: more where a view leaves some out. */
  allObservations: z.number().int(),
  firstDate: z.string(),
  lastDate: z.string(),
  /** Cells of the dataset that were not taken as written, by reason. */
  rejects: z.record(z.string(), z.number().int()),
  ...cellQuality.shape,
});
export type MetricBasis = z.infer<typeof metricBasis>;

/** What one column of figures is and rests on. n of a single strategy is its metric `observations`. */
export const metricProvenance = metricBasis.omit({ rejects: true }).extend({
  metric: metricName,
  formula: z.string(),
  /** A tail of less than one observation: reported, and not to be ranked on. */
  thinTail: z.boolean(),
});
export type MetricProvenance = z.infer<typeof metricProvenance>;

/** Whether a metric rests on a tail of less than one of the observations, so that nothing may be ranked by it. */
export function hasThinTail(metric: MetricName, observations: number): boolean {
  return (metricTable[metric].tail ?? 1) * observations < 1;
}

/** The provenance of a metric under a basis. */
export function provenanceOf(metric: MetricName, { rejects: _, ...basis }: MetricBasis): MetricProvenance {
  return {
    metric,
    formula: metricFormula(metric, basis.profile),
    thinTail: hasThinTail(metric, basis.observations),
    ...basis,
  };
}
