import { z } from "zod";

/** How a Kelly fraction is formed. Applied in this order: raw form, multiplier, floor and cap, confidence. */
export const kellyOptions = z.object({
  /**
   * unit: (p W - q L) / W, the fraction of capital risked per mean loss; growth: p/l - q/w with l and w as fractions of
   * capital; continuous: (mean - rf) / variance of the returns on capital; empirical: the f that maximises the mean of
   * log(1 + f x / capital) over the observations. The last three are multiples of the recorded size.
   */
  form: z.enum(["unit", "growth", "continuous", "empirical"]).default("unit"),
  /** count: p over all observations, so that a day of 0 weighs as a loss; exclude: p over wins and losses. */
  zeroDays: z.enum(["count", "exclude"]).default("exclude"),
  /** Capital in currency, or the dataset's capital column; the setting analysis.capital when left out. */
  capital: z.union([z.number().positive(), z.literal("column")]).optional(),
  /** 0.5 = half Kelly. */
  multiplier: z.number().min(0).max(1).default(1),
  cap: z.number().positive().default(0.25),
  /** Smallest fraction of a strategy with a positive edge; a negative edge always gets 0. */
  floor: z.number().nonnegative().default(0),
  /** Multiplies by the mean regime confidence of the observations, as a fraction. */
  confidence: z.boolean().default(false),
});
export type KellyOptions = z.infer<typeof kellyOptions>;
