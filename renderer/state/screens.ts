import { z } from "zod";

/** The screens, in the order of the work. */
export const screenNames = [
  "import",
  "data",
  "regimes",
  "search",
  "portfolio",
  "strategies",
  "correlation",
  "jobs",
  "engine",
] as const;
export const screenName = z.enum(screenNames);
export type ScreenName = z.infer<typeof screenName>;
