/** Sentences about what to expect and how large to make it: one formatter for window, command line, report and files. */
import type { ExpectedSharpe } from "../../contract/expected.ts";
import { type SizingFormName, sizingFormTable } from "../../contract/kelly.ts";
import type { ResultOf } from "../../contract/method.ts";
import type { kellyAllocate } from "../../contract/methods/kelly.ts";
import { countOf } from "../../contract/text.ts";
import { shortRecord } from "../analysis/metrics/basis.ts";

type Allocation = Omit<ResultOf<typeof kellyAllocate>, "members" | "sentences">;

const currency = (value: number) =>
  value.toLocaleString("en-US", { maximumFractionDigits: Math.abs(value) >= 1000 ? 0 : 2 });
/** Near none and near all with a digit more: 99.9 % is not 100 %. */
const percent = (share: number) => {
  const size = Math.abs(share);
  const digits = size < 0.1 || (size > 0.99 && size < 1) ? 1 : 0;
  return `${Number((share * 100).toFixed(digits))} %`;
};

/** What an allocation comes to in plain words, the promise first; then what to beware of. */
export function sizingSentences(made: Allocation): string[] {
  const { limit, form, expected, forms, capital } = made;
  const own = forms.find((one) => one.form === form);
  const fall = `a fall of ${currency(limit.amount)} (${percent(limit.drawdown)} of ${currency(capital)})`;
  const chance = own ? percent(own.chance) : "-";
  const isSized = made.size.some((size) => size > 0);
  const title = sizingFormTable[form as SizingFormName].title;
  const sentences = [
    !isSized
      ? form === "honest"
        ? "Nothing says how large this may be: it does not vary over these rows, or no size keeps the limit."
        : `${title} puts nothing on these members: none has an edge.`
      : `${title}: in the next ${limit.horizon === 1 ? "row" : countOf(limit.horizon, "row")} ${fall} has a chance of ${chance}; ${percent(limit.chance)} is allowed.`,
    `It rests on a Sharpe ratio of ${expected.sharpe.toFixed(2)} a row to be expected, not on the ${expected.recorded.toFixed(2)} recorded, and on ${expected.volatilityFactor.toFixed(2)} times the recorded volatility.`,
  ];
  if (form !== "honest") {
    sentences.push("Kelly at any fraction does not keep a limit on drawdowns; the honest size does.");
    if (made.edge === "recorded") {
      sentences.push("The fractions rest on the recorded edge, which a chosen portfolio seldom keeps.");
    }
  }
  if (hasNoEdge(made)) {
    const edge =
      made.edge === "recorded"
        ? "no member has a recorded edge"
        : "what is to be expected of these members is no edge";
    sentences.push(`A form of Kelly that is 0 stakes on an edge alone, and ${edge}.`);
  }
  if (made.ruin) sentences.push("Ruin: on a recorded row this allocation would have lost all capital.");
  return sentences;
}

/** Some form of Kelly stakes nothing: rows of zeros want a reason. Two forms rest on the recorded rows whatever is expected. */
const hasNoEdge = ({ forms }: Allocation): boolean =>
  forms.some(({ form, atRisk }) => form !== "honest" && atRisk === 0);

/** From this p on volatility comes in spells. */
const spellsShown = 0.05;

/** What to expect in a sentence, and what the interval leaves out. */
export function expectedSentence(known: Omit<ExpectedSharpe, "sentence">): string {
  const { sharpe, low, high, folds, measured, inSample, annualisation } = known;
  // Never "-0.00".
  const fixed = (value: number, digits: number) => (Number(value.toFixed(digits)) || 0).toFixed(digits);
  const two = (value: number) => fixed(value, 2);
  const year = (value: number) => fixed(value * Math.sqrt(annualisation), 1);
  // A family that earns more than a member lifts it, and so do correlations that few rows exaggerate.
  const believed =
    measured > inSample
      ? "what the members' families make of the backtest in a table like this"
      : "the backtest after what luck alone gives in a table like this was taken off";
  const half =
    folds === null
      ? `It is ${believed}; blind tests on held-out rows are not in it.`
      : `Half is what blind tests on held-out rows earned (${two(folds)}), half ${believed} (${two(measured)}).`;
  return `Expect a Sharpe ratio of ${two(sharpe)} a row, between ${two(low)} and ${two(high)} (${year(sharpe)} a year, ${year(low)} to ${year(high)}), not the ${two(inSample)} of the backtest. ${[half, ...shortRecord(known.rows, annualisation), ...spellsWords(known.spells)].join(" ")}`;
}

function spellsWords(p: number | null): string[] {
  if (p === null || p >= spellsShown) return [];
  return [
    `Volatility comes in spells here (p ${p < 0.001 ? "under 0.001" : p.toFixed(3)}): the interval is too narrow.`,
  ];
}
