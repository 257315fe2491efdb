import { z } from "zod";

/** Strategies of a portfolio by name, equal weights. */
export const members = z.array(z.string()).min(1).max(100_000);
