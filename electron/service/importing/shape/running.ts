import type { ColumnRole, SourceLayout, TableShape } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf } from "../../../contract/text.ts";
import type { CallContext } from "../../context.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import type { ImportSettings } from "../import-settings.ts";
import { type NumberStyle, readNumber } from "../numbers/number-text.ts";
import { findNumberStyle } from "../numbers/read-style.ts";
import { isSentinel } from "../numbers/sentinels.ts";
import { beyondFindings, type LongRows, longRowRejects } from "../rows/long-rows.ts";
import type { Reject } from "../rows/plan-rows.ts";
import type { CsvFile } from "../source/open-csv.ts";
import { commonMoney } from "../source/units.ts";
import { dayText, readDays } from "./day-text.ts";
import { writeWide } from "./pivot.ts";
import { type ColumnChunk, readColumns } from "./read-columns.ts";
import { unknownUnit } from "./returns-as-amounts.ts";

/** A wide table of running totals, prices or returns: what its columns are. */
export interface RunningTable {
  readonly file: CsvFile;
  readonly shape: TableShape & ("equity" | "prices" | "returns");
  readonly roles: readonly ColumnRole[];
  readonly layout: SourceLayout;
  readonly settings: ImportSettings;
  readonly target: string;
}

interface WrittenTable {
  readonly roles: readonly ColumnRole[];
  readonly findings: readonly Finding[];
  readonly rejects: readonly Reject[];
  /** How the numbers of the file were written. */
  readonly numbers: NumberStyle;
  /** The sign of a currency that its cells carry. */
  readonly money: string;
  /** What returns were in. */
  readonly unit: SourceLayout["unit"];
  /** Of the dates that were written. */
  readonly dateFormat: string;
  readonly dateBecause: string;
}

/**
 * Writes daily P&L of a table of running totals (differences), prices (differences, or returns of a capital) or returns
 * (of a capital; without one they stay what they are). Throws Problem.
 */
export async function writeRunning(table: RunningTable, call?: CallContext): Promise<WrittenTable> {
  const { file, roles, shape, target, settings } = table;
  const { dialect } = settings;
  const kept = roles.flatMap((role, column) => (role === "strategy" || role === "ignore" ? [] : [column]));
  const values = roles.flatMap((role, column) => (role === "strategy" ? [column] : []));
  const date = roles.indexOf("date");
  // A total needs its row before: newest first, that one comes later in the file.
  const { rows: all, numbers, unit: written, notation, beyond } = await readAll(table, kept, values, call);
  const sign = written || commonMoney(file.units, values);
  const days = all.map(({ heads }) => heads[kept.indexOf(date)] ?? "");
  const read = readDays(
    [...new Set(days.map(dayText))],
    dialect.dateFormat,
    file.source.path,
    file.header[date] ?? "",
  );
  if (shape !== "returns") checkOrder(file, days, read.dates);
  const isBackwards = shape !== "returns" && firstDiffers(days, read.dates);
  const rows: { heads: string[]; cells: Float64Array }[] = [];
  const width = values.length;
  const findings: Finding[] = [];
  const unit = unitOf(table, sign === "%");
  const layout = { ...table.layout, unit };
  const step = stepOf(shape, layout);
  const order = Array.from({ length: all.length }, (_, row) => (isBackwards ? all.length - 1 - row : row));
  const start = step === null ? null : startOf(shape, layout, all, order, width);
  const before = new Float64Array(width).fill(start?.value ?? Number.NaN);
  for (const row of order) {
    const { heads, cells } = all[row] as (typeof all)[number];
    const out = new Float64Array(width);
    for (let at = 0; at < width; at++) {
      const value = cells[at] as number;
      out[at] = step === null ? value * scaleOf(layout) : step(value, before[at] as number);
      if (step !== null && !Number.isNaN(value)) before[at] = value;
    }
    rows.push({ heads, cells: out });
  }
  if (start?.drops) rows.shift();
  if (isBackwards) rows.reverse();
  findings.push(...toldOf({ ...table, layout }, width, start, isBackwards));
  findings.push(...notation, ...beyondFindings(beyond, settings.policies.longRows));
  const header = [...kept, ...values].map((column) => file.header[column] ?? "");
  await writeWide(target, header, rows, "");
  return {
    roles: [...kept.map((column) => roles[column] as ColumnRole), ...values.map(() => "strategy" as const)],
    findings,
    rejects: longRowRejects(beyond.long, file),
    numbers,
    money: sign === "%" ? "" : sign,
    unit,
    dateFormat: read.format,
    dateBecause: read.because,
  };
}

/** P&L of a row from its value and the one before; null for returns, which need none. */
function stepOf(
  shape: RunningTable["shape"],
  { capital }: SourceLayout,
): ((value: number, before: number) => number) | null {
  if (shape === "returns") return null;
  if (shape === "prices" && capital !== undefined) return (value, before) => (value / before - 1) * capital;
  return (value, before) => value - before;
}

/** What returns are in: as it was said, else as their cells say. Throws Problem where that differs, or neither says it. */
function unitOf({ file, shape, layout }: RunningTable, hasPercents: boolean): SourceLayout["unit"] {
  if (shape !== "returns") return layout.unit;
  const { path } = file.source;
  if (hasPercents && layout.unit === "fraction")
    throw new Problem(
      "bad-input",
      `${path}: its returns are in percent, as their signs say, and were said to be fractions of the capital.`,
      { file: path, remedy: "Say that they are in percent (--unit percent)." },
    );
  if (hasPercents) return "percent";
  if (layout.unit === undefined && layout.capital !== undefined)
    throw unknownUnit(path, "its returns", { cells: [] });
  return layout.unit;
}

const scaleOf = ({ capital, unit }: SourceLayout): number =>
  (capital ?? 1) * (capital !== undefined && unit === "percent" ? 0.01 : 1);

interface Start {
  /** What every column is before the first row; NaN = its own first value, and that row has no P&L. */
  readonly value: number;
  readonly drops: boolean;
  readonly because: string;
}

/** Far from zero against what a day changes: an account's value or a price, not the P&L of a first day. */
function startOf(
  shape: RunningTable["shape"],
  { capital }: SourceLayout,
  all: readonly { readonly cells: Float64Array }[],
  order: readonly number[],
  width: number,
): Start {
  if (shape === "equity" && capital !== undefined)
    return { value: capital, drops: false, because: `before the first row the account held ${capital}` };
  let far = 0;
  let known = 0;
  for (let at = 0; at < width; at++) {
    const series = order.map((row) => all[row]?.cells[at] as number).filter((value) => !Number.isNaN(value));
    const steps = series.slice(1).map((value, index) => Math.abs(value - (series[index] as number)));
    const size = steps.reduce((sum, value) => sum + value, 0) / Math.max(1, steps.length);
    if (series.length < 2) continue;
    known++;
    if (Math.abs(series[0] as number) > 10 * size) far++;
  }
  if (shape === "prices" || far * 2 > known || known === 0)
    return {
      value: Number.NaN,
      drops: true,
      because: "the first row has nothing before it and was left out",
    };
  return { value: 0, drops: false, because: "the totals begin with the P&L of the first row" };
}

function toldOf(
  { shape, layout, file }: RunningTable,
  columns: number,
  start: Start | null,
  isBackwards: boolean,
): Finding[] {
  const { capital, unit } = layout;
  const of = capital === undefined ? "" : ` of a capital of ${capital}`;
  const what = {
    equity: "running totals became daily P&L by difference",
    prices:
      capital === undefined
        ? "prices became daily P&L of one unit by difference"
        : `prices became daily P&L by their returns${of}`,
    returns:
      capital === undefined
        ? `returns were kept in ${unit === "percent" ? "percent" : "fractions of the capital"}: no capital was said (--capital)`
        : `returns became daily P&L${of}`,
  }[shape];
  const order = isBackwards ? "; the newest row comes first in the file" : "";
  const message = `${countOf(columns, "column")} of ${what}${start ? `; ${start.because}` : ""}${order}`;
  return [{ kind: "shape", count: columns, message, examples: file.header.slice(1, 4) }];
}

/** Columns of numbers that are no strategies are written with a decimal point, as the rest of the copy. */
const numeric: readonly ColumnRole[] = ["confidence", "transition_threshold", "capital"];

async function readAll(
  { file: given, roles, settings }: RunningTable,
  kept: readonly number[],
  values: readonly number[],
  call?: CallContext,
): Promise<{
  rows: { heads: string[]; cells: Float64Array }[];
  numbers: NumberStyle;
  /** The sign that cells carry, and what is to be said of how they are written. */
  unit: string;
  notation: readonly Finding[];
  beyond: LongRows;
}> {
  const rows: { heads: string[]; cells: Float64Array }[] = [];
  const width = values.length;
  const { style, sample } = await findNumberStyle(given, values, settings, call);
  const file = { ...given, numbers: style };
  const head = (text: string, column: number): string => {
    if (style.decimal !== "," || !numeric.includes(roles[column] ?? "ignore")) return text;
    const value = readNumber(text, { ...style, accounting: true });
    return value === null ? text : String(value);
  };
  const take = ({ count, texts, numbers, isLeftOut }: ColumnChunk): void => {
    for (let row = 0; row < count; row++) {
      if (isLeftOut(row)) continue;
      rows.push({
        heads: texts.map((cells, at) => head(cells[row] ?? "", kept[at] ?? 0)),
        // A difference from what stands for no value would be two days of nonsense.
        cells: numbers
          .slice(row * width, (row + 1) * width)
          .map((cell) => (isSentinel(cell) ? Number.NaN : cell)),
      });
    }
  };
  sample.begin();
  const columns = { texts: kept, numbers: values };
  const beyond = await readColumns(file, columns, settings, take, call, "Reading totals", { sample });
  sample.judge(file, file.opened.rowCount, settings);
  return { rows, numbers: style, unit: sample.unit(), notation: sample.findings(), beyond };
}

const datesOf = (days: readonly string[], distinct: readonly (string | null)[]): (string | null)[] => {
  const texts = [...new Set(days.map(dayText))];
  const known = new Map(texts.map((text, at) => [text, distinct[at] ?? null]));
  return days.map((text) => known.get(dayText(text)) ?? null);
};

function firstDiffers(days: readonly string[], distinct: readonly (string | null)[]): boolean {
  const dates = datesOf(days, distinct).filter((date) => date !== null);
  return (dates[0] ?? "") > (dates.at(-1) ?? "");
}

/** Differences need rows in order of time. */
function checkOrder(file: CsvFile, days: readonly string[], distinct: readonly (string | null)[]): void {
  const dates = datesOf(days, distinct);
  const known = dates.filter((date) => date !== null);
  const isUp = known.every((date, at) => at === 0 || date >= (known[at - 1] as string));
  const isDown = known.every((date, at) => at === 0 || date <= (known[at - 1] as string));
  if (isUp || isDown) return;
  throw new Problem(
    "bad-input",
    `${file.source.path}: running totals need rows in order of time, and these are not.`,
    {
      file: file.source.path,
      remedy: "Sort the file by date.",
    },
  );
}
