interface Waiting {
  readonly rank: () => number;
  readonly begin: () => Promise<void>;
  readonly drop: (reason: unknown) => void;
}

/**
 * Work of several kinds that goes on together, `width` of it at a time: whatever its kind, what is begun next is what ranks
 * lowest, of equals what was asked for first. After a failure nothing new is begun.
 */
export class Lanes {
  readonly #width: number;
  readonly #running = new Set<Promise<void>>();
  #waiting: Waiting[] = [];
  #ended: { readonly reason: unknown } | undefined;
  #asked = 0;
  #done = 0;

  readonly #told: (fraction: number) => void;

  /** `told` hears what share of the work asked for so far has ended, after each. */
  constructor(width: number, told: (fraction: number) => void = () => undefined) {
    this.#width = width;
    this.#told = told;
  }

  /** Share of what was asked for so far that has ended. */
  get fraction(): number {
    return this.#done / Math.max(1, this.#asked);
  }

  /** Asked for in one go, work is ranked before the first of it begins. `rank` is asked whenever something may begin. */
  run<Result>(rank: () => number, work: () => Promise<Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      if (this.#ended) return reject(this.#ended.reason);
      this.#asked += 1;
      const begin = () =>
        work().then(resolve, (error: unknown) => {
          this.#drop(error);
          reject(error);
        });
      this.#waiting.push({ rank, begin, drop: reject });
      queueMicrotask(() => this.#next());
    });
  }

  /** Begins nothing more and waits for what goes on. What waited still fails with the first failure, or else with this. */
  async end(): Promise<void> {
    this.#drop(new Error("nothing is begun any more"));
    await Promise.all(this.#running);
  }

  #drop(reason: unknown): void {
    this.#ended ??= { reason };
    for (const one of this.#waiting.splice(0)) one.drop(this.#ended.reason);
  }

  #next(): void {
    while (this.#running.size < this.#width && this.#waiting.length > 0) {
      const ranks = this.#waiting.map(({ rank }) => rank());
      const [next] = this.#waiting.splice(ranks.indexOf(Math.min(...ranks)), 1);
      const one: Promise<void> = (next as Waiting).begin().finally(() => {
        this.#done += 1;
        this.#running.delete(one);
        if (!this.#ended) this.#told(this.fraction);
        this.#next();
      });
      this.#running.add(one);
    }
  }
}
