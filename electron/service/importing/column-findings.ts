import type { Finding } from "../datasets/version/manifest.ts";
import type { Steps } from "../turns.ts";
import type { ColumnStatistics } from "./cells/column-statistics.ts";
import { constantSumFinding, oddColumns, outlierFinding } from "./cells/odd-columns.ts";
import { alikeNames } from "./columns/names.ts";
import type { ColumnPlan } from "./columns/plan-columns.ts";
import { counted } from "./counted.ts";
import { fewRows, middleRatio, mostlyFilled, runOnRatioOf } from "./numbers/run-on.ts";

/**
 * What the cells showed about the strategies: zero, constant and empty columns, exact copies; and those that are hardly P&L,
 * unless it is known that there are none.
 */
export function* cellFindings(
  statistics: ColumnStatistics,
  strategies: readonly string[],
  mayBeOdd = true,
): Steps<Finding[]> {
  const name = (column: number): string => strategies[column] ?? "";
  const constants = statistics.constants();
  const pick = (is: (value: number) => boolean): string[] =>
    constants.filter(({ value }) => is(value)).map(({ column }) => name(column));
  const zero = pick((value) => value === 0);
  const empty = pick(Number.isNaN);
  const other = pick((value) => value !== 0 && !Number.isNaN(value));
  yield;
  const copies = statistics
    .copies()
    .flatMap(([first = 0, ...rest]) => rest.map((column) => `${name(column)} = ${name(first)}`));
  yield;
  const outliers = yield* outlierFinding(statistics, strategies);
  const odd = mayBeOdd ? yield* oddFindings(statistics, strategies) : [];
  const alike = yield* alikeFinding(strategies);
  return [
    ...finding("zero-columns", zero, `${counted(zero.length, "strategy column", "are")} zero in every row`),
    ...finding(
      "constant-columns",
      other,
      `${counted(other.length, "strategy column", "have")} the same value in every row`,
    ),
    ...finding("empty-columns", empty, `${counted(empty.length, "strategy column", "have")} no value at all`),
    ...finding(
      "copies",
      copies,
      `${counted(copies.length, "strategy column", "are")} ${copies.length === 1 ? "an exact copy" : "exact copies"} of another one`,
    ),
    ...constantSumFinding(statistics),
    ...outliers,
    ...odd,
    ...alike,
    ...smallFinding(statistics),
    ...runOnFinding(statistics),
  ];
}

function* alikeFinding(strategies: readonly string[]): Steps<Finding[]> {
  const names = yield* alikeNames(strategies);
  const message = `${counted(names.length, "strategy name", "differ")} from another in case or blanks only; each is a strategy of its own`;
  return finding("alike-names", names, message);
}

/** Rows from which on amounts that are all small say something. */
const enoughRows = 5;

/** That amounts are as small as returns that are fractions of a capital. */
function smallFinding(statistics: ColumnStatistics): Finding[] {
  const { low, high, rows } = statistics.figures();
  const largest = low.reduce(
    (most, value, at) => Math.max(most, Math.abs(value), Math.abs(high[at] as number)),
    0,
  );
  if (rows < enoughRows || largest === 0 || !(largest < 0.5)) return [];
  const message = `no cell is larger than ${Number(largest.toPrecision(2))}: where they are returns as fractions, say of what capital (--shape returns --unit fraction --capital AMOUNT)`;
  return [{ kind: "small", count: 1, message, examples: [] }];
}

/** Rows from which on single columns that run on are told from P&L. */
const manyRows = 25;

/** That the columns of a table of few rows run on from row to row, as totals do: of ordinary tables about 1 in 200 does. */
function runOnFinding(statistics: ColumnStatistics): Finding[] {
  const { rows, step, square, sum, nonzero } = statistics.figures();
  if (rows < fewRows || rows > manyRows) return [];
  const full = [...step.keys()].filter((column) => (nonzero[column] as number) >= rows * mostlyFilled);
  const ratios = full
    .map((at) => runOnRatioOf(rows, sum[at] as number, square[at] as number, step[at] as number))
    .filter(Number.isFinite);
  // The fewer rows there are, the further from what independent ones have by chance.
  if (middleRatio(ratios, step.length) >= 0.5 + 0.02 * (rows - fewRows)) return [];
  const message = `the columns run on from row to row as running totals do, and ${rows} rows are too few to be sure: where they are, import them with --shape equity`;
  return [{ kind: "run-on", count: ratios.length, message, examples: [] }];
}

/** Columns that are hardly profit and loss, by what they look like. */
function* oddFindings(statistics: ColumnStatistics, strategies: readonly string[]): Steps<Finding[]> {
  const byReason = Map.groupBy(yield* oddColumns(statistics, strategies), ([, why]) => why);
  return [...byReason].flatMap(([why, columns]) => {
    const names = columns.map(([column]) => strategies[column] ?? "");
    return finding(
      "odd-columns",
      names,
      `${counted(names.length, "strategy column", "are")} hardly P&L: ${why} (--odd-columns)`,
    );
  });
}

/** What the header showed: columns left out, by reason, and names that occur twice. */
export function planFindings({ header, ignored, duplicates }: ColumnPlan): Finding[] {
  const byReason = Map.groupBy(ignored, ({ why }) => why);
  return [
    ...[...byReason].flatMap(([why, columns]) => {
      const names = columns.map(({ column }) => header[column] || `#${column + 1}`);
      return finding("ignored-columns", names, `${counted(names.length, "column", "were")} left out: ${why}`);
    }),
    ...finding(
      "duplicate-names",
      duplicates,
      `${counted(duplicates.length, "column name", "occur")} more than once`,
    ),
  ];
}

const shown = 20;

function finding(kind: string, names: readonly string[], message: string): Finding[] {
  return names.length === 0 ? [] : [{ kind, count: names.length, message, examples: names.slice(0, shown) }];
}
