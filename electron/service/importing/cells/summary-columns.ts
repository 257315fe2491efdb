import { lookAtEach, type Steps } from "../../turns.ts";

/** What a column says of the others in the same row, besides their sum. */
const kinds = ["total", "mean", "median", "largest", "smallest", "spread", "share"] as const;
type Kind = (typeof kinds)[number];

/** What a name lets expect; the cells decide. */
const expected: readonly { readonly name: RegExp; readonly kinds: readonly Kind[] }[] = [
  { name: /\b(sub[ -]?)?(total|sum)\b/i, kinds: ["total", "mean"] },
  { name: /\b(avg|average|mean)\b/i, kinds: ["mean", "total"] },
  {
    name: /^(portfolio|combined|overall|composite|aggregate|basket|all|net|equal[ -]?weight(ed)?)\b/i,
    kinds: ["total", "mean"],
  },
  { name: /^median\b|\bmedian$/i, kinds: ["median"] },
  { name: /^(max(imum)?|best|highest|top)\b|\b(max(imum)?|best|highest)$/i, kinds: ["largest"] },
  { name: /^(min(imum)?|worst|lowest)\b|\b(min(imum)?|worst|lowest)$/i, kinds: ["smallest"] },
  { name: /^(std|stdev|st\.? ?dev|sd|standard deviation)\b|\b(std|stdev)$/i, kinds: ["spread"] },
  { name: /%|\b(pct|percent|roi|return)\b/i, kinds: ["share"] },
];

const anyExpected = new RegExp(expected.map(({ name }) => name.source).join("|"), "i");

/** What is said of a column that is the sum of others. */
export const sumOfOthers = "it is the sum of others";

const described: Record<Kind, string> = {
  total: sumOfOthers,
  mean: "it is the mean of others",
  median: "it is the median of the others",
  largest: "it is the largest of the others",
  smallest: "it is the smallest of the others",
  spread: "it is the standard deviation of the others",
  share: "it is the sum of the others in percent of something",
};

/**
 * Where more columns than these are called so, it is how strategies are called; and so many columns are summed up by one beside
 * them.
 */
const most = { columns: 40, share: 0.5, run: 2000 };

/** Rounded figures are this close to what they say. */
const near = 0.01;

interface Candidate {
  readonly column: number;
  readonly kinds: readonly Kind[];
  /** Sum of its sizes, and how many of its cells are not zero. */
  size: number;
  nonzero: number;
  /** Distances from the figures of all others, and from totals and means of the columns from each place up to its own. */
  readonly whole: Map<string, number>;
  readonly totals: Float64Array;
  readonly means: Float64Array;
  /** Sums of products with the total: v S, S S, v v. */
  readonly products: [number, number, number];
}

/**
 * Watches columns whose names say that they sum other columns up - totals, averages, the best of a day - and tells those whose
 * cells say so, too. Such columns do not count among the others, so that several of them beside each other are found.
 */
export class SummaryColumns {
  private readonly candidates: readonly Candidate[];
  /** Places of the candidates. */
  private readonly own: ReadonlySet<number>;
  /** Places of the columns that are summed up. */
  private readonly others: readonly number[];
  /** Cells of a row's others. */
  private readonly filled: Float64Array;

  private constructor(candidates: readonly Candidate[], columns: number) {
    this.candidates = candidates;
    this.own = new Set(candidates.map(({ column }) => column));
    const all = Array.from({ length: this.own.size > 0 ? columns : 0 }, (_, column) => column);
    this.others = all.filter((column) => !this.own.has(column));
    this.filled = new Float64Array(this.others.length);
  }

  /** Those among columns of these names. */
  static *among(names: readonly string[]): Steps<SummaryColumns> {
    const few = Math.ceil(Math.max(4, Math.min(most.columns, names.length * most.share)));
    return new SummaryColumns(yield* candidatesOf(names, few), names.length);
  }

  /** The next rows. */
  *add(rows: readonly Float64Array[]): Steps<void> {
    if (this.candidates.length === 0 || this.others.length < 2) return;
    for (const row of rows) {
      this.addRow(row);
      yield;
    }
  }

  private addRow(row: Float64Array): void {
    let [total, count] = [0, 0];
    for (const column of this.others) {
      const cell = row[column] as number;
      if (Number.isNaN(cell)) continue;
      this.filled[count++] = cell;
      total += cell;
    }
    const figures = wholeFigures(this.filled.subarray(0, count), total, this.others.length);
    for (const one of this.candidates) {
      const value = row[one.column] as number;
      if (Number.isNaN(value)) continue;
      one.size += Math.abs(value);
      if (value !== 0) one.nonzero++;
      for (const [key, figure] of figures(one.kinds))
        one.whole.set(key, (one.whole.get(key) ?? 0) + Math.abs(value - figure));
      one.products[0] += value * total;
      one.products[1] += total * total;
      one.products[2] += value * value;
      if (one.kinds.includes("total")) this.addRuns(row, one, value);
    }
  }

  /** Totals and means of the columns that stand before a candidate, from each of them on. */
  private addRuns(row: Float64Array, { column, totals, means }: Candidate, value: number): void {
    let [sum, count] = [0, 0];
    const last = Math.max(0, column - most.run);
    for (let from = column - 1; from >= last; from--) {
      const cell = row[from] as number;
      if (!this.own.has(from) && !Number.isNaN(cell)) {
        sum += cell;
        count++;
      }
      totals[from] =
        (totals[from] as number) + (count > 1 ? Math.abs(value - sum) : Number.POSITIVE_INFINITY);
      means[from] =
        (means[from] as number) + (count > 1 ? Math.abs(value - sum / count) : Number.POSITIVE_INFINITY);
    }
  }

  /** By column, what it is. */
  found(): Map<number, string> {
    return new Map(
      this.candidates.flatMap((one): [number, string][] => {
        const kind = this.kindOf(one);
        return kind ? [[one.column, described[kind]]] : [];
      }),
    );
  }

  private kindOf({ kinds: own, size, nonzero, whole, totals, means, products }: Candidate): Kind | undefined {
    if (this.others.length < 2 || nonzero < 3) return undefined;
    const isNear = (away: number): boolean => away <= near * size;
    return own.find((kind) => {
      if (kind === "share") {
        const [cross, square, itself] = products;
        return square > 0 && itself > 0 && cross ** 2 >= (1 - near / 2) * square * itself;
      }
      const runs = kind === "total" ? totals : kind === "mean" ? means : new Float64Array();
      const isWhole = [...whole].some(([key, away]) => key.startsWith(kind) && isNear(away));
      return isWhole || runs.subarray(Math.max(0, runs.length - most.run)).some(isNear);
    });
  }
}

/** The columns whose names say so; none where they are more than a few. */
function* candidatesOf(names: readonly string[], few: number): Steps<Candidate[]> {
  const found: { column: number; kinds: readonly Kind[] }[] = [];
  yield* lookAtEach(names, (name, column) => {
    if (found.length > few) return;
    const text = name.replaceAll("_", " ").trim();
    if (!anyExpected.test(text)) return;
    const kinds = [...new Set(expected.flatMap((one) => (one.name.test(text) ? one.kinds : [])))];
    if (kinds.length > 0) found.push({ column, kinds });
  });
  if (found.length > few) return [];
  return found.map((one) => ({
    ...one,
    ...{ size: 0, nonzero: 0, whole: new Map(), products: [0, 0, 0] },
    ...{ totals: new Float64Array(one.column), means: new Float64Array(one.column) },
  }));
}

/** Figures of a row's cells by kind; a mean may be of all columns, of those with a cell, or of those that are not 0. */
function wholeFigures(
  filled: Float64Array,
  total: number,
  columns: number,
): (kinds: readonly Kind[]) => [string, number][] {
  const count = filled.length;
  const mean = total / Math.max(1, count);
  const nonzero = (): number => filled.reduce((all, cell) => all + (cell === 0 ? 0 : 1), 0);
  const squares = (): number => filled.reduce((sum, cell) => sum + (cell - mean) ** 2, 0);
  const median = (): number => {
    const sorted = filled.toSorted((a, b) => a - b);
    const middle = Math.floor(count / 2);
    return count % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  };
  const of: Record<Kind, () => [string, number][]> = {
    total: () => [["total", total]],
    mean: () => [
      ["mean of all", total / columns],
      ["mean of filled", mean],
      ["mean of nonzero", total / Math.max(1, nonzero())],
    ],
    median: () => [["median", median()]],
    largest: () => [["largest", filled.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)]],
    smallest: () => [["smallest", filled.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)]],
    spread: () => [
      ["spread of a sample", Math.sqrt(squares() / Math.max(1, count - 1))],
      ["spread", Math.sqrt(squares() / Math.max(1, count))],
    ],
    share: () => [],
  };
  return (own) => own.flatMap((kind) => of[kind]());
}
