import { z } from "zod";

const bounds = z.object({
  min: z.number().int().nonnegative().optional(),
  max: z.number().int().nonnegative().optional(),
  /** At most this share of the portfolio, rounded down to whole strategies. */
  maxShare: z.number().min(0).max(1).optional(),
});

/**
 * One way to sort strategies into groups, with bounds per group. By name: `underlying` is the first word, `window` the
 * HHMM-HHMM part (951-1005 as well as 0951-1005), `entry` its first half; `pattern` is a regular expression whose first capture is the group; `list` gives
 * names (with * and ?) per group. By data: `zone` and `regime` put a strategy where it earned most.
 */
export const strategyGrouping = z.object({
  by: z.enum(["underlying", "entry", "window", "zone", "regime", "pattern", "list"]),
  pattern: z.string().optional(),
  list: z.record(z.string(), z.array(z.string()).min(1)).optional(),
  /** For every group. */
  each: bounds.default({}),
  /** For groups by name, over `each`. */
  groups: z.record(z.string(), bounds).default({}),
  /**
   * The replaced system's balance: fitness - weight * sum over groups of |count - desired|; desired counts are shares of
   * the portfolio's size.
   */
  balance: z
    .object({
      weight: z.number().nonnegative().default(1),
      shares: z.record(z.string(), z.number().nonnegative()),
    })
    .optional(),
});
export type StrategyGrouping = z.infer<typeof strategyGrouping>;
