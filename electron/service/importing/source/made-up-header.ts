import { dateCandidates } from "../dates/date-candidates.ts";
import { datePattern } from "../dates/date-pattern.ts";

/**
 * Names for a file whose first line is data already (its first cell is a date): those of the tables of the replaced
 * system, date_col, strategy_1, strategy_2 ... null when the first line is a header.
 */
export function madeUpHeader(firstRecord: readonly string[]): string[] | null {
  const first = firstRecord[0] ?? "";
  if (!/\d/.test(first) || !dateCandidates.some((pattern) => datePattern(pattern)(first))) return null;
  return firstRecord.map((_, index) => (index === 0 ? "date_col" : `strategy_${index}`));
}
