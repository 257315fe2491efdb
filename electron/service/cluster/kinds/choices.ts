/**
 * Choices that a shard has made: the next attempt at it makes the others alone, and other shards leave out what they settle.
 */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { decodeMessage, encodeMessage } from "../../../contract/messages/codec.ts";
import { replaceDurably } from "../../disk/durable.ts";
import { type Question, question } from "../../search/samples.ts";
import { type TwinKind, twinKinds } from "../../verdict/resampling.ts";
import { isSettledBefore } from "../../verdict/twins.ts";

/** What was chosen for a question. */
export const madeChoice = question.extend({
  members: z.array(z.number().int()),
  statistic: z.number().or(z.nan()).or(z.literal(-Infinity)),
});
type MadeChoice = z.infer<typeof madeChoice>;

/** By the places of their questions among those of a shard. */
const content = z.array(z.tuple([z.number().int(), z.array(madeChoice)]));

const millisecondsBetweenKeeps = 10_000;

export class KeptChoices {
  readonly #file: string;
  readonly #made: Map<number, readonly MadeChoice[]>;
  #keptAt = performance.now();
  #keeping: Promise<void> = Promise.resolve();

  private constructor(file: string, made: Map<number, readonly MadeChoice[]>) {
    this.#file = file;
    this.#made = made;
  }

  /** With what the file holds, where there is one; what cannot be read is made again. */
  static async open(file: string): Promise<KeptChoices> {
    const held = await readFile(file)
      .then((bytes) => content.parse(decodeMessage(bytes)))
      .catch(() => []);
    return new KeptChoices(file, new Map(held));
  }

  get made(): ReadonlyMap<number, readonly MadeChoice[]> {
    return this.#made;
  }

  /** Kept about every ten seconds: most choices take less. */
  async add(place: number, choices: readonly MadeChoice[]): Promise<void> {
    this.#made.set(place, choices);
    if (performance.now() - this.#keptAt >= millisecondsBetweenKeeps) await this.keep();
  }

  /** What cannot be kept is made again. */
  keep(): Promise<void> {
    this.#keptAt = performance.now();
    const bytes = encodeMessage([...this.#made]);
    // One after the other, so that the latest stays.
    this.#keeping = this.#keeping.then(() => replaceDurably(this.#file, bytes)).catch(() => undefined);
    return this.#keeping;
  }
}

/**
 * What is known of a search's twins, from this shard and from those that have ended: as one machine does, a shard leaves out a
 * twin that the answer cannot rest on any more. Should it be asked for all the same, the merge makes it.
 */
export class KnownTwins {
  readonly #probe: string;
  readonly #others: () => Promise<readonly { readonly choices: readonly MadeChoice[] }[]>;
  #reached: number | undefined;
  /** One after the other: what the first is told the second would miss. */
  #asking: Promise<void> = Promise.resolve();
  readonly #values = new Map<TwinKind, Map<number, number>>(twinKinds.map((kind) => [kind, new Map()]));

  /**
   * `probe`: who chooses from twins. `others`: what has ended since it was asked last. `made`: what an earlier attempt has
   * left.
   */
  constructor(
    probe: string,
    others: () => Promise<readonly { readonly choices: readonly MadeChoice[] }[]>,
    made: readonly MadeChoice[],
  ) {
    this.#probe = probe;
    this.#others = others;
    this.add(made);
  }

  add(choices: readonly MadeChoice[]): void {
    for (const { by, sample, statistic } of choices) {
      if (by !== this.#probe) continue;
      if (sample.is === "whole") this.#reached = statistic;
      if (sample.is === "twin") this.#values.get(sample.kind)?.set(sample.twin, statistic);
    }
  }

  async isSettled({ by, sample }: Question): Promise<boolean> {
    if (by !== this.#probe || sample.is !== "twin") return false;
    this.#asking = this.#asking.then(() => this.#ask());
    await this.#asking;
    const values = this.#values.get(sample.kind);
    if (this.#reached === undefined || !values) return false;
    return isSettledBefore(sample.twin, this.#reached, values);
  }

  async #ask(): Promise<void> {
    for (const { choices } of await this.#others()) this.add(choices);
  }
}
