import type { Finding } from "../datasets/version/manifest.ts";
import type { ColumnStatistics } from "./cells/column-statistics.ts";
import { constantSumFinding, oddColumns, outlierFinding } from "./cells/odd-columns.ts";
import { alikeNames } from "./columns/names.ts";
import type { ColumnPlan } from "./columns/plan-columns.ts";
import { counted } from "./counted.ts";

/** What the cells showed about the strategies: zero, constant and empty columns, exact copies. */
export function cellFindings(statistics: ColumnStatistics, strategies: readonly string[]): Finding[] {
  const name = (column: number): string => strategies[column] ?? "";
  const constants = statistics.constants();
  const pick = (is: (value: number) => boolean): string[] =>
    constants.filter(({ value }) => is(value)).map(({ column }) => name(column));
  const zero = pick((value) => value === 0);
  const empty = pick(Number.isNaN);
  const other = pick((value) => value !== 0 && !Number.isNaN(value));
  const copies = statistics
    .copies()
    .flatMap(([first = 0, ...rest]) => rest.map((column) => `${name(column)} = ${name(first)}`));
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
    ...outlierFinding(statistics, strategies),
    ...oddFindings(statistics, strategies),
    ...alikeFinding(strategies),
    ...smallFinding(statistics),
  ];
}

function alikeFinding(strategies: readonly string[]): Finding[] {
  const names = alikeNames(strategies);
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

/** Columns that are hardly profit and loss, by what they look like. */
export function oddFindings(statistics: ColumnStatistics, strategies: readonly string[]): Finding[] {
  const byReason = Map.groupBy(oddColumns(statistics, strategies), ([, why]) => why);
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
