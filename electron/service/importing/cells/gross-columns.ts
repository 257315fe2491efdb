import { lookAtEach, type Steps } from "../../turns.ts";

const grossWord =
  /\bgross\b|\b(before|pre|excl(uding)?)[ -]+(costs?|fees?|charges|commissions?|brokerage)\b/i;
const netWord = /\bnet\b|\b(after|post|incl(uding)?)[ -]+(costs?|fees?|charges|commissions?|brokerage)\b/i;

/** Has every name with such a word, and few others. */
const mayBeNet = /net|after|post|incl/i;

/** What is left of a name without the words that say whether costs are in it. */
const stem = (name: string, word: RegExp): string =>
  name
    .replace(word, " ")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

/** A column before costs and the one after them, by place. */
interface Pair {
  readonly gross: number;
  readonly net: number;
  /** Whether costs were never below zero so far, and whether there were any. */
  holds: boolean;
  differs: boolean;
}

/** Watches columns whose names say that they are one P&L before and after costs. */
export class GrossColumns {
  private readonly pairs: readonly Pair[];

  private constructor(pairs: readonly Pair[]) {
    this.pairs = pairs;
  }

  /** Those among columns of these names. */
  static *among(names: readonly string[]): Steps<GrossColumns> {
    const nets = new Map<string, number>();
    yield* lookAtEach(names, (name, column) => {
      const plain = mayBeNet.test(name) ? name.replaceAll("_", " ") : "";
      if (netWord.test(plain)) nets.set(stem(plain, netWord), column);
    });
    const pairs: Pair[] = [];
    if (nets.size > 0)
      yield* lookAtEach(names, (name, gross) => {
        const plain = name.replaceAll("_", " ");
        const net = grossWord.test(plain) ? nets.get(stem(plain, grossWord)) : undefined;
        if (net !== undefined && net !== gross) pairs.push({ gross, net, holds: true, differs: false });
      });
    return new GrossColumns(pairs);
  }

  /** The next rows. */
  add(rows: readonly Float64Array[]): void {
    for (const pair of this.pairs)
      for (const row of rows) {
        const costs = (row[pair.gross] as number) - (row[pair.net] as number);
        if (costs < -1e-9) pair.holds = false;
        if (costs > 1e-9) pair.differs = true;
      }
  }

  /** By the place of what is before costs, that of the same after them. */
  found(): Map<number, number> {
    return new Map(
      this.pairs.filter(({ holds, differs }) => holds && differs).map(({ gross, net }) => [gross, net]),
    );
  }
}
