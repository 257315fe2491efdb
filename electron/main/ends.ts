const MOST_ENDS = 5;
const WITHIN_MS = 60_000;

/**
 * Unexpected ends of a process that is started again each time: not by itself, when it ends so often that this would go
 * on for ever.
 */
export class Ends {
  #times: number[] = [];

  /** How often that was lately, as the beginning of a sentence. */
  said(what: string): string {
    return `${what} ended ${this.#times.length} times within a minute`;
  }

  /** Notes one. Whether the process may be started again by itself. */
  mayGoOn(): boolean {
    const now = Date.now();
    this.#times = [...this.#times.filter((at) => now - at < WITHIN_MS), now];
    return this.#times.length < MOST_ENDS;
  }

  /** The user wants it started again. */
  forget(): void {
    this.#times = [];
  }
}
