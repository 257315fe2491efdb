/** Tells what a verdict rests on so far, while it is made. */
import type { VerdictSoFar } from "../../contract/verdict.ts";
import type { CallContext } from "../context.ts";
import { sharpeMoments } from "./sharpe.ts";
import { soFarLines } from "./words.ts";

/** Null for what is no number: nothing kept the limits. */
export const finite = (value: number): number | null => (Number.isFinite(value) ? value : null);

export class SoFar {
  readonly #call: CallContext;
  readonly #statistic: string;
  readonly #walked = new Map<string, VerdictSoFar["walked"][number]>();
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
    this.#tell("Searching tables without skill", values.length / of);
  }

  /** `parts`: P&L of the steps of a walk that are done, in their order. */
  walked(title: string, parts: readonly Float64Array[], of: number): void {
    const { sharpe } = sharpeMoments(parts.flatMap((part) => Array.from(part)));
    this.#walked.set(title, { title, steps: parts.length, of, sharpe });
    this.#tell(`Walking forward: ${title}`, parts.length / of);
  }

  #tell(stage: string, fraction: number): void {
    const known = { twins: this.#twins, walked: [...this.#walked.values()] };
    const lines = soFarLines(known, {
      statistic: this.#statistic,
      values: this.#values,
    });
    const detail = lines.at(-1);
    this.#call.progress({
      stage,
      fraction: Math.min(1, fraction),
      ...(detail ? { detail } : {}),
      live: { verdict: { ...known, lines } },
    });
  }
}
