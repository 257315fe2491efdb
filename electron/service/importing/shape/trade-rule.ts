import type { SourceLayout, TradeRole } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { normalName } from "../columns/names.ts";
import { askAboutAddedUp, refuseTwice } from "./added-up.ts";
import { dayColumn, type SeenColumns } from "./recognise.ts";
import { returnsOf } from "./returns-as-amounts.ts";
import { entryRow, exitRow } from "./trade-words.ts";

/** How rows of trades, or of a long table, become amounts of days and strategies: columns by their places. */
export interface TradeRule {
  readonly day: number;
  readonly value: number;
  /** What its amounts are multiplied with: of returns, the capital that they are of. */
  readonly factor: number;
  /** None = one strategy for the file; its name is that of the file. */
  readonly by: readonly number[];
  readonly names: "columns" | "file" | "all";
  /** Added to the P&L (1) or taken off (-1). */
  readonly fees: readonly { readonly column: number; readonly sign: 1 | -1 }[];
  /** Columns of fees that were seen and do not count. */
  readonly unusedFees: readonly number[];
  readonly zone: number | null;
  readonly currency: number | null;
  readonly rowType: number | null;
  /** A row with this and without a day is an open trade. */
  readonly entry: number | null;
  /**
   * Whether the day is that of an exit and `entry` that of its entry; and whether they are a purchase and a sale, of which the
   * later is the exit.
   */
  readonly hasBothDays: boolean;
  readonly isSale: boolean;
  /** Column that says "Open" of a trade that is not closed. */
  readonly status: number | null;
  readonly period: "day" | "week" | "zone";
  readonly pairs: "entry" | "exit" | null;
  /** Column that numbers the trades, where the legs of trade 1 follow it as 1.1, 1.2: they are in its P&L. */
  readonly legs: number | null;
  /** The same in names, to be kept with the dataset. */
  readonly layout: SourceLayout;
}

/** Place of a column that a user names: exactly, by "#3", or without regard to case and punctuation. Throws Problem. */
export function columnNamed(file: string, header: readonly string[], wish: string): number {
  const place = /^#(\d+)$/.exec(wish)?.[1];
  if (place !== undefined && Number(place) >= 1 && Number(place) <= header.length) return Number(place) - 1;
  const exact = header.indexOf(wish);
  const found = exact >= 0 ? exact : header.findIndex((name) => normalName(name) === normalName(wish));
  if (found >= 0) return found;
  throw new Problem("bad-input", `${file} has no column "${wish}".`, {
    file,
    line: 1,
    remedy: `Its columns are ${header.slice(0, 20).join(", ")}; a column can be named by its place, too ("#3").`,
  });
}

/** What rows of pairs are called where the rows of entries have the P&L. */
const [openingOrder, closingOrder] = [
  /^(entry|enter|buy$|sell short$)/i,
  /^(exit|close|sell$|buy to cover$)/i,
];
const statusColumn = /^(signal|status|state|trade[ _]status|position[ _]status)$/i;

/** Completes what is said of a list of trades or a long table by what its columns show. Throws Problem "bad-input". */
export function tradeRule(
  file: string,
  found: SeenColumns,
  said: SourceLayout,
  { several, isLong }: { readonly several: boolean; readonly isLong: boolean },
): TradeRule {
  const { header, seen, columns } = found;
  const first = (role: TradeRole, is: (at: number) => boolean = () => true): number | undefined =>
    columns.get(role)?.find(is);
  const isNumber = (at: number): boolean => seen[at]?.isNumber === true;
  const net = first("net_pnl", isNumber);
  const gross = first("pnl", isNumber) ?? onlyNumber(found);
  const value = said.value === undefined ? (net ?? gross) : columnNamed(file, header, said.value);
  if (said.value === undefined && value !== undefined) {
    askAboutLevels(file, found, value);
    askAboutAddedUp(file, found, value);
  }
  if (value === undefined)
    throw missing(file, found, "P&L", "--value", ({ isNumber, isDay }) =>
      isNumber && !isDay ? "value" : null,
    );
  const { factor, unit } = returnsOf(file, found, value, said);
  const rowType = first("row_type", (at) => seen[at]?.isText === true);
  const pairs = said.pairs ?? pairsOf(found, rowType);
  if (pairs === null && legsOf(found) === null) refuseTwice(file, found, value);
  const day = dayOf(file, found, said.day);
  const by = strategyColumns(file, found, said.by, { several, isLong }, day, value);
  const isNet = value === net && value !== gross;
  const feeColumns = [...(columns.get("fee") ?? []), ...(columns.get("swap") ?? [])].filter(
    (at) => isNumber(at) && at !== value,
  );
  const takesFees = said.fees === "out";
  const entry = first("entry_time", (at) => at !== day);
  const period = said.period ?? "day";
  const zone = period === "zone" ? (first("zone") ?? null) : null;
  if (period === "zone" && zone === null) throw missing(file, found, "zone", "--period day", () => null);
  const status = header.findIndex((name) => statusColumn.test(name.trim()));
  return {
    day,
    value,
    factor,
    ...by,
    fees: takesFees ? feeColumns.map((column) => ({ column, sign: feeSign(found, column) })) : [],
    unusedFees: takesFees || isNet ? [] : feeColumns,
    zone,
    currency: first("currency") ?? null,
    rowType: rowType ?? null,
    entry: entry ?? null,
    ...daysOf(found, day, entry),
    status: status >= 0 ? status : null,
    period,
    legs: legsOf(found),
    pairs,
    layout: {
      ...said,
      ...(unit === undefined ? {} : { unit }),
      value: header[value] === "" ? `#${value + 1}` : (header[value] ?? ""),
      day: nameOf(header, day),
      by: by.names === "columns" ? by.by.map((at) => nameOf(header, at)) : [by.names],
      fees: takesFees ? "out" : "in",
      period,
    },
  };
}

/** Whether the two days of a trade are known, and how they are named. */
function daysOf(
  { header, columns }: SeenColumns,
  day: number,
  entry: number | undefined,
): Pick<TradeRule, "hasBothDays" | "isSale"> {
  const hasBothDays = entry !== undefined && columns.get("exit_time")?.includes(day) === true;
  const [sold, bought] = [day, entry ?? day].map((at) => header[at] ?? "");
  return {
    hasBothDays,
    isSale:
      hasBothDays &&
      /^(sell|sold|sale)|sold$|of sale$/i.test(sold ?? "") &&
      /buy|bought|purchase|acquired/i.test(bought ?? ""),
  };
}

/** A name that finds the column again: its place where another one has the name. */
const nameOf = (header: readonly string[], at: number): string =>
  header[at] === "" || header.indexOf(header[at] ?? "") !== at ? `#${at + 1}` : (header[at] ?? "");

/** Of a long table: the only column of numbers. */
function onlyNumber({ seen, columns }: SeenColumns): number | undefined {
  const other = new Set(
    ["strategy", "symbol", "number"].flatMap((role) => columns.get(role as TradeRole) ?? []),
  );
  const numbers = seen.flatMap(({ isNumber, isDay }, at) =>
    isNumber && !isDay && !other.has(at) ? [at] : [],
  );
  return numbers.length === 1 ? numbers[0] : undefined;
}

/** Names of what an account or a price is, not of what a day made of it. */
const levelName =
  /^(account ?)?(equity( curve)?|balance|nav|net asset value|account value|portfolio value|close|adj close|price|cum(ulative)?[ ._]*(p ?& ?l|pnl|profit|return)|running total)$/i;

/** Throws Problem when the only column of amounts is called as running totals or prices are. */
function askAboutLevels(file: string, { header, cells }: SeenColumns, value: number): void {
  const name = header[value] ?? "";
  if (!levelName.test(name.replaceAll("_", " ").trim())) return;
  throw new Problem(
    "bad-input",
    `${file}: its amounts are called "${name}", as account values, running totals or prices are.`,
    {
      file,
      column: name,
      remedy: `Take them as P&L where they are (--value ${JSON.stringify(name)}), or make a table with a column per strategy and take the differences (--shape equity or prices).`,
      question: {
        cells: (cells[value] ?? []).slice(0, 3),
        answers: [{ label: "They are P&L: take them as they are", say: { layout: { value: name } } }],
      },
    },
  );
}

function dayOf(file: string, found: SeenColumns, said: string | undefined): number {
  const { header, seen, columns } = found;
  if (said === "entry" || said === "exit") {
    const role = said === "entry" ? "entry_time" : "exit_time";
    const at =
      columns.get(role)?.find((one) => seen[one]?.isDay) ??
      columns.get("date")?.find((one) => seen[one]?.isDay);
    if (at !== undefined) return at;
  } else if (said !== undefined) return columnNamed(file, header, said);
  const day = dayColumn(seen, columns) ?? seen.findIndex((one) => one.isDay);
  if (day >= 0) return day;
  throw missing(file, found, "day", "--day", ({ isDay }) => (isDay ? "day" : null));
}

function missing(
  file: string,
  { header, seen, cells }: SeenColumns,
  what: string,
  option: string,
  fits: (one: SeenColumns["seen"][number]) => "value" | "day" | null,
): Problem {
  const known = seen.flatMap((one, at) => {
    const key = fits(one);
    return key === null ? [] : [{ at, key }];
  });
  return new Problem(
    "bad-input",
    `${file}: which column holds the ${what} is not to be seen: ${header.slice(0, 20).join(", ")}.`,
    {
      file,
      line: 1,
      remedy: `Say it (${option.startsWith("--period") ? option : `${option} COLUMN`}).`,
      question: {
        cells: known.slice(0, 3).map(({ at }) => `${header[at]}: ${cells[at]?.find(Boolean) ?? ""}`),
        answers: known.slice(0, 12).map(({ at, key }) => ({
          label: `${header[at] || `Column ${at + 1}`}`,
          say: { layout: { [key]: nameOf(header, at) } },
        })),
      },
    },
  );
}

function strategyColumns(
  file: string,
  { header, seen, columns }: SeenColumns,
  said: readonly string[] | undefined,
  { several, isLong }: { readonly several: boolean; readonly isLong: boolean },
  day: number,
  value: number,
): Pick<TradeRule, "by" | "names"> {
  if (said !== undefined && said.length > 0) {
    if (said.includes("file")) return { by: [], names: "file" };
    if (said.includes("all")) return { by: [], names: "all" };
    return { by: said.map((name) => columnNamed(file, header, name)), names: "columns" };
  }
  const filled = (role: TradeRole): number | undefined =>
    columns
      .get(role)
      ?.find(
        (at) =>
          (seen[at]?.values.size ?? 0) > 0 &&
          at !== day &&
          at !== value &&
          !(seen[at]?.isNumber && columns.get("quantity")?.includes(at)),
      );
  const strategy = filled("strategy");
  if (strategy !== undefined) return { by: [strategy], names: "columns" };
  // The legs of a trade may have symbols, the trade itself has none.
  if (legsOf({ seen, columns }) !== null) return { by: [], names: "file" };
  if (several) return { by: [], names: "file" };
  // Beside trades a text is a comment; a long table has one text, and that is the name.
  const symbol = filled("symbol") ?? (isLong ? onlyText({ seen, columns }) : undefined);
  return symbol === undefined ? { by: [], names: "file" } : { by: [symbol], names: "columns" };
}

/** Of a long table: the only column of texts. */
function onlyText({ seen, columns }: Pick<SeenColumns, "seen" | "columns">): number | undefined {
  const known = new Set(
    (["side", "row_type", "currency", "zone", "tag"] as const).flatMap((role) => columns.get(role) ?? []),
  );
  const texts = seen.flatMap(({ isText }, at) => (isText && !known.has(at) ? [at] : []));
  return texts.length === 1 ? texts[0] : undefined;
}

/** A column of fees is taken off where its cells are costs above zero; amounts with a sign of their own are added. */
function feeSign({ cells, columns }: SeenColumns, column: number): 1 | -1 {
  if (columns.get("swap")?.includes(column)) return 1;
  const texts = cells[column] ?? [];
  return texts.some((text) => /^[\s$€£¥₹]*[-(\u2212]/.test(text)) ? 1 : -1;
}

function legsOf({ seen, columns }: Pick<SeenColumns, "seen" | "columns">): number | null {
  const at = columns.get("number")?.find((column) => {
    const values = [...(seen[column]?.values ?? [])];
    return (
      values.some((text) => /^\d+\.[1-9]\d*$/.test(text)) && values.some((text) => /^\d+(\.0)?$/.test(text))
    );
  });
  return at ?? null;
}

function pairsOf({ seen }: SeenColumns, rowType: number | undefined): "exit" | null {
  const values = [...(rowType === undefined ? [] : (seen[rowType]?.values ?? []))];
  return values.some((text) => entryRow.test(text)) && values.some((text) => exitRow.test(text))
    ? "exit"
    : null;
}

/** Whether a row of a pair is that of the entry, or of the exit. */
export function pairRow(text: string, pairs: "entry" | "exit"): "entry" | "exit" | null {
  if ((pairs === "entry" ? openingOrder : entryRow).test(text)) return "entry";
  return (pairs === "entry" ? closingOrder : exitRow).test(text) ? "exit" : null;
}
