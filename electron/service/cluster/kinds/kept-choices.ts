/** Choices that a shard has made: the next attempt at it makes the others alone. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { decodeMessage, encodeMessage } from "../../../contract/codec.ts";
import { replaceDurably } from "../../disk/durable.ts";
import { question } from "../../search/samples.ts";

/** What was chosen for a question. */
export const madeChoice = question.extend({
  members: z.array(z.number().int()),
  statistic: z.number().or(z.nan()).or(z.literal(-Infinity)),
});
type MadeChoice = z.infer<typeof madeChoice>;

/** By their places among the choices of a shard. */
const content = z.array(z.tuple([z.number().int(), madeChoice]));

const millisecondsBetweenKeeps = 10_000;

export class KeptChoices {
  readonly #file: string;
  readonly #made: Map<number, MadeChoice>;
  #keptAt = performance.now();
  #keeping: Promise<void> = Promise.resolve();

  private constructor(file: string, made: Map<number, MadeChoice>) {
    this.#file = file;
    this.#made = made;
  }

  /** With what the file holds, where there is one. */
  static async open(file: string): Promise<KeptChoices> {
    const bytes = await readFile(file).catch(() => undefined);
    return new KeptChoices(file, new Map(bytes && content.parse(decodeMessage(bytes))));
  }

  get made(): ReadonlyMap<number, MadeChoice> {
    return this.#made;
  }

  /** Kept about every ten seconds: most choices take less. */
  async add(place: number, choice: MadeChoice): Promise<void> {
    this.#made.set(place, choice);
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
