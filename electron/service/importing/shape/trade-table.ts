import { join } from "node:path";
import type { ColumnRole } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf } from "../../../contract/text.ts";
import type { CallContext } from "../../context.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { counted } from "../counted.ts";
import { monthsFinding } from "../dates/months.ts";
import { beyondFindings, type LongRows, longRowRejects } from "../rows/long-rows.ts";
import type { Reject } from "../rows/plan-rows.ts";
import type { SourceText } from "../source/head.ts";
import { type CsvFile, openMade } from "../source/open-csv.ts";
import { tableStem } from "../source/table-names.ts";
import { checkCurrencies } from "./currencies.ts";
import { DayFacts, factColumns } from "./day-facts.ts";
import type { DayPairs } from "./day-pairs.ts";
import { type ReadDays, readDays, weekEnd } from "./day-text.ts";
import { checkCells, Pivot, refuseAmounts, writeWide } from "./pivot.ts";
import { executionRule, readExecutions } from "./read-executions.ts";
import { laterMark, noTrades, readTrades, type TradeCounts, zoneMark } from "./read-trades.ts";
import type { Decided, ShapeOptions } from "./shape-files.ts";
import { type TradeRule, tradeRule } from "./trade-rule.ts";
import { unusedOptions } from "./unused-options.ts";

interface Told {
  readonly shape: Decided["shape"];
  readonly because: string;
  readonly rule: TradeRule;
  readonly header: readonly string[];
  readonly file: CsvFile;
  readonly mapping: Decided["mapping"];
}

/** One wide table of any number of lists of trades, filled orders and long tables. */
export class TradeTable {
  private readonly shaping: ShapeOptions;
  private readonly pivot = new Pivot();
  private readonly origins: SourceText[] = [];
  private readonly totals = noTrades();
  private readonly findings: Finding[] = [];
  private first: Told | undefined;
  private isLong = true;
  private readonly facts = new DayFacts();
  private readonly pairs: { readonly pairs: DayPairs; readonly isSale: boolean }[] = [];
  /** Signs that the amounts of the files carry. */
  private readonly money = new Set<string>();

  constructor(shaping: ShapeOptions) {
    this.shaping = shaping;
  }

  /** Reads a file into the table. The caller closes it. Throws Problem. */
  async add(file: CsvFile, decided: Decided, call?: CallContext): Promise<void> {
    const { shape, because, layout, seen, mapping } = decided;
    const { settings, several } = this.shaping;
    refuseAmounts(file.source.path, file.opened.rowCount);
    const rule =
      shape === "executions"
        ? this.orderRule(file, decided)
        : tradeRule(file.source.path, seen, layout, { several, isLong: shape === "long" });
    this.first ??= { shape, because, rule, header: file.header, file, mapping };
    if (shape !== "long") this.isLong = false;
    const name = tableStem(file.source.name);
    if (shape === "executions") await this.addOrders(file, decided, rule, name, call);
    else {
      const counts = await readTrades(
        file,
        rule,
        this.pivot,
        {
          name,
          missing: settings.policies.missing,
          rejectLimit: settings.rejectLimit - this.totals.rejects.length,
          currency: layout.currency,
          only: layout.only,
          without: layout.without,
          facts: this.factsOf(file.header, shape, rule),
        },
        settings,
        call,
      );
      this.count(counts);
      this.pairs.push({ pairs: counts.pairs, isSale: rule.isSale });
      this.addBeyond(file, counts.beyond);
      checkCurrencies(file, counts.currencies, layout.currency);
    }
    this.origins.push({ ...file.source, sha256: file.source.sha256 ?? file.opened.sha256 });
    this.findings.push(...file.findings);
  }

  /** Regimes are kept of long tables: their rows are of days. */
  private factsOf(header: readonly string[], shape: Told["shape"], rule: TradeRule) {
    if (shape !== "long" || rule.period === "week") return new Map<number, never>();
    const found = factColumns(header, usedBy(rule));
    return new Map([...found].map(([role, at]) => [at, this.facts.column(role, header[at] ?? "")]));
  }

  private orderRule(file: CsvFile, { seen, layout }: Decided): TradeRule {
    // Orders have no column of P&L: any column of numbers stands for it in the rule, which is not used.
    const value = file.header[seen.columns.get("price")?.[0] ?? 0] ?? "#1";
    const { rowType: _, ...rule } = tradeRule(
      file.source.path,
      seen,
      { ...layout, value },
      { several: this.shaping.several, isLong: false },
    );
    const { value: _value, ...own } = rule.layout;
    return { ...rule, rowType: null, layout: { ...own, fees: layout.fees ?? "out" } };
  }

  private async addOrders(
    file: CsvFile,
    decided: Decided,
    rule: TradeRule,
    name: string,
    call?: CallContext,
  ): Promise<void> {
    const orders = executionRule(file.source.path, decided.seen, rule.day);
    const takesFees = rule.layout.fees !== "in";
    const { rows, other, foreign, beyond, open, findings } = await readExecutions(
      file,
      orders,
      rule.by,
      name,
      takesFees,
      this.pivot,
      this.shaping.settings,
      rule.layout.currency,
      call,
    );
    this.totals.rows += rows;
    this.totals.other += other;
    this.totals.foreign += foreign;
    this.findings.push(...findings);
    this.addBeyond(file, beyond);
    if (open.length > 0)
      this.findings.push({
        kind: "open-positions",
        count: open.length,
        message: `${counted(open.length, "position", "are")} not closed at the end of the list and ${open.length === 1 ? "counts" : "count"} for nothing`,
        examples: open.slice(0, 20),
      });
  }

  private count(counts: TradeCounts): void {
    for (const key of ["rows", "open", "other", "foreign", "blank", "unread"] as const)
      this.totals[key] += counts[key];
    this.addRejects(counts.rejects);
    this.totals.numbers = counts.numbers;
    this.findings.push(...counts.notation);
    this.money.add(counts.money);
    for (const one of counts.currencies) this.totals.currencies.add(one);
  }

  /** One by one: they may be more than a call takes arguments. */
  private addRejects(rejects: readonly Reject[]): void {
    for (const one of rejects) this.totals.rejects.push(one);
  }

  private addBeyond(file: CsvFile, beyond: LongRows): void {
    this.addRejects(longRowRejects(beyond.long, file));
    this.findings.push(...beyondFindings(beyond, this.shaping.settings.policies.longRows));
  }

  /** The table; undefined when no file went into it. Throws Problem. */
  async finish(call?: CallContext): Promise<CsvFile | undefined> {
    const { first, pivot } = this;
    if (!first) return undefined;
    const { settings, folder } = this.shaping;
    const { path } = first.file.source;
    if (pivot.count === 0)
      throw new Problem("bad-input", `${path} has no row with a day and a P&L.`, {
        file: path,
        remedy: "Check which columns hold them (--day, --value).",
      });
    const { observations, rowOf, days } = this.observations(first);
    checkCells(path, observations.length, pivot.strategies.length);
    const target = join(await folder(), "trades-wide.csv");
    const hasZone = first.rule.zone !== null;
    const facts = this.facts.finish(rowOf, observations.length, (row) => dateOfKey(observations[row]));
    this.findings.push(...facts.findings);
    const header = [
      "Date",
      ...(hasZone ? ["Zone"] : []),
      ...facts.columns.map(({ name }) => name),
      ...pivot.strategies,
    ];
    const { missing } = settings.policies;
    // A day without a trade is a day without P&L; a long table lacks a row where a strategy has no value.
    const gap = this.isLong && missing !== "zero" ? "" : "0";
    const empty = { count: 0 };
    const heads = observations.map((key, row) => {
      const [date = "", , zone = ""] = key.split("\u0000");
      return [date, ...(hasZone ? [zone] : []), ...facts.columns.map(({ cells }) => cells[row] ?? "")];
    });
    await writeWide(target, header, this.rows(heads, rowOf, empty), gap);
    if (this.isLong && missing === "refuse" && empty.count > 0)
      throw new Problem("bad-input", `${path} has no row for ${empty.count} of all days and strategies.`, {
        file: path,
        remedy: "Count them as 0 or as missing (--missing zero or keep).",
      });
    const roles: ColumnRole[] = [
      "date",
      ...(hasZone ? ["zone" as const] : []),
      ...facts.columns.map(({ role }) => role),
      ...pivot.strategies.map(() => "strategy" as const),
    ];
    const [source = first.file.source] = this.origins;
    const bytes = this.origins.reduce((sum, one) => sum + one.bytes, 0);
    return openMade(
      { ...source, bytes, textPath: target },
      {
        findings: [...this.findings, ...this.told(first, observations.length, empty.count)],
        skippedLines: first.file.skippedLines,
        mapping: first.mapping,
        origins: this.origins,
        reshaped: {
          shape: first.shape,
          because: first.because,
          rule: { ...first.rule.layout, shape: first.shape },
          columns: first.header,
          rows: this.totals.rows,
          roles,
          dates: { table: "YYYY-MM-DD", file: { format: days.format, because: days.because } },
          rejects: this.totals.rejects,
          numbers: this.totals.numbers,
          money: this.money.size === 1 ? ([...this.money][0] ?? "") : "",
        },
      },
      settings,
      call,
    );
  }

  /** Days (and zones) in order of time, and the observation of each day that was met. */
  private observations({ rule, file, header }: Told): {
    observations: readonly string[];
    rowOf: Int32Array;
    days: ReadDays;
  } {
    const { settings } = this.shaping;
    const texts = this.pivot.days.map((text) => text.split(zoneMark)[0] ?? "");
    const distinct = [...new Set(texts.flatMap((text) => text.split(laterMark)))];
    const { path } = file.source;
    const days = readDays(distinct, settings.dialect.dateFormat, path, header[rule.day] ?? "");
    const dateOf = new Map(distinct.map((text, at) => [text, days.dates[at] ?? null]));
    // Lots that were bought on several days have "Various" for that of their purchase: they count on the day of the sale.
    const own = new Set(texts.map((text) => text.split(laterMark)[0] ?? ""));
    const bad = distinct.filter((text) => own.has(text) && dateOf.get(text) === null);
    if (bad.length > 0 && settings.policies.badDates === "refuse")
      throw new Problem(
        "bad-input",
        `${path}: "${bad[0]}" in "${header[rule.day]}" is not a date of the form ${days.format}.`,
        {
          file: path,
          column: header[rule.day] ?? "",
          remedy: "Correct the row, or leave such rows out (--bad-dates drop).",
        },
      );
    if (bad.length > 0)
      this.findings.push({
        kind: "bad-dates",
        count: bad.length,
        message: `${counted(bad.length, "day", "were")} left out with all their rows, because the date could not be read`,
        examples: bad.slice(0, 5),
      });
    this.findings.push(...days.findings, ...monthsFinding(days.format, this.totals.rows));
    for (const { pairs, isSale } of this.pairs) this.findings.push(...pairs.findings(days.read, isSale));
    const zones = [...new Set(this.pivot.days.map((text) => text.split(zoneMark)[1] ?? ""))];
    const keys = this.pivot.days.map((text, at) => {
      const [date = null, other = null] = (texts[at] ?? "").split(laterMark).map((one) => dateOf.get(one));
      if (date === null) return null;
      const last = other !== null && other > date ? other : date;
      const day = rule.period === "week" ? weekEnd(last) : last;
      const zone = text.split(zoneMark)[1] ?? "";
      return `${day}\u0000${String(zones.indexOf(zone)).padStart(6, "0")}\u0000${zone}`;
    });
    const observations = [...new Set(keys.filter((key) => key !== null))].sort();
    const places = new Map(observations.map((key, at) => [key, at]));
    const rowOf = Int32Array.from(keys, (key) => (key === null ? -1 : (places.get(key) ?? -1)));
    return { observations, rowOf, days };
  }

  private *rows(
    heads: readonly string[][],
    rowOf: Int32Array,
    empty: { count: number },
  ): Generator<{ heads: readonly string[]; cells: Float64Array }> {
    let at = 0;
    for (const cells of this.pivot.rows(rowOf, heads.length)) {
      if (this.isLong) for (const cell of cells) if (Number.isNaN(cell)) empty.count++;
      yield { heads: heads[at++] ?? [], cells };
    }
  }

  /** The rule in words, and what was not taken. */
  private told(first: Told, days: number, empty: number): Finding[] {
    const { shape, rule, header } = first;
    const { totals, pivot, origins } = this;
    const found: Finding[] = [];
    const add = (kind: string, count: number, message: string, examples: string[] = []): void => {
      if (count > 0) found.push({ kind, count, message, examples });
    };
    const size = { rows: totals.rows, files: origins.length, days, strategies: pivot.strategies.length };
    add("shape", totals.rows, inWords(first, size));
    add("open-trades", totals.open, `${counted(totals.open, "trade", "were")} left out as still open`);
    add(
      "other-rows",
      totals.other,
      `${counted(totals.other, "row", "were")} left out: no trades of the list (deposits, totals, other kinds)`,
    );
    add(
      "foreign-rows",
      totals.foreign,
      `${counted(totals.foreign, "row", "were")} left out as in another currency`,
    );
    add(
      "blank-rows",
      totals.blank,
      `${counted(totals.blank, "row", "were")} left out with neither day nor P&L`,
    );
    add(
      "unread-amounts",
      totals.unread,
      `${counted(totals.unread, "amount", "were")} not added, being no number`,
    );
    const unused = rule.unusedFees.map((at) => header[at] ?? "");
    if (shape === "trades")
      add(
        "fees",
        unused.length,
        "the P&L was taken as written; columns of fees were not taken off (--fees out does)",
        unused,
      );
    found.push(...unusedColumns(first));
    found.push(...unusedOptions(this.shaping.options.layout, shape, rule.factor !== 1));
    add("gaps", empty, `${counted(empty, "cell", "have")} no row in the long table`);
    return found;
  }
}

/** The date of an observation's key. */
const dateOfKey = (key = ""): string => key.split("\u0000")[0] ?? "";

const kindsOfList = {
  long: "a long table",
  trades: "a list of trades",
  executions: "a list of filled orders",
} as const;

/** The rule by which rows became a table. */
function inWords(
  { shape, rule, header }: Told,
  { rows, files, days, strategies }: Record<"rows" | "files" | "days" | "strategies", number>,
): string {
  const name = (at: number): string => `"${header[at] ?? ""}"`;
  const by =
    rule.names === "columns"
      ? `strategies by ${rule.by.map(name).join(" and ")}`
      : rule.names === "file"
        ? "strategies by file"
        : "one strategy of all rows";
  const what = `${countOf(rows, "row")} of ${kindsOfList[shape as keyof typeof kindsOfList]}`;
  const { capital } = rule.layout;
  const returns = rule.factor === 1 ? "" : `, returns of a capital of ${capital}`;
  const amount =
    shape === "executions" ? "P&L by matching first in, first out" : `P&L from ${name(rule.value)}${returns}`;
  const fees = rule.fees.length > 0 ? `, less ${rule.fees.map(({ column }) => name(column)).join(", ")}` : "";
  const per =
    rule.period === "zone"
      ? `${countOf(days, "row")} of days and zones`
      : countOf(days, rule.period === "week" ? "week" : "day");
  const of = files > 1 ? ` of ${files} files` : "";
  return `${what}${of} became ${per} x ${countOf(strategies, "strategy")}: day from ${name(rule.day)}, ${amount}${fees}, ${by}`;
}

/** Places of the columns that a rule reads. */
function usedBy(rule: TradeRule): (number | null)[] {
  const { day, value, zone, currency, rowType, status, legs, by, unusedFees } = rule;
  // Of fees that were not taken off something else is said.
  const fees = [...rule.fees.map(({ column }) => column), ...unusedFees];
  return [day, value, zone, currency, rowType, status, legs, ...by, ...fees];
}

/** Of trades most columns are of no use here; a long table has few, and each of them may have been meant. */
function unusedColumns({ shape, rule, header }: Told): Finding[] {
  const own = usedBy(rule);
  const used = [...own, ...(rule.period === "week" ? [] : factColumns(header, own).values())];
  const left = shape === "long" ? header.filter((name, at) => name !== "" && !used.includes(at)) : [];
  if (left.length === 0) return [];
  const isZoned = rule.period !== "zone" && left.some((name) => /zone|session/i.test(name));
  const message = `${counted(left.length, "column", "do")} not go into the table${isZoned ? " (--period zone keeps zones apart)" : ""}`;
  return [{ kind: "unused-columns", count: left.length, message, examples: left.slice(0, 20) }];
}
