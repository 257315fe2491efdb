import { z } from "zod";

/** What a portfolio is scored by, in the order of the engine's ids. The first six are those of the replaced system. */
export const objectiveMetric = z.enum([
  "ratio",
  "roi",
  "less_max_dd",
  "win_percentage",
  "profit_factor",
  "expectancy",
  "enhanced",
  "hybrid",
]);
export type ObjectiveMetric = z.infer<typeof objectiveMetric>;
