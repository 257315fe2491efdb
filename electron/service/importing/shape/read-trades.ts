import type { ImportPolicies } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { csvRejectReasons } from "../../engine/addon/csv.ts";
import type { ImportSettings } from "../import-settings.ts";
import { type NumberStyle, wholeNumbers } from "../numbers/number-text.ts";
import { findNumberStyle } from "../numbers/read-style.ts";
import { isSentinel } from "../numbers/sentinels.ts";
import { type LongRows, noLongRows } from "../rows/long-rows.ts";
import type { Reject } from "../rows/plan-rows.ts";
import type { CsvFile } from "../source/open-csv.ts";
import { DayFacts } from "./day-facts.ts";
import { clockOf, DayPairs } from "./day-pairs.ts";
import { dayText } from "./day-text.ts";
import type { Pivot } from "./pivot.ts";
import { type ColumnChunk, readColumns } from "./read-columns.ts";
import { pairRow, type TradeRule } from "./trade-rule.ts";

/** What was not taken of a list of trades, by why. */
export interface TradeCounts {
  rows: number;
  /** Without a day of exit. */
  open: number;
  /** Deposits, totals, rows of another kind. */
  other: number;
  /** Of another currency. */
  foreign: number;
  /** Without any amount or day. */
  blank: number;
  readonly rejects: Reject[];
  /** Rows with more cells than the header, and with blank ones beyond it. */
  readonly beyond: LongRows;
  /** Amounts that could not be read; the first ones are in `rejects`. */
  unread: number;
  readonly currencies: Set<string>;
  /** Entries and exits that lie on different days. */
  readonly pairs: DayPairs;
  /** How the amounts were written, what is to be said of that, and the sign that they carry. */
  numbers: NumberStyle;
  notation: readonly Finding[];
  money: string;
}

/** Before a file was read. */
export const noTrades = (): TradeCounts => ({
  rows: 0,
  open: 0,
  other: 0,
  foreign: 0,
  blank: 0,
  rejects: [],
  beyond: noLongRows,
  unread: 0,
  currencies: new Set(),
  pairs: new DayPairs(),
  numbers: wholeNumbers,
  notation: [],
  money: "",
});

interface ReadOptions {
  /** Name of a strategy where no column names it. */
  readonly name: string;
  readonly missing: ImportPolicies["missing"];
  readonly rejectLimit: number;
  /** Only rows of this currency. */
  readonly currency: string | undefined;
  readonly only: readonly string[] | undefined;
  readonly without: readonly string[] | undefined;
  /** Columns that say something of a day, by place, and where it is kept. */
  readonly facts: ReadonlyMap<number, ReturnType<DayFacts["column"]>>;
}

/** Movements of money that no trade made. */
const moneyRows = ["balance", "deposit", "withdraw", "credit", "bonus", "transfer", "internal transfer"];
const noDayText = /^(open|running|active|-+|n\/?a|nan|nat|null|none|still open)?$/i;
/** Number of a leg of a trade: 1.1, 1.2. */
const isPart = /^\s*\d+\.[1-9]\d*\s*$/;
const isOpen = /^(open|running|active)$/i;

/** What a text of a chunk can mean beside a number of its own. */
const unknown = -1;
const [noKind, notCounted, entrySide, exitSide, otherKind] = [0, 1, 2, 3, 4];

/** The text of a row. */
const cell = ({ texts, codes }: ColumnChunk, at: number, row: number): string =>
  texts[at]?.[codes[at]?.[row] ?? 0] ?? "";

/** What stands between a day and a zone in the text of a day, and between two days of which the later counts. */
export const [zoneMark, laterMark] = ["\u0001", "\u0002"];

/**
 * Reads the amounts of a list of trades or a long table into a pivot, rows of one day and strategy one after the other. Throws
 * Problem.
 */
export async function readTrades(
  given: CsvFile,
  rule: TradeRule,
  pivot: Pivot,
  options: ReadOptions,
  settings: ImportSettings,
  call?: CallContext,
): Promise<TradeCounts> {
  const amounts = [rule.value, ...rule.fees.map(({ column }) => column)];
  const { style, sample } = await findNumberStyle(given, amounts, settings, call);
  const file = { ...given, numbers: style };
  const reader = new TradeReader(file, rule, pivot, options);
  const { texts, numbers } = reader;
  sample.begin();
  const columns = { texts, numbers };
  const beyond = await readColumns(
    file,
    columns,
    settings,
    (chunk) => reader.take(chunk),
    call,
    "Reading trades",
    {
      sample,
      coded: true,
    },
  );
  sample.judge(file, file.opened.rowCount, settings);
  const sign = sample.unit();
  // Percent of a capital became amounts.
  const money = sign === "%" && rule.layout.capital !== undefined ? "" : sign;
  return { ...reader.counts, beyond, numbers: style, notation: sample.findings(), money };
}

class TradeReader {
  readonly counts = noTrades();
  readonly texts: number[] = [];
  readonly numbers: number[];
  private readonly place: Record<"zone" | "currency" | "rowType" | "entry" | "status" | "legs", number>;
  private readonly byPlaces: number[];
  private readonly facts: readonly { readonly at: number; readonly kept: ReturnType<DayFacts["column"]> }[];
  private readonly only: readonly string[] | undefined;
  private readonly without: readonly string[];
  private readonly known = new Map<string, number>();
  private readonly file: CsvFile;
  private readonly rule: TradeRule;
  private readonly pivot: Pivot;
  private readonly options: ReadOptions;
  /** Of all amounts so far, to know a row that sums them up. */
  private sum = 0;
  /** The entry of a pair of rows whose exit is still to come. */
  private pending = Number.NaN;
  private readonly alone: number;

  constructor(file: CsvFile, rule: TradeRule, pivot: Pivot, options: ReadOptions) {
    this.file = file;
    this.rule = rule;
    this.pivot = pivot;
    this.options = options;
    this.numbers = [rule.value, ...rule.fees.map(({ column }) => column)];
    const at = (column: number | null): number =>
      column === null || this.numbers.includes(column) ? -1 : this.texts.push(column) - 1;
    at(rule.day);
    this.byPlaces = rule.by.map((column) => at(column));
    const { zone, currency, rowType, entry, status, legs } = rule;
    this.place = {
      zone: at(zone),
      currency: at(currency),
      rowType: at(rowType),
      entry: at(entry),
      status: at(status),
      legs: at(legs),
    };
    this.facts = [...options.facts].map(([column, kept]) => ({ at: at(column), kept }));
    this.only = options.only?.map((one) => one.toLowerCase());
    this.without = [...moneyRows, ...(options.without ?? []).map((one) => one.toLowerCase())];
    this.alone = rule.names === "columns" ? -1 : pivot.strategy(rule.names === "all" ? "all" : options.name);
  }

  take(chunk: ColumnChunk): void {
    const { count, numbers } = chunk;
    const width = this.numbers.length;
    const reasons = this.rejected(chunk);
    const { counts, pivot, place } = this;
    const look = this.looks(chunk);
    for (let row = 0; row < count; row++) {
      if (chunk.isLeftOut(row)) continue;
      counts.rows++;
      const kind = look.kind(row);
      if (look.isLeg(row) || kind === notCounted) {
        counts.other++;
        continue;
      }
      let value = this.amount(numbers, row * width);
      if (this.rule.pairs !== null && kind !== noKind) {
        if (kind === entrySide) {
          this.pending = value;
          continue;
        }
        if (this.rule.pairs === "entry" || (Number.isNaN(value) && kind === exitSide)) value = this.pending;
        this.pending = Number.NaN;
      }
      if (look.isOpen(row)) {
        counts.open++;
        continue;
      }
      if (!look.hasDay(row)) {
        this.withoutDay(chunk, row, value);
        continue;
      }
      if (place.currency >= 0 && !look.isOfCurrency(row)) {
        counts.foreign++;
        continue;
      }
      const strategy = this.alone >= 0 ? this.alone : look.strategy(row);
      if (Number.isNaN(value) || isSentinel(value)) {
        const sentinel = { text: String(value), reason: "sentinel" };
        this.unread(chunk, row, strategy, reasons.get(row) ?? (Number.isNaN(value) ? undefined : sentinel));
        continue;
      }
      this.sum += value;
      const day = look.day(row);
      pivot.add(strategy, day, value);
      for (const { at, kept } of this.facts) DayFacts.take(kept, day, cell(chunk, at, row).trim());
    }
  }

  /** What the texts of a chunk mean, each looked at once, when a row has it first. */
  private looks(chunk: ColumnChunk) {
    const { place } = this;
    const by = this.byPlaces;
    const of = (at: number, mean: (text: string) => number): ((row: number) => number) => {
      const codes = chunk.codes[at];
      const texts = chunk.texts[at];
      if (at < 0 || !codes || !texts) return () => 0;
      const known = new Int32Array(texts.length).fill(unknown);
      return (row) => {
        const code = codes[row] as number;
        let meaning = known[code] as number;
        if (meaning === unknown) known[code] = meaning = mean(texts[code] as string);
        return meaning;
      };
    };
    const is = (at: number, test: (text: string) => boolean): ((row: number) => boolean) => {
      const look = of(at, (text) => (test(text) ? 1 : 0));
      return (row) => look(row) === 1;
    };
    return {
      kind: of(place.rowType, (text) => this.kindOf(text.trim())),
      isLeg: is(place.legs, (text) => isPart.test(text)),
      isOpen: is(place.status, (text) => isOpen.test(text.trim())),
      hasDay: is(0, (text) => !noDayText.test(dayText(text))),
      day: this.dayLook(chunk, of),
      isOfCurrency: is(place.currency, (text) => this.isOfCurrency(text.trim())),
      strategy:
        by.length === 1 && (by[0] as number) >= 0
          ? of(by[0] as number, (text) => this.strategyOf(text))
          : (row: number) =>
              this.strategyOf(
                by
                  .map((at) => cell(chunk, at, row).trim())
                  .filter(Boolean)
                  .join(" "),
              ),
    };
  }

  private kindOf(kind: string): number {
    if (kind === "") return noKind;
    if (!this.counted(kind)) return notCounted;
    const side = this.rule.pairs === null ? null : pairRow(kind, this.rule.pairs);
    return side === "entry" ? entrySide : side === "exit" ? exitSide : otherKind;
  }

  /** The day of a row with an amount: only such days are days of the table. Notes the day of the entry beside it. */
  private dayLook(
    chunk: ColumnChunk,
    of: (at: number, mean: (text: string) => number) => (row: number) => number,
  ): (row: number) => number {
    const { place, pivot, rule, counts } = this;
    const { pairs } = counts;
    const plain = of(0, (text) => pivot.day(dayText(text)));
    const own = place.zone < 0 ? plain : (row: number) => pivot.day(this.zonedDay(chunk, row));
    if (!rule.hasBothDays || place.entry < 0) return own;
    const [from, to] = [place.entry, 0].map((at) => of(at, (text) => pairs.day(dayText(text))));
    const [fromClock, toClock] = [place.entry, 0].map((at) => of(at, clockOf));
    if (!from || !to || !fromClock || !toClock) return own;
    return (row) => {
      const [entry, exit] = [from(row), to(row)];
      const isSame = entry === exit;
      // A day that is blank has no number of its own to be compared with.
      if (pairs.text(entry) !== "")
        pairs.add(entry, exit, isSame ? [fromClock(row), toClock(row)] : [0, 0], chunk.line(row));
      if (!rule.isSale || isSame || pairs.text(entry) === "") return own(row);
      const later = `${pairs.text(exit)}${laterMark}${pairs.text(entry)}`;
      return pivot.day(place.zone < 0 ? later : this.zonedDay(chunk, row, later));
    };
  }

  private zonedDay(chunk: ColumnChunk, row: number, day = dayText(cell(chunk, 0, row))): string {
    return `${day}${zoneMark}${cell(chunk, this.place.zone, row).trim()}`;
  }

  private amount(numbers: Float64Array, at: number): number {
    const { fees, factor } = this.rule;
    const written = numbers[at] as number;
    // What stands for no value is told by it: nothing is taken off.
    if (isSentinel(written)) return written;
    let value = written * factor;
    for (let fee = 0; fee < fees.length; fee++) {
      const cost = numbers[at + 1 + fee] as number;
      // No fee is no fault; what is no number at all was counted.
      if (!Number.isNaN(cost) && !isSentinel(cost)) value += (fees[fee]?.sign ?? 0) * cost;
    }
    return value;
  }

  private counted(kind: string): boolean {
    const text = kind.toLowerCase();
    if (this.only) return this.only.some((one) => text.startsWith(one));
    return !this.without.some((one) => text.startsWith(one));
  }

  private isOfCurrency(text: string): boolean {
    if (text !== "") this.counts.currencies.add(text);
    return this.options.currency === undefined || text.toUpperCase() === this.options.currency.toUpperCase();
  }

  private strategyOf(text: string): number {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const strategy = this.pivot.strategy(text.trim().normalize("NFC") || "(no name)");
    this.known.set(text, strategy);
    return strategy;
  }

  private withoutDay(chunk: ColumnChunk, row: number, value: number): void {
    const { counts, place } = this;
    const { line } = chunk;
    const hasEntry = place.entry >= 0 && dayText(cell(chunk, place.entry, row)) !== "";
    if (hasEntry || isOpen.test(cell(chunk, 0, row).trim())) counts.open++;
    else if (Number.isNaN(value)) counts.blank++;
    // The total below a list, where no column but those of amounts says anything.
    else if (Math.abs(value - this.sum) < 0.01 && this.isNameless(chunk, row)) counts.other++;
    else
      throw new Problem(
        "bad-input",
        `${this.file.source.path}, line ${line(row)}: the row has a P&L but no day.`,
        {
          file: this.file.source.path,
          line: line(row),
          column: this.file.header[this.rule.day] ?? "",
          remedy: "Correct the row, or say which column holds the day (--day COLUMN).",
        },
      );
  }

  private isNameless(chunk: ColumnChunk, row: number): boolean {
    return [...this.byPlaces, this.place.rowType].every((at) => cell(chunk, at, row).trim() === "");
  }

  /** Why cells of the P&L are no number, by row of the chunk; those of fees are listed. */
  private rejected({ read, firstRow }: ColumnChunk): Map<number, { text: string; reason: string }> {
    const left = new Map<number, { text: string; reason: string }>();
    read.rejectColumn.forEach((column, index) => {
      const at = this.numbers.indexOf(column);
      if (at < 0) return;
      const row = (read.rejectRow[index] ?? 0) - firstRow;
      const text = read.rejectText[index] ?? "";
      const reason = csvRejectReasons[read.rejectReason[index] ?? 0] ?? "text";
      if (at === 0) left.set(row, { text, reason });
      else if (reason !== "blank" && reason !== "na-token") {
        const line = (read.rejectLine[index] ?? 1) - this.file.shift.lines;
        this.listReject(row + firstRow, line, column, null, text, reason);
      }
    });
    return left;
  }

  private unread(
    chunk: ColumnChunk,
    row: number,
    strategy: number,
    why: { text: string; reason: string } | undefined,
  ): void {
    const { source, header } = this.file;
    const line = chunk.line(row);
    if (this.options.missing === "refuse") {
      throw new Problem("bad-input", `${source.path}, line ${line}: "${why?.text ?? ""}" is no amount.`, {
        file: source.path,
        line,
        column: header[this.rule.value] ?? "",
        remedy: "Correct the cell, or count such cells as 0 or as missing (--missing zero or keep).",
      });
    }
    const name = this.pivot.strategies[strategy] ?? "";
    this.listReject(
      chunk.firstRow + row,
      line,
      this.rule.value,
      name,
      why?.text ?? "",
      why?.reason ?? "blank",
    );
  }

  private listReject(
    row: number,
    line: number,
    column: number,
    strategy: string | null,
    text: string,
    reason: string,
  ): void {
    this.counts.unread++;
    if (this.counts.rejects.length >= this.options.rejectLimit) return;
    const value = this.options.missing === "zero" ? 0 : null;
    this.counts.rejects.push({
      file: this.file.source.path,
      row,
      line,
      byte: null,
      column: this.file.header[column] ?? "",
      strategy,
      text,
      reason,
      value,
    });
  }
}
