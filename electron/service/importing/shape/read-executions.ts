import type { TradeRole } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf } from "../../../contract/text.ts";
import type { CallContext } from "../../context.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import type { ImportSettings } from "../import-settings.ts";
import { type NumberStyle, readNumber } from "../numbers/number-text.ts";
import { findNumberStyle } from "../numbers/read-style.ts";
import { type LongRows, noLongRows } from "../rows/long-rows.ts";
import type { CsvFile } from "../source/open-csv.ts";
import { checkCurrencies } from "./currencies.ts";
import { clockOf } from "./day-pairs.ts";
import { dayPatterns, dayText, readDays } from "./day-text.ts";
import type { Pivot } from "./pivot.ts";
import { type ColumnChunk, readColumns } from "./read-columns.ts";
import type { SeenColumns } from "./recognise.ts";
import { type Sorted, sortedByTime } from "./time-order.ts";

/** Columns of a list of filled orders, by place. */
export interface ExecutionRule {
  readonly day: number;
  /** A column of times beside it. */
  readonly clock: number | null;
  readonly currency: number | null;
  /** null where the sign of the quantity says it. */
  readonly side: number | null;
  readonly quantity: number;
  readonly price: number;
  readonly symbol: number | null;
  readonly multiplier: number | null;
  readonly fees: readonly number[];
}

/** What was made of the orders. */
export interface ExecutionCounts {
  rows: number;
  /** Rows that are no buy and no sell. */
  other: number;
  /** Rows with more cells than the header, and with blank ones beyond it. */
  beyond: LongRows;
  /** Symbols with a quantity that was not closed. */
  readonly open: string[];
  /** Of another currency than the one that is taken. */
  foreign: number;
  readonly findings: Finding[];
}

interface Execution {
  readonly dayText: string;
  /** Seconds since midnight; below zero where no time is written. */
  readonly clock: number;
  readonly strategy: number;
  readonly symbol: string;
  /** Bought above zero, sold below. */
  quantity: number;
  readonly price: number;
  readonly multiplier: number;
  readonly fee: number;
}

export function executionRule(
  file: string,
  { header, seen, columns, cells }: SeenColumns,
  day: number,
): ExecutionRule {
  const place = (role: TradeRole, what: string): number => {
    const found = columns.get(role)?.find((at) => at !== day && (role === "side" || seen[at]?.isNumber));
    if (found !== undefined) return found;
    throw new Problem(
      "bad-input",
      `${file}: a list of filled orders needs a column of the ${what}: ${header.slice(0, 20).join(", ")}.`,
      {
        file,
        line: 1,
        remedy: "Name it as such, or say what else the table is (--shape).",
      },
    );
  };
  const side = columns
    .get("side")
    ?.find((at) => [...(seen[at]?.values ?? [])].some((text) => sideOf(text) !== 0));
  const quantity = place("quantity", "quantity");
  const isSigned = (cells[quantity] ?? []).some((text) => text.trim().startsWith("-"));
  if (side === undefined && !isSigned) place("side", "side (buy or sell)");
  return {
    day,
    clock: placeOrNone(seen.findIndex(({ isTime }) => isTime)),
    currency: columns.get("currency")?.[0] ?? null,
    side: side ?? null,
    quantity,
    price: place("price", "price"),
    symbol: columns.get("symbol")?.find((at) => at !== quantity) ?? null,
    multiplier: columns.get("multiplier")?.find((at) => seen[at]?.isNumber) ?? null,
    fees: (columns.get("fee") ?? []).filter((at) => seen[at]?.isNumber),
  };
}

const placeOrNone = (at: number): number | null => (at < 0 ? null : at);

function sideOf(text: string): number {
  if (/^(b|buy|bot|bought|long|entry long|exit short|cover|buy to (open|cover|close))$/i.test(text.trim()))
    return 1;
  return /^(s|sell|sld|sold|short|sell short|entry short|exit long|sell to (open|close))$/i.test(text.trim())
    ? -1
    : 0;
}

/** So many orders are held in memory at once. */
const mostOrders = 4_000_000;

/**
 * Realised P&L of filled orders: what closes a position is matched with what opened it, first in, first out, within each
 * strategy and symbol. The P&L belongs to the day of the order that closes; fees are taken off on the day of each order.
 */
export async function readExecutions(
  file: CsvFile,
  rule: ExecutionRule,
  by: readonly number[],
  name: string,
  takesFees: boolean,
  pivot: Pivot,
  settings: ImportSettings,
  taken: string | undefined,
  call?: CallContext,
): Promise<ExecutionCounts> {
  const counts: ExecutionCounts = {
    ...{ rows: 0, other: 0, foreign: 0, beyond: noLongRows, open: [] },
    findings: withoutMultiplier(rule),
  };
  const orders = await collect(file, rule, by, name, pivot, counts, settings, taken, call);
  for (const one of orders)
    if (takesFees && one.fee !== 0) pivot.add(one.strategy, pivot.day(one.dayText), -one.fee);
  const open = new Map<string, Execution[]>();
  for (const one of inTimeOrder(orders, file, rule, counts, settings)) match(one, open, pivot);
  for (const [key, left] of open) if (left.length > 0) counts.open.push(key.split("\u0000")[1] ?? "");
  return counts;
}

const withoutMultiplier = ({ multiplier }: ExecutionRule): Finding[] =>
  multiplier !== null
    ? []
    : [
        {
          kind: "no-multiplier",
          count: 1,
          message: "no column holds a multiplier: a unit of quantity counts once its price",
          examples: [],
        },
      ];

async function collect(
  file: CsvFile,
  rule: ExecutionRule,
  by: readonly number[],
  name: string,
  pivot: Pivot,
  counts: ExecutionCounts,
  settings: ImportSettings,
  taken: string | undefined,
  call?: CallContext,
): Promise<Execution[]> {
  const { rowCount } = file.opened;
  const { path } = file.source;
  if (rowCount > mostOrders)
    throw new Problem("bad-input", `${path} lists ${rowCount} orders; ${mostOrders} at a time are matched.`, {
      file: path,
      remedy: "Cut it by symbol, or export closed trades with their P&L.",
    });
  const { style } = await findNumberStyle(file, [rule.price], settings, call);
  const written = { ...style, decimal: style.decimal || ("." as const), accounting: true };
  // As texts: exporters write the symbol of an asset behind its quantity.
  const { day, clock, currency, side, quantity, price, symbol, multiplier, fees } = rule;
  const known = [day, clock, currency, side, quantity, price, symbol, multiplier].filter(
    (column) => column !== null,
  );
  const columns = [...known, ...fees, ...by];
  const orders: Execution[] = [];
  const currencies = new Set<string>();
  const take = ({ texts, count, isLeftOut }: ColumnChunk): void => {
    const at = (column: number | null): Cells =>
      column === null ? [] : (texts[columns.indexOf(column)] ?? []);
    const cells = {
      days: at(day),
      clocks: at(clock),
      sides: at(side),
      quantities: at(quantity),
      prices: at(price),
      symbols: at(symbol),
      multipliers: at(multiplier),
      fees: fees.map(at),
      groups: by.map(at),
    };
    const money = at(currency);
    for (let row = 0; row < count; row++) {
      if (isLeftOut(row)) continue;
      counts.rows++;
      const one = (money[row] ?? "").trim();
      if (one !== "" && taken !== undefined && one.toUpperCase() !== taken.toUpperCase()) {
        counts.foreign++;
        continue;
      }
      if (one !== "") currencies.add(one);
      const order = orderAt(cells, row, written, (group) =>
        pivot.strategy(group || (by.length > 0 ? "(no name)" : name)),
      );
      if (order) orders.push(order);
      else counts.other++;
    }
  };
  const wanted = { texts: columns, numbers: [] };
  counts.beyond = await readColumns(file, wanted, settings, take, call, "Reading orders");
  checkCurrencies(file, currencies, taken);
  return orders;
}

type Cells = readonly string[];

interface OrderCells {
  readonly days: Cells;
  readonly clocks: Cells;
  readonly sides: Cells;
  readonly quantities: Cells;
  readonly prices: Cells;
  readonly symbols: Cells;
  readonly multipliers: Cells;
  readonly fees: readonly Cells[];
  readonly groups: readonly Cells[];
}

/** The order of a row; null for a row that is none. */
function orderAt(
  { days, clocks, sides, quantities, prices, symbols, multipliers, fees, groups }: OrderCells,
  row: number,
  style: NumberStyle,
  strategyOf: (group: string) => number,
): Execution | null {
  const amount = (text: string | undefined): number =>
    readNumber((text ?? "").replace(/(\d)\s?[A-Z]{2,6}$/, "$1"), style) ?? Number.NaN;
  const time = (days[row] ?? "").trim();
  const quantity = amount(quantities[row]);
  const price = amount(prices[row]);
  if (time === "" || Number.isNaN(quantity) || Number.isNaN(price) || quantity === 0) return null;
  const group = groups.map((cells) => (cells[row] ?? "").trim()).filter(Boolean);
  return {
    dayText: dayText(time),
    clock: Math.max(clockOf(time), clocks[row] === undefined ? -1 : clockOf(clocks[row] ?? "")),
    strategy: strategyOf(group.join(" ")),
    symbol: (symbols[row] ?? "").trim(),
    // A signed quantity says the side where no column of sides does.
    quantity: (sideOf(sides[row] ?? "") || Math.sign(quantity)) * Math.abs(quantity),
    price,
    multiplier: multipliers[row] === undefined ? 1 : amount(multipliers[row]) || 1,
    fee: fees.reduce((sum, cells) => sum + Math.abs(amount(cells[row]) || 0), 0),
  };
}

/**
 * The orders as sortedByTime has them. Where the days of a file can be read in several ways, other files may decide it, as long
 * as all ways come to one order. Throws Problem as readDays does.
 */
function inTimeOrder(
  orders: readonly Execution[],
  file: CsvFile,
  { day }: ExecutionRule,
  { findings }: ExecutionCounts,
  { dialect }: ImportSettings,
): readonly Execution[] {
  const texts = [...new Set(orders.map((one) => one.dayText))];
  if (texts.length === 0) return orders;
  const read = (format: string): Sorted<Execution> => {
    const { dates } = readDays(texts, format, file.source.path, file.header[day] ?? "");
    return sortedByTime(orders, new Map(texts.map((text, at) => [text, dates[at] ?? ""])));
  };
  const ways = dialect.dateFormat === "auto" ? dayPatterns(texts) : [];
  const [first, ...others] = ways.length > 1 ? ways.map(read) : [];
  const isOne = first && others.every(({ sorted }) => sorted.every((one, at) => one === first.sorted[at]));
  const { sorted, moved } = isOne ? first : read(dialect.dateFormat);
  if (moved > 0)
    findings.push({
      kind: "sorted",
      count: moved,
      message: `${countOf(moved, "order")} did not stand in order of time and ${moved === 1 ? "was" : "were"} matched in it`,
      examples: [],
    });
  return sorted;
}

function match(one: Execution, open: Map<string, Execution[]>, pivot: Pivot): void {
  const key = `${one.strategy}\u0000${one.symbol}`;
  const lots = open.get(key) ?? [];
  open.set(key, lots);
  let left = one.quantity;
  let profit = 0;
  let isClosing = false;
  while (left !== 0 && lots.length > 0 && Math.sign(lots[0]?.quantity ?? 0) !== Math.sign(left)) {
    const lot = lots[0] as Execution;
    const size = Math.min(Math.abs(lot.quantity), Math.abs(left));
    profit += size * Math.sign(lot.quantity) * (one.price - lot.price) * one.multiplier;
    lot.quantity -= size * Math.sign(lot.quantity);
    left -= size * Math.sign(left);
    isClosing = true;
    // Quantities of crypto assets have many decimals: what rounding leaves of one is nothing.
    if (Math.abs(lot.quantity) < 1e-9) lots.shift();
    if (Math.abs(left) < 1e-9) left = 0;
  }
  if (isClosing) pivot.add(one.strategy, pivot.day(one.dayText), profit);
  if (left !== 0) lots.push({ ...one, quantity: left });
}
