import { z } from "zod";
import { profile } from "./profile.ts";

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
