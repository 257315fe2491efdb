import type { ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf } from "../../../contract/text.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { lookAtEach, type Steps } from "../../turns.ts";
import { counted } from "../counted.ts";
import { fewRows, runOnRatioOf, runsOnBelow } from "../numbers/run-on.ts";
import { isNines } from "../numbers/sentinels.ts";
import type { ColumnFigures, ColumnStatistics } from "./column-statistics.ts";
import { sumOfOthers } from "./summary-columns.ts";

/** Rows without which a name must speak for it, too. */
const enoughRows = 20;

const countingName =
  /^(unnamed|index|level|row|no|nr|num|number|id|#|s\.?\s?(r|l)?\.?\s?no|serial)(\b|_)|^(s[rl]\.?|#)$/i;

/** Names of totals, which may be rounded. */
const totalName = /^(grand |sub )?(total|sum|net|portfolio|combined|overall|all)( p&?n?l)?$/i;

/** Names of what is measured beside P&L: no strategy where it is never below zero either. */
const measureName =
  /^((traded )?vol(ume)?|open ?int(erest)?|oi|(no|nr|num|number|count)?[ .#_]*(of )?[ _]*trades|trade[ _]count|qty|quantity|lots|contracts|wins|losses|win ?(rate|%)|margin( used)?|exposure|turnover|observations|count|rank|std(ev)?|volatility|dte|days? (to|till) expiry)$/i;

/** Names of costs: no strategy where they never change sign. */
const costName =
  /^((total|other) )?(brokerage|commissions?|comm|fees?|charges|costs?|tax(es)?|slippage|stt|gst|stamp duty|swap)( paid)?$/i;

/** Names of drawdowns: never above zero. */
const drawdownName = /^(max(imum)? ?)?(dd|draw ?down)s?( ?(%|pct|percent|\(%\)))?$/i;

/** Names of running totals of the P&L, which few rows do not show. Strategies are called "Cumulative RSI". */
const runningName =
  /^(cumm?(ul)?(ative)?\.?|running|accumulated)[ _]*(net[ _]*)?(p ?[&/]? ?n? ?l|profits?|returns?|gains?|mtm|total|sum|equity|balance)([ _]*(\(.*\)|%|usd|eur|inr|gbp))?$/i;

/** Names of marks that are -1, 0 or 1. */
const flagName =
  /^(is[ _])?(win|won|loss|lost|winner|loser|flag|signal|position|in[ _]market|traded|holiday|expiry)$/i;

/**
 * Strategies that are hardly profit and loss, by place, with what they look like. A price or a running total is known by how it
 * runs on from row to row.
 */
export function* oddColumns(
  statistics: ColumnStatistics,
  names: readonly string[],
): Steps<Map<number, string>> {
  const odd = new Map<number, string>();
  const figures = statistics.figures();
  const summaries = statistics.summaries();
  const gross = statistics.beforeCosts();
  const nets = new Set(gross.values());
  yield* lookAtEach(names, (name, column) => {
    if (gross.has(column)) {
      odd.set(column, beforeCosts);
      return;
    }
    const why = oddity(figures, column, name) ?? summaries.get(column) ?? null;
    // What is left after costs is the sum of the two others; it is what counts.
    if (why !== null && !(nets.has(column) && (why === sumOfAll || why === sumOfOthers)))
      odd.set(column, why);
  });
  return odd;
}

const beforeCosts = "it is the P&L before costs, beside that after them";
const sumOfAll = "it is the sum of all others";

function oddity(figures: ColumnFigures, column: number, name: string): string | null {
  const { rows } = figures;
  const low = figures.low[column] as number;
  const high = figures.high[column] as number;
  const square = figures.square[column] as number;
  const step = figures.step[column] as number;
  const sum = figures.sum[column] as number;
  if (rows < 3 || !Number.isFinite(square)) return null;
  const isNamedYear = isYear(low, high) && /\byear\b/i.test(name);
  const isMeasure =
    (low >= 0 && measureName.test(name.trim())) || ((low >= 0 || high <= 0) && costName.test(name.trim()));
  const measures = "its name says that it measures something else";
  if (low === high) return isNamedYear ? "it looks like a year" : isMeasure && low !== 0 ? measures : null;
  const size = figures.size[column] as number;
  const away = (figures.fromTotal[column] as number) / size;
  const isTotal =
    figures.low.length > 2 &&
    (away <= 1e-9 || (away <= 0.01 && totalName.test(name.trim()))) &&
    (figures.nonzero[column] as number) > 2;
  if (isTotal) return sumOfAll;
  const isFlag = size === square && size === (figures.nonzero[column] as number);
  if (high <= 0 && drawdownName.test(name.trim())) return "it looks like a drawdown";
  if (runningName.test(name.trim()) && runsOverAnother(figures, column))
    return "it is the running total of another one";
  if (isMeasure || (isFlag && flagName.test(name.trim()))) return measures;
  const way = (figures.last[column] as number) - (figures.first[column] as number);
  const isCount = Math.abs(way) === rows - 1 && Math.abs(step - (rows - 1)) <= 1e-9 * rows;
  if (isCount && (rows >= enoughRows || countingName.test(name.trim()))) return "it counts the rows";
  const ratio = runOnRatioOf(rows, sum, square, step);
  const isSmooth = ratio >= 0 && ratio < runsOnBelow(rows, 5);
  // Of a price a few rows are enough: it lies far from zero against what a day changes.
  const isFar =
    rows >= fewRows && (low > 0 || high < 0) && Math.abs(sum / rows) > 10 * Math.sqrt(step / (rows - 1));
  if (isNamedYear || (isSmooth && isYear(low, high) && Number.isInteger(sum))) return "it looks like a year";
  if (!isSmooth && !isFar) return null;
  if (low > 0 || high < 0) return "it never changes sign and looks like a price or a running total";
  return high <= 0 ? "it looks like a drawdown" : "it looks like a running total";
}

/**
 * Whether what a column comes to between its first row and its last is the sum of another one, the oldest or the newest row
 * first.
 */
function runsOverAnother({ first, last, sum }: ColumnFigures, column: number): boolean {
  const way = (last[column] as number) - (first[column] as number);
  const isNear = (a: number, b: number): boolean => Math.abs(a - b) <= 0.02;
  return sum.some(
    (total, other) =>
      other !== column &&
      (isNear(total - (first[other] as number), way) || isNear(total - (last[other] as number), -way)),
  );
}

const isYear = (low: number, high: number): boolean => low >= 1900 && high <= 2100 && Number.isInteger(low);

/**
 * The strategies that are hardly profit and loss and are left out, by place. Throws Problem "bad-input" for the policy
 * "refuse", and when that is what most columns are, or the table as a whole: weights that add up to 100.
 */
export function* oddToLeaveOut(
  statistics: ColumnStatistics,
  strategies: readonly string[],
  policy: ImportPolicies["oddColumns"],
  file: string,
): Steps<Map<number, string>> {
  if (policy === "keep") return new Map();
  const sum = statistics.constantSum();
  if (sum !== null && Math.abs(sum) > 1e-9)
    throw hardlyPnl(file, `every row adds up to ${shownSum(sum)}, as weights and shares do`, strategies);
  refuseHalves(statistics, strategies, file);
  yield;
  const odd = yield* oddColumns(statistics, strategies);
  // What is before costs is P&L, too, only counted twice.
  const hardly = new Map([...odd].filter(([, why]) => policy === "refuse" || why !== beforeCosts));
  const [one] = hardly;
  if (!one || (policy === "drop" && hardly.size <= strategies.length / 2)) return odd;
  const [place, why] = one;
  const first = strategies[place] ?? "";
  const all = countOf(strategies.length, "strategy column");
  const what = `${hardly.size} of ${all} ${hardly.size === 1 ? "is" : "are"} hardly profit and loss, the first "${first}": ${why}`;
  throw hardlyPnl(
    file,
    what,
    [...hardly.keys()].map((at) => strategies[at] ?? ""),
    first,
  );
}

const [gains, losses] = [
  /^((gross|total|daily) )?(profits?|gains?|wins?|credits?|income)$/i,
  /^((gross|total|daily) )?(loss(es)?|debits?|expenses?)$/i,
];

/** Throws Problem for a table whose gains and losses are two columns, both never below zero: the P&L is their difference. */
function refuseHalves(statistics: ColumnStatistics, strategies: readonly string[], file: string): void {
  const { low } = statistics.figures();
  const half = (name: RegExp): number =>
    strategies.findIndex((one, at) => (low[at] as number) >= 0 && name.test(one.trim().replaceAll("_", " ")));
  const [gain, loss] = [half(gains as RegExp), half(losses as RegExp)];
  if (gain < 0 || loss < 0) return;
  const names = [gain, loss].map((at) => strategies[at] ?? "");
  throw hardlyPnl(
    file,
    `"${names[0]}" and "${names[1]}" are never below zero, as the two halves of one P&L`,
    names,
    names[1],
  );
}

function hardlyPnl(file: string, what: string, columns: readonly string[], column?: string): Problem {
  return new Problem("bad-input", `${file}: ${what}.`, {
    file,
    ...(column === undefined ? {} : { column }),
    remedy: "Import profits and losses of each day, or take the columns as they are (--odd-columns keep).",
    question: {
      cells: columns.slice(0, 3),
      answers: [{ label: "Take the columns as they are", say: { policies: { oddColumns: "keep" } } }],
    },
  });
}

/** Without the digits that rounded cells leave. */
const shownSum = (sum: number): string => String(Number(sum.toPrecision(3)));

/** That the rows of the whole table add up to the same. */
export function constantSumFinding(statistics: ColumnStatistics): Finding[] {
  const sum = statistics.constantSum();
  if (sum === null) return [];
  const message = `every row adds up to ${shownSum(sum)}: profits and losses hardly do`;
  return [{ kind: "constant-sum", count: 1, message, examples: [] }];
}

/** Columns with a cell a thousand times as large as their usual ones, or as the usual largest of a column. */
export function* outlierFinding(statistics: ColumnStatistics, names: readonly string[]): Steps<Finding[]> {
  const { low, high, size, nonzero, timesLargest } = statistics.figures();
  const largest = low.map((value, column) => Math.max(Math.abs(value), Math.abs(high[column] as number)));
  yield;
  const known = largest.filter((value) => value > 0).sort();
  const median = known[Math.floor(known.length / 2)] ?? 0;
  const [far, nines]: [string[], string[]] = [[], []];
  yield;
  yield* lookAtEach(names, (name, column) => {
    const most = largest[column] as number;
    const cells = nonzero[column] as number;
    // What stands for no value is often the same number again and again.
    const times = timesLargest[column] as number;
    const usual = ((size[column] as number) - times * most) / (cells - times);
    const isFar = (known.length > 4 && most > 1000 * median) || (cells > times + 3 && most > 1000 * usual);
    const shown = () => `${name}: ${high[column] === most ? most : -most}`;
    if (isFar || most > 1e300) far.push(shown());
    // The same number of nines twice and far from all others stands for no value.
    else if (times > 1 && isNines(most) && most > 10 * usual) nines.push(`${shown()}, ${times} times`);
  });
  return [
    ...outliers("outliers", far, "a cell more than 1,000 times as large as the usual ones"),
    ...outliers(
      "nines",
      nines,
      "a cell of nines, as programs write for no value, again and again; it counts as P&L",
    ),
  ];
}

const outliers = (kind: string, columns: readonly string[], what: string): Finding[] =>
  columns.length === 0
    ? []
    : [
        {
          kind,
          count: columns.length,
          message: `${counted(columns.length, "strategy column", "have")} ${what}`,
          examples: columns.slice(0, 20),
        },
      ];
