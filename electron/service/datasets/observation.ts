import { z } from "zod";

/** One row of the matrix: a day, or a day and an intraday zone. The order is the order of the matrix. */
export const observation = z.object({
  /** Row of the source file, from 0, before sorting. */
  sourceRow: z.number().int().nonnegative(),
  /** ISO YYYY-MM-DD. */
  date: z.string(),
  /** Weekday name as in the file, or derived from the date. */
  day: z.string(),
  zone: z.string().nullable(),
  /** HH:MM:SS */
  startTime: z.string().nullable(),
  endTime: z.string().nullable(),
  marketRegime: z.string().nullable(),
  /** Percent, 0..100, whatever the scale in the file. */
  confidence: z.number().nullable(),
  transitionThreshold: z.number().nullable(),
  /** Currency. */
  capital: z.number().nullable(),
});
export type Observation = z.infer<typeof observation>;
