/** Years that ISO dates fall in, ascending. */
export function yearsOf(dates: readonly string[]): string[] {
  return [...new Set(dates.map((date) => date.slice(0, 4)))].sort();
}
