import type { TradeRole } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import { inTurns } from "../../turns.ts";
import { knownName, normalName } from "../columns/names.ts";
import { assignRoles } from "../columns/plan-columns.ts";
import { isMonth, startsWithDate } from "../dates/day-at-start.ts";
import { presetMappings, savedMappings } from "../mappings.ts";
import type { CsvFile } from "../source/open-csv.ts";
import { clockOf } from "./day-pairs.ts";
import { dayText, readDays } from "./day-text.ts";
import { sampleColumns } from "./read-columns.ts";
import { countedDay, dayColumn, isTransposed, type SeenColumns, seeColumns } from "./recognise.ts";
import type { ShapeOptions } from "./shape-files.ts";
import { type TradeColumns, tradeColumns } from "./trade-columns.ts";

/** Where a table without a name for it has its day, and the rows that show it. */
const [lookedColumns, lookedRows] = [12, 50];

/**
 * The file with the name Date over its only column of dates, where no name says which that is: the index of pandas has none,
 * and other languages have others. Several such columns stay as they are. A file of which a mapping, a name or a rule says more
 * is not looked at.
 */
export async function withDateColumn(
  file: CsvFile,
  { home, options, settings, mapping }: ShapeOptions,
  call?: CallContext,
): Promise<CsvFile> {
  const { header } = file;
  if (isDateSaid({ options, mapping }) || header.length < 2) return file;
  if (await inTurns(isTransposed(header), call)) return file;
  if (await isDateNamed(header, home)) return file;
  const trades = tradeColumns(header);
  const isList = ["pnl", "net_pnl", "price", "quantity", "symbol", "strategy"].some((role) =>
    trades.has(role as TradeRole),
  );
  if (trades.has("entry_time") || trades.has("exit_time") || (isList && trades.has("date"))) return file;
  const columns = header.slice(0, lookedColumns).map((_, at) => at);
  const cells = await sampleColumns(file, columns, lookedRows, settings, call);
  const holding = (form: Pick<RegExp, "test">): number[] =>
    columns.filter((at) => areAll(cells[at] ?? [], form, 2));
  const days = holding(startsWithDate);
  const other = days.length > 0 ? days : holding(isMonth);
  // Days as numbers are known where a name speaks for them, too.
  const counted = holding(countedDay).filter((at) => trades.get("date")?.includes(at));
  const found = other.length > 0 ? other : counted;
  const [at] = found;
  if (at === undefined) return file;
  const shown = (one: number): string => header[one] || `#${one + 1}`;
  if (found.length === 2 && isList) {
    const pair = inOrder(file, found, cells, settings.dialect.dateFormat);
    if (pair) return pair;
  }
  // Several columns of one name are told apart by their places.
  const isTwice = (name: string | undefined): boolean =>
    header.indexOf(name ?? "") !== header.lastIndexOf(name ?? "");
  if (found.length > 1)
    throw severalDates(
      file,
      found.map((one) => (isTwice(header[one]) ? `#${one + 1}` : shown(one))),
    );
  const where = header[at] ? `"${header[at]}"` : `column ${at + 1}, which has no name`;
  const why = `no column is named as that of the dates: they were found in ${where}`;
  return named(file, new Map([[at, "Date"]]), why, cells[at] ?? []);
}

/** Whether the cells that are filled, so many at least, all have a form. */
export function areAll(cells: readonly string[], form: Pick<RegExp, "test">, least = 1): boolean {
  const filled = cells.filter((cell) => cell.trim() !== "");
  return filled.length >= least && filled.every((cell) => form.test(cell));
}

/** Whether a mapping or an option says which column holds the dates. */
const isDateSaid = ({ options, mapping }: Pick<ShapeOptions, "options" | "mapping">): boolean =>
  mapping !== undefined || options.layout.day !== undefined || Object.values(options.force).includes("date");

/** Whether a column has a name of dates, one of a mapping that is known. */
async function isDateNamed(header: readonly string[], home: string): Promise<boolean> {
  const known = [...presetMappings, ...(await savedMappings(home))];
  const dateName = knownName(new Set(known.flatMap(({ columns }) => (columns.date ?? []).map(normalName))));
  // Of a hundred thousand columns the first ones have it nearly always; roles are given only where none has.
  return (
    header.some((name) => dateName(name) !== undefined) ||
    known.some((one) => assignRoles(header, one).some(({ role }) => role === "date"))
  );
}

/**
 * A wide table with the name Date over the day of the exit, else of the entry, where it has no other dates: each row is the P&L
 * of the trades that ended, or began, on a day.
 */
export async function withTradeDate(
  file: CsvFile,
  { header, columns }: SeenColumns,
  { home, options, settings, mapping }: ShapeOptions,
  call?: CallContext,
): Promise<CsvFile> {
  // What is said to be something else is no date.
  const isForced = (at: number): boolean =>
    options.force[header[at] ?? ""] !== undefined || options.force[`#${at + 1}`] !== undefined;
  const days: TradeColumns = new Map(
    (["exit_time", "date", "entry_time"] as const).map((role) => [
      role,
      (columns.get(role) ?? []).filter((at) => !isForced(at)),
    ]),
  );
  const places = [...days.values()].flat();
  if (places.length === 0 || isDateSaid({ options, mapping }) || (await isDateNamed(header, home)))
    return file;
  // Of a table of many columns none was looked at.
  const looked = await sampleColumns(file, places, lookedRows, settings, call);
  const cells = header.map((_, at) => looked[places.indexOf(at)] ?? []);
  const at = dayColumn(seeColumns(header, cells).seen, days);
  if (at === undefined) return file;
  const why = `no column is named as that of the dates: a row was taken as that of its "${header[at]}"`;
  return named(file, new Map([[at, "Date"]]), why, cells[at] ?? []);
}

/** The file with other names over some of its columns, and why. */
const named = (
  file: CsvFile,
  names: ReadonlyMap<number, string>,
  message: string,
  cells: readonly string[],
): CsvFile => ({
  ...file,
  header: file.header.map((name, at) => names.get(at) ?? name),
  findings: [...file.findings, { kind: "date-column", count: 1, message, examples: cells.slice(0, 3) }],
});

/**
 * The file with names over its two columns of days, where in every row one is not before the other: entry and exit of a trade.
 * Throws Problem as readDays does.
 */
function inOrder(
  file: CsvFile,
  found: readonly number[],
  cells: readonly string[][],
  format: string,
): CsvFile | null {
  const [a = [], b = []] = found.map((at) => cells[at] ?? []);
  const column = file.header[found[0] ?? 0] ?? "";
  const days = readDays([...a, ...b].map(dayText), format, file.source.path, column).dates;
  const moments = [...a, ...b].map((text, at) =>
    days[at] ? `${days[at]} ${String(Math.max(0, clockOf(text))).padStart(5, "0")}` : null,
  );
  const pairs = a.flatMap((_, row) => {
    const [from, to] = [moments[row] ?? null, moments[a.length + row] ?? null];
    return from === null || to === null ? [] : [[from, to] as const];
  });
  const isUp = pairs.every(([from, to]) => from <= to);
  const isDown = pairs.every(([from, to]) => from >= to);
  if (isUp === isDown) return null;
  const [entry = 0, exit = 0] = isUp ? found : found.toReversed();
  const why = `column ${exit + 1} was taken as the day of the exit: in every row it is not before that of column ${entry + 1}`;
  const names = new Map([
    [entry, "Entry time"],
    [exit, "Exit time"],
  ]);
  return named(file, names, why, cells[exit] ?? []);
}

function severalDates(file: CsvFile, names: readonly string[]): Problem {
  return new Problem(
    "bad-input",
    `${file.source.path}: several columns hold dates (${names.join(", ")}), and no name says which day a row is of.`,
    {
      file: file.source.path,
      line: 1,
      remedy: `Say which, and leave the others out (--force '${names[0]}=date' --force '${names[1]}=ignore'); of a list of trades, which column holds the day and which the P&L (--shape trades --day COLUMN --value COLUMN).`,
    },
  );
}
