/** The turn of a shard among those that its process does. */
export interface Turn {
  /** Runs what keeps a share of the processors busy. */
  during<Result>(share: number, work: () => Promise<Result>): Promise<Result>;
  /** The shard has nothing more to begin: the next may, as soon as processors are idle. Later calls do nothing. */
  pass(): void;
}

/** Of work that more of the same shard comes behind. */
export const held = (turn: Turn): Turn => ({ ...turn, pass: () => undefined });

/** Of work on all processors that nothing of the shard comes behind: the next begins while what it came to is written. */
export function lastOf<Result>(turn: Turn, work: () => Promise<Result>): Promise<Result> {
  const ended = turn.during(1, work);
  turn.pass();
  return ended;
}

/**
 * Shards of one process are done one after the other, so that each knows what those before it came to, but the next one begins
 * as soon as what is left of the one before leaves processors idle.
 */
export class Turns {
  /** What runs now, as a share of the processors. */
  #busy = 0;
  #holder: Turn | undefined;
  #waiting: (() => void) | undefined;

  /** Resolves when another shard may begin; who waits for that is one at a time. */
  async take(): Promise<Turn> {
    if (this.#holder || this.#isBusy()) {
      await new Promise<void>((resolve) => {
        this.#waiting = resolve;
      });
    }
    const turn: Turn = {
      during: async (share, work) => {
        this.#busy += share;
        try {
          return await work();
        } finally {
          this.#busy -= share;
          this.#look();
        }
      },
      pass: () => {
        if (this.#holder !== turn) return;
        this.#holder = undefined;
        this.#look();
      },
    };
    this.#holder = turn;
    return turn;
  }

  /** Shares are sums of fractions. */
  #isBusy(): boolean {
    return this.#busy > 1 - 1e-9;
  }

  #look(): void {
    if (this.#holder || this.#isBusy()) return;
    this.#waiting?.();
    this.#waiting = undefined;
  }
}
