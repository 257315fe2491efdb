import type { NumberStyle } from "./numbers/number-text.ts";

/** What only reading all cells of a file showed. */
export interface Lesson {
  /** How its numbers are written. */
  readonly numbers?: NumberStyle;
  /** Strategies that are hardly profit and loss, with what they look like; kept with the first file of an import. */
  readonly leftOut?: ReadonlyMap<string, string>;
}

/** What was learned of files, by path. An attempt that fails with ReadAgain adds to it. */
export type LearnedFiles = Map<string, Lesson>;

/** Thrown when reading a file to its end showed that it has to be read in another way: nothing of it is kept. */
export class ReadAgain extends Error {
  readonly path: string;
  readonly lesson: Lesson;

  constructor(path: string, lesson: Lesson) {
    super(`${path} has to be read in another way.`);
    this.path = path;
    this.lesson = lesson;
  }
}

/** Attempts of one kind of lesson for a file. */
const mostAttempts = 6;

/** Does what reads files, again with what was learned as often as that shows something new. */
export async function untilUnderstood<T>(learned: LearnedFiles, attempt: () => Promise<T>): Promise<T> {
  for (let count = 1; ; count++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ReadAgain) || count > mostAttempts) throw error;
      learned.set(error.path, { ...learned.get(error.path), ...error.lesson });
    }
  }
}
