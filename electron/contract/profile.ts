import { z } from "zod";

/** Which definition of every metric is meant, in the order of the engine's ids. docs/metrics.md has the formulas. */
export const profile = z.enum(["legacy", "textbook", "r"]);
export type Profile = z.infer<typeof profile>;
