import type { Overfitting, RecordLuck, SearchVerdict, UniverseLuck } from "./verdict.ts";

const hundredth = (value: number): string => value.toFixed(2);

const count = (value: number): string => value.toLocaleString("en-US");

/** A p to read: two digits, three below 0.01; never 0. */
export function probability(p: number): string {
  if (p < 0.001) return "under 0.001";
  return p < 0.01 ? p.toFixed(3) : p.toFixed(2);
}

/** Is there anything to find among the strategies, before any search? */
function universeSentence({ p, statistic, expectedByLuck, size }: UniverseLuck): string {
  return `The ${size} best strategies have a mean t of ${hundredth(statistic)}; luck alone makes it ${hundredth(expectedByLuck)} (p ${probability(p)}).`;
}

/** How long a record would have to be. */
function recordSentence({ sharpeByLuck, minBacktestYears }: RecordLuck): string {
  return `In this record the best of so many strategies without skill shows an annual Sharpe ratio of ${sharpeByLuck.toFixed(1)}; it takes ${minBacktestYears.toFixed(1)} years to tell 1.0 from luck.`;
}

/** What is said of a table's strategies before any search, a sentence a line. */
export function universeLines({
  universe,
  ...record
}: RecordLuck & { readonly universe: UniverseLuck | null }): string[] {
  return [universe ? universeSentence(universe) : "", recordSentence(record)].filter(Boolean);
}

/** How often the way to choose is worse than chance. */
function overfittingSentence({ probability: share, below, splits }: Overfitting): string {
  return `Searched in one half of the rows and judged in the other, it is worse than the median random portfolio in ${below} of ${splits} splits (probability of backtest overfitting ${hundredth(share)}; 0.50 is chance).`;
}

/** How much was looked at. */
function effortSentence({ scored, ruledOut, exist }: SearchVerdict["effort"]): string {
  const of = exist !== null && scored === exist ? ", all there are" : "";
  return `${count(scored)} portfolios scored${of}, ${count(ruledOut)} ruled out by a bound.`;
}

/** All that a verdict says, a sentence or two a line: the same to the letter in window, command line and files. */
export function verdictLines(luck: SearchVerdict): string[] {
  return [
    luck.sentence,
    luck.raceSentence,
    luck.overfitting ? overfittingSentence(luck.overfitting) : "",
    ...universeLines(luck),
    effortSentence(luck.effort),
  ].filter(Boolean);
}
