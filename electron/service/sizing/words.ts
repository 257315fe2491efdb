/** Sentences about what to expect and how large to make it: one formatter for window, command line, report and files. */
import { type SizingFormName, sizingFormTable } from "../../contract/kelly.ts";
import type { ResultOf } from "../../contract/method.ts";
import type { kellyAllocate } from "../../contract/methods/kelly.ts";

type Allocation = Omit<ResultOf<typeof kellyAllocate>, "members" | "sentences">;

const currency = (value: number) =>
  value.toLocaleString("en-US", { maximumFractionDigits: Math.abs(value) >= 1000 ? 0 : 2 });
const percent = (share: number) => {
  const digits = Math.abs(share) < 0.1 && share !== 0 ? 1 : 0;
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
      : `${title}: in the next ${limit.horizon} rows ${fall} has a chance of ${chance}; ${percent(limit.chance)} is allowed.`,
    `It rests on a Sharpe ratio of ${expected.sharpe.toFixed(2)} a row to be expected, not on the ${expected.recorded.toFixed(2)} recorded, and on ${expected.volatilityFactor.toFixed(2)} times the recorded volatility.`,
  ];
  if (form !== "honest") {
    sentences.push("Kelly at any fraction does not keep a limit on drawdowns; the honest size does.");
    if (made.edge === "recorded") {
      sentences.push("The fractions rest on the recorded edge, which a chosen portfolio seldom keeps.");
    }
  }
  if (made.ruin) sentences.push("Ruin: on a recorded row this allocation would have lost all capital.");
  return sentences;
}
