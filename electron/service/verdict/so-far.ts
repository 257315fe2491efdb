/** Tells what a verdict rests on so far, while it is made. */
import type { VerdictSoFar } from "../../contract/verdict.ts";
import type { CallContext } from "../context.ts";
import { sharpeMoments } from "./sharpe.ts";
import { soFarLines } from "./words.ts";

/** What a caller is told meanwhile; how far it is stands beside it, of all that is asked. */
export const holdsAgainstLuck = "Holding it against luck";

/** Null for what is no number: nothing kept the limits. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

export class SoFar {
  readonly #call: CallContext;
  readonly #statistic: string;
  /** In the places of the race. */
  readonly #walked: VerdictSoFar["walked"][number][] = [];
  #twins: VerdictSoFar["twins"] = null;
  #values: readonly (number | null)[] = [];

  /** `statistic`: what the figures of twins are, for the sentence. */
  constructor(call: CallContext, statistic: string) {
    this.#call = call;
    this.#statistic = statistic;
  }

  /** `values` of the twins that are done, of `of` at most; `reached` is the table's own. */
  twins(reached: number, values: readonly number[], of: number): void {
    const asGood = values.filter((value) => value >= reached).length;
    this.#twins = { done: values.length, of, asGood, reached: finite(reached) };
    this.#values = values.map(finite);
    this.#tell();
  }

  /** `parts`: P&L of the steps that are done, in their order, of the racer at `place`. */
  walked(place: number, title: string, parts: readonly Float64Array[], of: number): void {
    const { sharpe } = sharpeMoments(parts.flatMap((part) => Array.from(part)));
    this.#walked[place] = { title, steps: parts.length, of, sharpe };
    this.#tell();
  }

  #tell(): void {
    // A racer is told of when those before it are: the first is the search itself.
    const open = this.#walked.findIndex((one) => one === undefined);
    const known = { twins: this.#twins, walked: this.#walked.slice(0, open < 0 ? undefined : open) };
    const lines = soFarLines(known, {
      statistic: this.#statistic,
      values: this.#values,
    });
    const detail = lines.at(-1);
    this.#call.progress({
      stage: holdsAgainstLuck,
      ...(detail ? { detail } : {}),
      live: { verdict: { ...known, lines } },
    });
  }
}
