const millisecondsPerYear = 365.25 * 24 * 3600 * 1000;

/**
 * Observations a year from their ISO dates: intervals over the years that they span, times the observations per date.
 * 82 weekly rows over 1.54 years give 52.5. Null with fewer than two dates, when nothing can be inferred.
 */
export function inferAnnualisation(dates: readonly string[]): number | null {
  const distinct = [...new Set(dates)].sort();
  const first = distinct[0];
  const last = distinct.at(-1);
  if (first === undefined || last === undefined || first === last) return null;
  const years = (Date.parse(last) - Date.parse(first)) / millisecondsPerYear;
  return ((distinct.length - 1) / years) * (dates.length / distinct.length);
}
