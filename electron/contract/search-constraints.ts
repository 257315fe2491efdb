import { z } from "zod";
import { strategyGrouping } from "./strategy-grouping.ts";

/** What a portfolio must satisfy. Names may hold * and ? except in `include`. Also the schema of a constraints file. */
export const searchConstraints = z.strictObject({
  /** Only these may be chosen; all when left out. */
  candidates: z.array(z.string()).min(1).optional(),
  /** In every portfolio. */
  include: z.array(z.string()).default([]),
  /** Never chosen. */
  exclude: z.array(z.string()).default([]),
  /** Leaves out strategies whose every cell is the same. */
  excludeConstant: z.boolean().default(false),
  /** No two members correlate more than this. */
  maxPairCorrelation: z.number().min(-1).max(1).optional(),
  /** Of the portfolio (the mean of its members), currency. */
  maxDrawdown: z.number().positive().optional(),
  groupings: z.array(strategyGrouping).default([]),
});
export type SearchConstraints = z.infer<typeof searchConstraints>;
