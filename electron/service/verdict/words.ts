/** The rule of the verdict and its words. One formatter: window, command line, demo and files print what is made here. */
import type { OutOfSample, SearchVerdict, VerdictSoFar, VerdictWord } from "../../contract/verdict.ts";
import { probability, probabilityWords, seldomLuck } from "../../contract/verdict-text.ts";
import { enoughExceedances } from "./twins.ts";

/** Most that the p of the twins and that of the walk may be, and from where on noise does as well. */
const limits = { twins: seldomLuck, walk: 0.1, noise: 0.5 } as const;

/**
 * "more than luck" when few twins do as well and walking forward earned, both clearly; "no better than noise" when half of
 * the twins do as well or walking forward earned nothing. Calibrated on tables of known truth: docs/luck.md.
 */
export function decide(known: {
  /** 0 = too few. */
  readonly rows: number;
  /** isWhole: with twins of both kinds. */
  readonly twins: { readonly p: number; readonly isWhole: boolean } | null;
  readonly walk: (Pick<OutOfSample, "sharpe" | "roi"> & { readonly p: number }) | null;
}): VerdictWord {
  const { twins, walk } = known;
  if (known.rows === 0) return "too few rows to say";
  if (!twins || !walk) return "not shown";
  if (twins.p > limits.noise || walk.roi <= 0) return "no better than noise";
  const isShown = twins.isWhole && twins.p <= limits.twins && walk.p <= limits.walk && walk.sharpe > 0;
  return isShown ? "more than luck" : "not shown";
}

type Known = Omit<SearchVerdict, "sentence" | "raceSentence">;

/** The verdict in words a trader can check: what noise reaches, what was reached here, what walking forward earned. */
export function verdictSentence(known: Known): string {
  const { verdict, twins, walkForward } = known;
  if (verdict === "too few rows to say") {
    return "There are too few rows to say whether this is more than luck: it takes 30, of which 10 are not seen by the search.";
  }
  if (!twins || !walkForward) return "It was not asked whether this is more than luck.";
  return [
    `${againstNoise(twins, [...twins.values.signs, ...twins.values.bootstrap])} (p ${probabilityWords(twins.p)}).`,
    `On rows that it had not seen it earned ${sharpe(walkForward.sharpe)} a row (90 %: ${sharpe(walkForward.low)} to ${sharpe(walkForward.high)}; p ${probability(walkForward.p)}), where the backtest says ${sharpe(known.sharpe)}.`,
    closing(verdict, canShow(twins)),
  ].join(" ");
}

/** What noise of the same kind reaches, and what was reached here. `values`: of the twins, in any order. */
function againstNoise(
  { statistic, reached }: Pick<NonNullable<SearchVerdict["twins"]>, "statistic" | "reached">,
  values: readonly (number | null)[],
): string {
  const least = Number.NEGATIVE_INFINITY;
  const noise = values.map((one) => one ?? least).sort((a, b) => a - b);
  const [low, middle, high] = [noise[0], noise[noise.length >> 1], noise.at(-1)] as [number, number, number];
  const shown = figuresApart([reached ?? least, low, middle, high]);
  const range = `${shown(middle)} (${shown(low)} to ${shown(high)})`;
  return `In ${noise.length} tables without skill, made of these rows so that no strategy gains on average but by luck, the same search reaches ${statistic} ${range}; here it reached ${shown(reached ?? least)}`;
}

/**
 * A verdict in the making in words, a sentence a line: the same in window and command line. `values`: of the twins that are
 * done.
 */
export function soFarLines(
  { twins, walked }: Omit<VerdictSoFar, "lines">,
  { statistic, values }: { readonly statistic: string; readonly values: readonly (number | null)[] },
): string[] {
  const compared = twins
    ? [
        `${againstNoise({ statistic, reached: twins.reached }, values)}; ${twins.asGood} of ${twins.done} do as well (${twins.of} at most).`,
      ]
    : [];
  const steps = walked.map(
    ({ title, steps, of, sharpe: earned }) =>
      `${title}: walked ${steps} of ${of} steps forward, ${sharpe(earned)} a row${steps < of ? " so far" : ""}.`,
  );
  return [...compared, ...steps];
}

/**
 * Whether so many twins could have shown it: of both kinds, and as many as a p within the limit takes, or stopped because it
 * was clear.
 */
function canShow({ reached, values, pBootstrap }: NonNullable<SearchVerdict["twins"]>): boolean {
  const least = Number.NEGATIVE_INFINITY;
  const isEnough = (of: readonly (number | null)[]) =>
    1 / (1 + of.length) <= limits.twins ||
    of.filter((value) => (value ?? least) >= (reached ?? least)).length >= enoughExceedances;
  return pBootstrap !== null && isEnough(values.signs) && isEnough(values.bootstrap);
}

function closing(verdict: VerdictWord, isWhole: boolean): string {
  if (verdict === "more than luck") return "More than luck.";
  if (verdict === "no better than noise") return "No better than noise.";
  return isWhole
    ? "Not shown to be more than luck."
    : "Not shown to be more than luck: this quick look cannot show it, the usual one can.";
}

/** Who earned most out of sample, and when a plain ranking was as good. */
export function raceSentence(race: SearchVerdict["race"]): string {
  const [own, ...others] = race;
  if (!own || others.length === 0) return "";
  const won = race.reduce((best, one) => (one.sharpe > best.sharpe ? one : best), own);
  const rankings = others.filter(({ id }) => id.startsWith("top"));
  const ranking = rankings.reduce((best, one) => (one.sharpe > best.sharpe ? one : best), rankings[0] ?? own);
  if (won !== own) {
    const error = won.sharpe <= own.high ? ", within the error" : "";
    return `Out of sample "${won.title}" earned more: ${sharpe(won.sharpe)} a row against ${sharpe(own.sharpe)}${error}.`;
  }
  const isAsGood = ranking !== own && ranking.sharpe >= own.low;
  return isAsGood
    ? `Out of sample it earned most, ${sharpe(own.sharpe)} a row; "${ranking.title}" was as good within the error, ${sharpe(ranking.sharpe)}.`
    : `Out of sample it earned most: ${sharpe(own.sharpe)} a row.`;
}

const sharpe = (value: number): string => value.toFixed(2);

/**
 * One number of decimals for figures that are compared: three digits of the largest, more where it takes them to tell two
 * apart.
 */
function figuresApart(values: readonly number[]): (value: number) => string {
  const finite = values.filter(Number.isFinite);
  const largest = Math.max(...finite.map(Math.abs), 1e-6);
  const least = Math.max(0, 2 - Math.floor(Math.log10(largest)));
  const format = (decimals: number) => (value: number) =>
    Number.isFinite(value)
      ? value.toLocaleString("en-US", { maximumFractionDigits: decimals, minimumFractionDigits: decimals })
      : "nothing within the limits";
  for (let decimals = least; decimals < least + 3; decimals += 1) {
    if (new Set(finite.map(format(decimals))).size === new Set(finite).size) return format(decimals);
  }
  return format(least);
}
