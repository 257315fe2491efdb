import type { SourceLayout, TableShape, TradeRole } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { lookAtEach, type Steps } from "../../turns.ts";
import { isMonth, startsWithDate } from "../dates/day-at-start.ts";
import { detectDateFormat } from "../dates/detect-date-format.ts";
import { bareNumber } from "../numbers/number-text.ts";
import { fewRows, middleRatio, mostlyFilled, runOnRatio, runsOnBelow } from "../numbers/run-on.ts";
import { pnlBefore, type TradeColumns, tradeColumns } from "./trade-columns.ts";
import { entryRow, exitRow } from "./trade-words.ts";

/** What the first rows show of a column. */
interface Seen {
  readonly isNumber: boolean;
  readonly isDay: boolean;
  readonly isTime: boolean;
  readonly isText: boolean;
  readonly values: ReadonlySet<string>;
}

/** A file's columns: their names, what they hold, and what they can be. */
export interface SeenColumns {
  readonly header: readonly string[];
  readonly seen: readonly Seen[];
  readonly columns: TradeColumns;
  /** Sampled cells, by column. */
  readonly cells: readonly (readonly string[])[];
}

/** A file with more columns is no list of trades. */
export const mostTradeColumns = 120;

export function seeColumns(
  header: readonly string[],
  cells: readonly (readonly string[])[],
  own?: SourceLayout["columns"],
): SeenColumns {
  const columns = tradeColumns(header, own);
  const days = new Set(
    (["date", "entry_time", "exit_time"] as const).flatMap((role) => columns.get(role) ?? []),
  );
  return { header, cells, columns, seen: cells.map((column, at) => seeColumn(column, days.has(at))) };
}

/** A number in any notation; whether its points are decimal signs is found later. */
const isAmount = (cell: string): boolean =>
  /^[\d.,' \u066b]*\d[\d.,' ]*(e[+-]?\d+)?$/i.test(bareNumber(cell)?.core ?? "");

/**
 * Days as numbers: serial numbers of a spreadsheet, eight digits, and seconds since 1970 or their thousandths, millionths,
 * billionths.
 */
export const countedDay = /^([2-7]\d{4}([.,]\d+)?|\d{8}|[1-4]?\d{9}(\.\d+)?|[1-4]?(\d{12}|\d{15}|\d{18}))$/;

function seeColumn(cells: readonly string[], isCalledDay: boolean): Seen {
  const filled = cells
    .map((cell) => cell.trim())
    .filter((cell) => cell !== "" && !/^(na|n\/a|nan|null|none|-|open)$/i.test(cell));
  const share = (test: (cell: string) => boolean): boolean =>
    filled.length > 0 && filled.filter(test).length >= filled.length * 0.6;
  const isDay = share(
    (cell) => startsWithDate.test(cell) || isMonth.test(cell) || (isCalledDay && countedDay.test(cell)),
  );
  const isTime = !isDay && share((cell) => /^\d{1,2}:\d{2}/.test(cell));
  const isNumber = !isTime && share(isAmount);
  // Under the name of a day whatever reads as one is: other languages have other beginnings.
  const isOtherDay =
    isCalledDay && !isDay && !isTime && !isNumber && detectDateFormat(filled).patterns.length > 0;
  return {
    isNumber,
    isDay: isDay || isOtherDay,
    isTime,
    isText:
      filled.length > 0 &&
      !isNumber &&
      !isDay &&
      !isOtherDay &&
      !isTime &&
      !share((cell) => /^(true|false|yes|no)$/i.test(cell)),
    values: new Set(filled),
  };
}

/** Columns of a wide table that are no strategies, under their usual names: texts there make no list of trades. */
const wideTexts =
  /^(day|weekday|dow|zone|start_?time|end_?time|market_?regime|regime|regime_?label|expiry|month|year)$/i;

interface Recognised {
  readonly shape: TableShape;
  readonly because: string;
}

/** What a table of few columns is, by the names of its columns and its first rows. Throws Problem when only a user can say. */
export function recogniseRows(
  file: string,
  { header, seen, columns, cells }: SeenColumns,
  layout: SourceLayout,
): Recognised {
  const has = (role: TradeRole, is: (one: Seen) => boolean = () => true): number | undefined =>
    columns.get(role)?.find((at) => seen[at] && is(seen[at]));
  const pnl =
    layout.value ?? has("net_pnl", ({ isNumber }) => isNumber) ?? has("pnl", ({ isNumber }) => isNumber);
  const day = dayColumn(seen, columns);
  if (day === undefined) return { shape: "wide", because: "" };
  const quantity = has("quantity", ({ isNumber }) => isNumber);
  const price = has("price", ({ isNumber }) => isNumber);
  const side = has("side", ({ values }) => [...values].some(isSide));
  // Bought above zero, sold below: the sign of the quantity says the side.
  const isSigned =
    quantity !== undefined && cells[quantity]?.some((cell) => /^\s*[-\u2212(]/.test(cell)) === true;
  const prices = has("entry_price") !== undefined || has("exit_price") !== undefined;
  const times = has("entry_time") !== undefined && has("exit_time") !== undefined;
  // Under its name a strategy may be called as a day or a time is: "28 Mar 2024 CE", "9:20".
  const name =
    columns.get("strategy")?.find((at) => at !== day && seen[at] && isNameOf(seen[at])) ??
    has("symbol", ({ isText }) => isText);
  const pairs = has("row_type", ({ values }) => hasPairs(values)) !== undefined;
  const evidence = [
    // Rows of entries and of exits are nothing but trades.
    ...[pairs, pairs],
    times,
    prices,
    quantity !== undefined,
    side !== undefined,
    price !== undefined,
    has("exit_time") !== undefined,
  ].filter(Boolean).length;
  if (pnl !== undefined && evidence >= 2)
    return { shape: "trades", because: `it has columns of trades: ${told(header, columns)}` };
  if (
    pnl === undefined &&
    quantity !== undefined &&
    price !== undefined &&
    (side === undefined ? isSigned && name !== undefined : name !== undefined || header.length <= 8)
  )
    return {
      shape: "executions",
      because: `it has columns of filled orders and none of their P&L: ${told(header, columns)}`,
    };
  if (pnl === undefined && evidence >= 3 && (prices || price !== undefined))
    throw noAmount(file, header, columns);
  const long = longFormat(file, { header, seen, columns, cells }, day, pnl, name);
  if (long === undefined && layout.value === undefined)
    askAboutSeveral(file, { header, seen, columns, cells });
  return long ?? { shape: "wide", because: "" };
}

/** Throws Problem for a table whose columns of numbers are all called as the P&L of one account is, in several ways. */
function askAboutSeveral(file: string, { header, seen, columns, cells }: SeenColumns): void {
  const numbers = header.flatMap((_, at) => (seen[at]?.isNumber ? [at] : []));
  const amounts = columns.get("pnl") ?? [];
  if (numbers.length < 2 || numbers.some((at) => !amounts.includes(at))) return;
  const names = numbers.map((at) => header[at] ?? "");
  // "profit_ema" beside "profit_rsi" are the P&L of two strategies.
  const [before, ...others] = new Set(names.map(pnlBefore));
  if (before && others.length === 0) return;
  throw new Problem(
    "bad-input",
    `${file}: which column is the P&L cannot be told: ${names.join(", ")} are names of one.`,
    {
      file,
      line: 1,
      remedy:
        "Say which one it is (--shape long --by all --value COLUMN), or that each column is a strategy of its own (--shape wide).",
      question: {
        cells: numbers.slice(0, 3).map((at) => `${header[at]}: ${cells[at]?.find(Boolean) ?? ""}`),
        answers: [
          ...numbers.slice(0, 8).map((at) => ({
            label: `The P&L is in ${header[at]}`,
            say: { layout: { shape: "long" as const, by: ["all"], value: header[at] } },
          })),
          { label: "Each column is a strategy", say: { layout: { shape: "wide" as const } } },
        ],
      },
    },
  );
}

const hasPairs = (values: ReadonlySet<string>): boolean =>
  [...values].some((text) => entryRow.test(text)) && [...values].some((text) => exitRow.test(text));

const isNameOf = ({ isText, isDay, isTime, isNumber, values }: Seen): boolean =>
  isText || isDay || isTime || (isNumber && areNumbers(values));

/** Whether strategies are numbered, and not P&L under that name. */
const areNumbers = (values: ReadonlySet<string>): boolean =>
  [...values].every((text) => /^\d+(\.0)?$/.test(text));

const isSide = (text: string): boolean =>
  /^(buy|sell|long|short|b|s|bot|sld|bought|sold|deal|entry long|exit long|entry short|exit short|balance|buy to (open|cover)|sell (short|to (open|close)))/i.test(
    text,
  );

function noAmount(file: string, header: readonly string[], columns: TradeColumns): Problem {
  return new Problem(
    "bad-input",
    `${file} is a list of trades (${told(header, columns)}) without a column of their P&L in currency.`,
    {
      file,
      line: 1,
      remedy: "Say which column holds it (--value COLUMN), or export the trades with their profit or loss.",
    },
  );
}

function told(header: readonly string[], columns: TradeColumns): string {
  const roles: readonly TradeRole[] = [
    "entry_time",
    "exit_time",
    "side",
    "quantity",
    "entry_price",
    "exit_price",
    "price",
    "net_pnl",
    "pnl",
  ];
  return [...new Set(roles.flatMap((role) => columns.get(role)?.[0] ?? []))]
    .map((at) => header[at])
    .slice(0, 5)
    .join(", ");
}

/** The column of the day: of an exit where there is one. */
export function dayColumn(seen: readonly Seen[], columns: TradeColumns): number | undefined {
  for (const role of ["exit_time", "date", "entry_time"] as const) {
    // Of two columns of one name ("Time" of MetaTrader's positions) the last is that of the exit.
    const found = columns.get(role)?.filter((at) => seen[at]?.isDay) ?? [];
    if (found.length > 0) return found[0];
  }
  return undefined;
}

function longFormat(
  file: string,
  { header, seen, cells, columns }: SeenColumns,
  day: number,
  pnl: string | number | undefined,
  name: number | undefined,
): Recognised | undefined {
  const texts = header.flatMap((title, at) =>
    seen[at]?.isText && !wideTexts.test(title.trim().replaceAll(/[ _]+/g, "_")) ? [at] : [],
  );
  const group = name ?? (texts.length === 1 ? texts[0] : undefined);
  if (group === undefined) return undefined;
  const numbers = header.flatMap((_, at) => (seen[at]?.isNumber && at !== group && at !== day ? [at] : []));
  const days = cells[day] ?? [];
  const names = cells[group] ?? [];
  const distinct = new Set(names.filter(Boolean)).size;
  const pairs = new Set(days.map((text, row) => `${text}\u0000${names[row]}`)).size;
  const repeats = new Set(days).size < days.filter(Boolean).length;
  // A note beside the figures of a day is another one each day; a name comes again, and each only once a day.
  const isName = name !== undefined || (distinct < names.length && pairs === days.length);
  // One strategy after the other, each with its days: then the days repeat only later.
  const isByName = name !== undefined && (distinct > 1 || columns.get("strategy")?.includes(name) === true);
  if (numbers.length === 0 || !isName || !(repeats || isByName)) return undefined;
  const why = `each row has a day, a name (${header[group]}) and an amount`;
  if (pnl !== undefined || numbers.length === 1) return { shape: "long", because: why };
  if (name === undefined || !repeats) return undefined;
  const choices = numbers
    .map((at) => header[at])
    .slice(0, 8)
    .join(", ");
  throw new Problem(
    "bad-input",
    `${file} has a row for each day and "${header[group]}"; which column is the P&L cannot be told: ${choices}.`,
    {
      file,
      line: 1,
      remedy:
        "Say which column holds the P&L (--value COLUMN), or that each column is a strategy of its own (--shape wide).",
      question: {
        cells: numbers.slice(0, 3).map((at) => `${header[at]}: ${cells[at]?.find(Boolean) ?? ""}`),
        answers: [
          ...numbers.slice(0, 8).map((at) => ({
            label: `The P&L is in ${header[at]}`,
            say: { layout: { shape: "long" as const, value: header[at] } },
          })),
          { label: "Each column is a strategy", say: { layout: { shape: "wide" as const } } },
        ],
      },
    },
  );
}

/** Whether a header is one of days: that of a table on its side. */
export function* isTransposed(header: readonly string[]): Steps<boolean> {
  const rest = header.slice(1);
  // Contracts are called after months, too: beside a column of dates they are strategies.
  const mayBeMonths = !/dat|time|day|month/i.test(header[0] ?? "");
  const isDay = (name: string) => startsWithDate.test(name) || (mayBeMonths && isMonth.test(name));
  // Of a table of tens of thousands of strategies the first fifth says it.
  let others = rest.length - Math.ceil(rest.length * 0.8);
  if (rest.length < 2) return false;
  const days: string[] = [];
  yield* lookAtEach(rest, (name) => {
    if (others < 0) return;
    if (isDay(name)) days.push(name);
    else others--;
  });
  if (others < 0) return false;
  const mayBe = !startsWithDate.test(header[0] ?? "");
  // Strategies that are called "10-30-50 IC" begin as days do, and cannot be read as such.
  return mayBe && detectDateFormat(days).patterns.length > 0;
}

/** What the cells of many columns look like together. */
export type Look = "pnl" | "totals" | "prices";

/** A column that never changes its sign and lies far from zero, or that runs on, is no daily P&L. */
function columnLook(cells: readonly number[]): Look | null {
  const values = cells.filter((value) => !Number.isNaN(value));
  if (values.length < 4) return null;
  const steps = values.slice(1).map((value, index) => value - (values[index] as number));
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const step = steps.reduce((sum, value) => sum + Math.abs(value), 0) / steps.length;
  if (step === 0) return null;
  const isOneSided = values.every((value) => value > 0) || values.every((value) => value < 0);
  if (isOneSided && Math.abs(mean) > 10 * step)
    return values.every((value) => value > 0) ? "prices" : "totals";
  return runOnRatio(values) < runsOnBelow(values.length, 3.5) ? "totals" : "pnl";
}

/** Whether a column by itself looks like a running total or a price. */
export const isNoPnl = (cells: readonly number[]): boolean => !["pnl", null].includes(columnLook(cells));

/** The share of columns that must look so. */
const most = 0.8;

/** The ratio below which columns of few rows hardly turn back: 2 cells in 1,000 by chance. */
const hardlyTurns = 0.4;

/** Whether the middle one of the columns goes its way as a running total of few rows does that gains or loses all the time. */
function goOneWay(columns: readonly (readonly number[])[]): boolean {
  const ratios = columns
    .map((cells) => cells.filter((value) => !Number.isNaN(value)))
    .filter(
      (cells) =>
        cells.length >= fewRows && cells.filter((value) => value !== 0).length >= cells.length * mostlyFilled,
    )
    .map(runOnRatio);
  return middleRatio(ratios, columns.length) < hardlyTurns;
}

/** Whether the columns as a whole look like running totals or account values. Columns that never change say nothing. */
export function looksLikeTotals(columns: readonly (readonly number[])[]): boolean {
  const looks = columns.map(columnLook).filter((look) => look !== null);
  const areMost = looks.length > 0 && looks.filter((look) => look !== "pnl").length >= looks.length * most;
  return areMost || goOneWay(columns);
}
