import { objectiveTable } from "./objectives.ts";
import type { FoundPortfolio, SearchResult } from "./search-result.ts";
import { countOf } from "./text.ts";
import type { Overfitting, RecordLuck, SearchVerdict, UniverseLuck } from "./verdict.ts";

const hundredth = (value: number): string => value.toFixed(2);

const count = (value: number): string => value.toLocaleString("en-US");

/** A p up to which chance alone is a poor explanation. */
export const seldomLuck = 0.05;

/** A p to read: two digits, three below 0.01 and where two would not tell on which side of `seldomLuck` it is; never 0. */
export function probability(p: number): string {
  if (p < 0.001) return "under 0.001";
  const isNear = p !== seldomLuck && hundredth(p) === hundredth(seldomLuck);
  return p < 0.01 || isNear ? p.toFixed(3) : hundredth(p);
}

/** The same with what it means, for who knows no statistics. */
export function probabilityWords(p: number): string {
  const times = (of: number): string => {
    const often = Math.round(p * of);
    return `about ${often === 1 ? "once" : `${often} times`} in ${count(of)}`;
  };
  const how =
    p < 0.001
      ? "less than once in 1,000"
      : p < 0.01
        ? times(1000)
        : p > 0.99
          ? "nearly every time"
          : times(100);
  return `${probability(p)}: luck alone does as well ${how}`;
}

/** Is there anything to find among the strategies, before any search? The answer first. */
function universeSentence({ p, statistic, expectedByLuck, size }: UniverseLuck): string {
  const found =
    p <= seldomLuck ? "There is something to find" : "Nothing shows that there is anything to find";
  const best =
    size === 1
      ? `the best strategy stands ${hundredth(statistic)} standard errors above 0, luck alone takes the best of so many`
      : `the ${size} best strategies stand ${hundredth(statistic)} standard errors above 0 on average, luck alone takes the best of so many`;
  return `${found}: ${best} to ${hundredth(expectedByLuck)} (p ${probabilityWords(p)}).`;
}

/** How long a record would have to be. */
function recordSentence({ sharpeByLuck, minBacktestYears }: RecordLuck): string {
  if (sharpeByLuck === null) return "";
  return `The best of so many independent strategies without skill shows an annual Sharpe ratio of ${sharpeByLuck.toFixed(1)} on average in this record, and still 1.0 in one of ${minBacktestYears.toFixed(1)} years.`;
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
export function effortWords({ scored, ruledOut, exist }: SearchVerdict["effort"]): string {
  const of = exist !== null && scored === exist ? ", all there are" : "";
  return `${countOf(scored, "portfolio")} scored${of}, ${count(ruledOut)} ruled out by a bound`;
}

/** What others take for the answer. Never certain: it is as good as its assumptions. */
function deflatedSentence(share: number): string {
  const shown = share > 0.99 ? "over 0.99" : share < 0.01 ? "under 0.01" : hundredth(share);
  return `Footnote: the deflated Sharpe ratio is ${shown}, measured against the mean of what this search chooses without skill; it decides nothing.`;
}

/** All that a verdict says, a sentence or two a line: the same to the letter in window, command line and files. */
export function verdictLines(luck: SearchVerdict): string[] {
  return [
    luck.sentence,
    luck.raceSentence,
    luck.overfitting ? overfittingSentence(luck.overfitting) : "",
    ...universeLines(luck),
    `${effortWords(luck.effort)}.`,
    luck.deflatedSharpe === null ? "" : deflatedSentence(luck.deflatedSharpe),
  ].filter(Boolean);
}

/** Three digits. */
const figure = (value: number): string =>
  value.toLocaleString("en-US", { maximumSignificantDigits: 3, minimumSignificantDigits: 2 });

/** What is proven of a portfolio among all of its size, in few words; empty where nothing is. */
export function provenWords(found: Pick<FoundPortfolio, "violation" | "optimalOf" | "swapOptimal">): string {
  if (found.violation > 0) return "limits not met";
  if (found.optimalOf !== null) return `optimal, all ${count(found.optimalOf)} judged`;
  return found.swapOptimal ? "no single swap improves it" : "";
}

type Known = Pick<SearchResult, "best" | "quality" | "objective" | "drawdownFloor" | "capsule">;

/** How good is the best of a search, a sentence a line: the same in window and command line. */
export function qualityLines(result: Known): string[] {
  const lines = linesOfQuality(result);
  const isOfPool = lines.length > 0 && result.capsule.request.pool !== undefined;
  return isOfPool ? ["Of portfolios of the pool alone:", ...lines] : lines;
}

function linesOfQuality({ best, quality, objective, drawdownFloor }: Known): string[] {
  const { optimalOf, swapOptimal, size, fitness } = best;
  if (!quality || best.violation > 0) return [];
  if (optimalOf === 1) return ["Optimal: there is no other portfolio of its size."];
  if (optimalOf !== null) return [`Optimal: all ${count(optimalOf)} portfolios of its size were judged.`];
  const swaps = swapOptimal
    ? [
        "No single swap of a member improves it; several at once may, so this does not say that it is the best there is.",
      ]
    : [];
  return [
    boundSentence(quality.upperBound, { size, fitness, objective, drawdownFloor }),
    ...swaps,
    agreementSentence(best, quality),
    termsSentence(quality),
  ].filter(Boolean);
}

function boundSentence(
  upperBound: number | null,
  {
    size,
    fitness,
    objective,
    drawdownFloor,
  }: Pick<Known, "objective" | "drawdownFloor"> & { size: number; fitness: number },
): string {
  if (upperBound !== null) {
    const times = fitness > 0 ? `: at most ${figure(upperBound / fitness)} x this` : "";
    return `No portfolio of ${size} exceeds ${figure(upperBound)}${times}.`;
  }
  // What a ranking chooses is the ranking: nothing is left out that might rank higher.
  if (objective === "top") return "";
  if (objective === "ratio" && drawdownFloor === 0)
    return "Without a drawdown floor P&L / drawdown has no upper end: how far this is from the best cannot be said.";
  return `How far it is from the best there is cannot be said: no upper bound is known for "${objectiveTable[objective].title}" here.`;
}

function agreementSentence({ size }: FoundPortfolio, { agreement }: NonNullable<Known["quality"]>): string {
  if (!agreement) return "";
  const { runs, least, middle, most } = agreement;
  const range = runs > 1 ? ` (median; ${least} to ${most})` : "";
  return `Of its ${countOf(size, "member")} the best of the other ${runs === 1 ? "run" : `${runs} runs`} has ${middle}${range}.`;
}

/** What makes a mixed fitness. */
function termsSentence({ terms }: NonNullable<Known["quality"]>): string {
  if (!terms) return "";
  const parts = terms.map(
    ({ term, deviations, share }) => `${term} ${deviations.toFixed(1)} (${Math.round(100 * share)} %)`,
  );
  return `Its terms in standard deviations over random portfolios, and their share of the fitness: ${parts.join(", ")}.`;
}
