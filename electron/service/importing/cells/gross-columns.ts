const grossWord =
  /\bgross\b|\b(before|pre|excl(uding)?)[ -]+(costs?|fees?|charges|commissions?|brokerage)\b/i;
const netWord = /\bnet\b|\b(after|post|incl(uding)?)[ -]+(costs?|fees?|charges|commissions?|brokerage)\b/i;

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

  constructor(names: readonly string[]) {
    const plain = names.map((name) => name.replaceAll("_", " "));
    const nets = new Map(
      plain.flatMap((name, column) => (netWord.test(name) ? [[stem(name, netWord), column] as const] : [])),
    );
    this.pairs = plain.flatMap((name, gross) => {
      const net = nets.size > 0 && grossWord.test(name) ? nets.get(stem(name, grossWord)) : undefined;
      return net === undefined || net === gross ? [] : [{ gross, net, holds: true, differs: false }];
    });
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
