/** One figure of two datasets. */
export interface Difference {
  readonly part: "cells" | "metrics";
  readonly strategy: string;
  readonly at: string;
  readonly theirs: number;
  readonly ours: number;
  readonly relative: number;
}

/** Counts every difference and keeps the largest ones, however many there are. */
export class DifferenceList {
  readonly #limit: number;
  #kept: Difference[] = [];
  count = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(one: Difference): void {
    this.count += 1;
    this.#kept.push(one);
    if (this.#kept.length > 4 * this.#limit + 1000) this.#kept = this.largest();
  }

  largest(): Difference[] {
    return [...this.#kept].sort((a, b) => b.relative - a.relative).slice(0, this.#limit);
  }
}
