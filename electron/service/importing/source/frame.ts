import { open } from "node:fs/promises";
import { startsWithDate } from "../dates/day-at-start.ts";
import { splitRecord } from "../dialect/sample-text.ts";
import { moneyOf } from "./units.ts";

/** What stands around the table of a text file. Offsets in bytes. */
export interface Frame {
  /** Names to put before the rows, where the file's own header takes several lines or has units below; else null. */
  readonly header: readonly string[] | null;
  /** Delimiter that the file declares ("sep=;"). */
  readonly delimiter: string | null;
  /** Where the table begins: at its header line, or, with a `header`, at its first row; and that line, from 1. */
  readonly start: number;
  readonly line: number;
  /** Where it ends. */
  readonly end: number;
  /** What the cells of each column are in, where a line below the names says it; else null. */
  readonly units: readonly string[] | null;
  /** Lines left out above the header and below the table, as texts. */
  readonly above: readonly string[];
  readonly below: readonly string[];
}

const headBytes = 1 << 18;
const tailBytes = 1 << 16;
/** So many lines are looked through for the first row. */
const mostLines = 200;

interface Line {
  readonly text: string;
  readonly start: number;
}

const isNumber = /^\s*[-+(−]?[$€£¥₹]?\s?[-+]?[\d][\d.,' ]*\)?\s*%?\s*$|^\s*[-+]?[.,]\d+\s*$/;

/** Where a row has its day: among its first cells. */
const dateCells = 12;

/**
 * Finds the table within a UTF-8 file: what is a title, a comment, a declaration of the delimiter, a second header line, a line
 * of units or a footer. null when there is nothing but header and rows. `skip` are lines that a user says lie above the header.
 */
export async function findFrame(path: string, skip: number | undefined): Promise<Frame | null> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const head = Buffer.alloc(Math.min(headBytes, size));
    await file.read(head, 0, head.length, 0);
    const lines = linesOf(head, size > head.length);
    const found =
      skip === undefined ? findTable(lines) : { at: skip, rows: null, delimiter: declared(lines[0]) };
    const tail = Buffer.alloc(Math.min(tailBytes, size));
    await file.read(tail, 0, tail.length, size - tail.length);
    const below = footer(
      linesOf(tail, false),
      size - tail.length > 0,
      found?.delimiter ?? usualDelimiter(lines),
    );
    if (found === null && below.length === 0) return null;
    const end = below.length > 0 ? size - tail.length + (below[0]?.start ?? 0) : size;
    const texts = below.map(({ text }) => shown(text));
    const none = {
      header: null,
      delimiter: null,
      start: 0,
      line: 1,
      end,
      above: [],
      units: null,
      below: texts,
    };
    if (found === null) return none;
    const above = lines.slice(0, found.at).map(({ text }) => shown(text));
    const start = lines[found.at]?.start ?? size;
    const cut = { ...none, delimiter: found.delimiter, start, line: found.at + 1, above };
    if (found.rows === null) return cut;
    const { names, first, units } = found.rows;
    return { ...cut, header: names, start: lines[first]?.start ?? size, line: first + 1, units };
  } finally {
    await file.close();
  }
}

const asUtf8 = (text: string): string => Buffer.from(text, "latin1").toString("utf8");

const shown = (text: string): string =>
  asUtf8(text)
    .replaceAll(/[,;\t|]+$/g, "")
    .slice(0, 120);

/** Lines as Latin-1 texts, so that places in them are offsets. The last one is left away when it may be cut. */
function linesOf(bytes: Buffer, isCut: boolean): Line[] {
  const text = bytes.toString("latin1");
  const lines: Line[] = [];
  const ends = /\r\n|\n|\r/g;
  let start = text.startsWith("\xef\xbb\xbf") ? 3 : 0;
  let inQuotes = false;
  for (let found = ends.exec(text); found; found = ends.exec(text)) {
    const line = text.slice(start, found.index);
    if ((line.split('"').length - 1) % 2 === 1 && !inQuotes && line.includes('"')) {
      // A cell over several lines: the line goes on where its quotes close, unless they never do.
      const rest = text.indexOf('"', found.index);
      if (rest > 0 && rest - found.index < 10_000) {
        inQuotes = true;
        continue;
      }
    }
    const whole = (line.split('"').length - 1) % 2 === 0;
    if (inQuotes && !whole) continue;
    inQuotes = false;
    lines.push({ text: line, start });
    start = found.index + found[0].length;
    if (lines.length > mostLines && isCut) return lines;
  }
  if (!isCut && start < text.length) lines.push({ text: text.slice(start), start });
  return lines;
}

const declared = (line: Line | undefined): string | null =>
  /^"?sep=(.)"?$/i.exec(line?.text ?? "")?.[1] ?? null;

/** The one that cuts the most lines into the most cells. */
function usualDelimiter(lines: readonly Line[]): string {
  const counts = [",", ";", "\t", "|"].map((delimiter) => ({
    delimiter,
    cells: lines
      .slice(0, mostLines)
      .reduce((sum, { text }) => sum + Math.log(splitRecord(text, delimiter).length), 0),
  }));
  return counts.reduce((most, one) => (one.cells > most.cells ? one : most)).delimiter;
}

interface FoundTable {
  /** Place of the header line. */
  readonly at: number;
  /** Names that were put together from several lines, and the place of the first row; null = as in the file. */
  readonly rows: {
    readonly names: string[];
    readonly first: number;
    readonly units: readonly string[] | null;
  } | null;
  readonly delimiter: string | null;
}

/** null when the first line is the header, or data, or nothing is a row of a table. */
function findTable(lines: readonly Line[]): FoundTable | null {
  const delimiter = declared(lines[0]);
  const from = delimiter === null ? 0 : 1;
  const split = delimiter ?? usualDelimiter(lines);
  const cells = lines.map(({ text }) => splitRecord(text, split).map((cell) => cell.text.trim()));
  const first = cells.findIndex((_, at) => at >= from && isRow(cells, at));
  const unchanged = from > 0 ? { at: from, rows: null, delimiter } : null;
  if (first < 0) return longHeader(cells, from, delimiter) ?? unchanged;
  // A line of dates is the header of a table on its side, whose rows begin with names; above rows that begin with days it is a
  // period.
  const beginsWithDay = startsWithDate.test(cells[first]?.[0] ?? "");
  const dates = cells.findIndex(
    (line, at) =>
      !beginsWithDay &&
      at >= from &&
      at < first &&
      line.filter((one) => startsWithDate.test(one)).length > line.length / 2 &&
      line.length > 2,
  );
  if (first <= from || dates === from) return unchanged;
  if (dates > 0) return { at: dates, rows: null, delimiter };
  const named = headerAbove(cells, from, first);
  if (named !== null) return named === 0 ? null : { at: named, rows: null, delimiter };
  let last = first - 1;
  while (last > from && isBlank(cells[last])) last--;
  // A line with a day above the first row is a row, too, if only of texts.
  if (isBlank(cells[last]) || cells[last]?.some((cell) => startsWithDate.test(cell))) return unchanged;
  const width = cells[first]?.length ?? 0;
  // Files that were put together repeat their header: what has a day and numbers above it is a row.
  if (cells.slice(from + 1, last).some((line) => line.length === width && width > 1 && isDated(line)))
    return unchanged;
  const units =
    last > from &&
    isUnits(cells[last] as string[]) &&
    isNames(cells[last - 1] as string[], width) &&
    (isTold(cells[last - 1] as string[], width) || joinNames(cells, from, last, width) === null)
      ? (cells[last] as string[]).map(asUtf8)
      : null;
  if (units !== null) last--;
  const joined = joinNames(cells, from, last, width);
  const at = joined?.at ?? last;
  const names = joined?.names ?? (units === null && first === last + 1 ? null : (cells[last] as string[]));
  if (names === null || (units === null && joined === null))
    return at === 0 ? null : { at, rows: null, delimiter };
  return { at, rows: { names: names.map(asUtf8), first, units }, delimiter: split };
}

const dateWord = /dat|time|day|tag|zeit|fecha|jour|giorno|dia/i;

/**
 * Where rows without a readable day stand between the header and the first row that has one, the place of that header: it has
 * names alone, all different, where the lines between have numbers and no name of a day.
 */
function headerAbove(cells: readonly string[][], from: number, first: number): number | null {
  const width = cells[first]?.length ?? 0;
  const day = dayOf(cells[first] ?? []);
  let at = first - 1;
  const isUndated = (line: readonly string[]): boolean =>
    line.length === width && line.some((cell) => isNumber.test(cell)) && !dateWord.test(line[day] ?? "");
  while (at > from && (isBlank(cells[at]) || isUndated(cells[at] as string[]))) at--;
  const header = cells[at] ?? [];
  const isHeader =
    header.length === width &&
    header.every((cell, column) => cell !== "" || column === 0) &&
    new Set(header).size === width &&
    !header.some((cell) => isNumber.test(cell) || startsWithDate.test(cell));
  return isHeader && at < first - 1 && cells.slice(at + 1, first).some((line) => !isBlank(line)) ? at : null;
}

const isBlank = (cells: readonly string[] | undefined): boolean => !cells?.some((cell) => cell !== "");

const dayOf = (line: readonly string[]): number =>
  line.slice(0, dateCells).findIndex((cell) => startsWithDate.test(cell));

/** Whether a line has a day and a number behind or before it. */
function isDated(line: readonly string[]): boolean {
  const day = dayOf(line);
  return day >= 0 && line.some((cell, index) => index !== day && isNumber.test(cell));
}

/** A row has a day and a number, and the line below (if there is one) is like it. */
function isRow(cells: readonly (readonly string[])[], at: number): boolean {
  const line = cells[at] ?? [];
  const day = dayOf(line);
  if (!isDated(line)) return false;
  const next = cells.slice(at + 1).find((one) => !isBlank(one));
  if (next === undefined) return true;
  return (
    startsWithDate.test(next[day] ?? "") ||
    next.some((cell) => startsWithDate.test(cell)) ||
    isBlank([next[day] ?? ""])
  );
}

/** A header of thousands of names hides the rows from the look at the beginning: it is the first line that is long. */
function longHeader(cells: readonly string[][], from: number, delimiter: string | null): FoundTable | null {
  const at = cells.findIndex((line, place) => place >= from && line.length > 100);
  if (at <= from || cells.slice(from, at).some((line) => line.filter(Boolean).length > 10)) return null;
  return { at, rows: null, delimiter };
}

/** Words of a line below the names that says what the cells are in. */
const unit =
  /^[[(]?(currency|pnl|p&l|number|float64?|double|int(64)?|date(time)?|yyyy-mm-dd|string|text|units?|in [a-z]{2,8}|lakhs?|crores?)[\])]?$/i;

const isUnits = (line: readonly string[]): boolean => {
  const filled = line.filter(Boolean).map(asUtf8);
  return (
    filled.length >= Math.max(1, line.length - 1) / 2 &&
    filled.every((cell) => unit.test(cell) || moneyOf(cell) !== "")
  );
};

const isNames = (line: readonly string[], width: number): boolean =>
  line.length === width &&
  line.filter(Boolean).length >= Math.max(2, width - 1) &&
  !line.some((cell) => isNumber.test(cell)) &&
  line.some((cell) => /date|time|day/i.test(cell));

/** Whether every column has a name of its own. */
const isTold = (names: readonly string[], width: number): boolean =>
  new Set(names.filter(Boolean)).size >= Math.max(2, width);

/** Names out of several header lines, where the last one alone leaves columns without a name of their own. */
function joinNames(
  cells: readonly string[][],
  from: number,
  last: number,
  width: number,
): { names: string[]; at: number } | null {
  const own = cells[last] as string[];
  const isComplete = (names: readonly string[]): boolean => isTold(names, width);
  if (width < 2 || own.length !== width || isComplete(own)) return null;
  let levels = [own];
  for (let at = last - 1; at >= from && at >= last - 2; at--) {
    const line = cells[at] as string[];
    if (line.length !== width || line.filter(Boolean).length < 2 || line.some((cell) => isNumber.test(cell)))
      break;
    levels = [spread(line), ...levels];
    const told = levels.filter((level) => new Set(level.slice(1).filter(Boolean)).size > 1);
    const names = Array.from({ length: width }, (_, column) => {
      const parts = (column === 0 ? levels.slice(-1) : told).map((level) => level[column] ?? "");
      return parts.filter(Boolean).join(" ");
    });
    const [day = ""] = names;
    if (day === "") names[0] = levels.map((level) => level[0]).find(Boolean) ?? "Date";
    if (isComplete(names)) return { names, at };
  }
  return null;
}

/** A name over several columns stands over the first of them. */
function spread(line: readonly string[]): string[] {
  let before = "";
  return line.map((cell, column) => {
    if (column === 0) return cell;
    before = cell || before;
    return before;
  });
}

const closing =
  /^["'\s]*(grand |sub|net )?(totals?|sum|average|avg|mean|median|count|max|min|std|end of|generated|exported|created|printed|report|note|source|disclaimer|copyright|page |\*|--|==|#|©)/i;

/** Lines at the end of a file that are no rows: totals, notes. A row whose day cannot be read is none of them. */
function footer(lines: readonly Line[], isCut: boolean, delimiter: string): Line[] {
  const own = isCut ? lines.slice(1) : lines;
  const found: Line[] = [];
  let blanks: Line[] = [];
  for (const line of own.slice(-30).toReversed()) {
    const cells = splitRecord(line.text, delimiter);
    const filled = cells.filter(({ text }) => text.trim() !== "");
    if (filled.length === 0) {
      blanks.push(line);
      continue;
    }
    const hasDay = cells.slice(0, dateCells).some(({ text }) => startsWithDate.test(text));
    const isText =
      filled.length === 1 && cells.length > 1 && !/^[\d.,+-]+$/.test(filled[0]?.text.trim() ?? "");
    const isClosing = closing.test(filled[0]?.text ?? "");
    if ((hasDay && !isClosing) || !(isText || isClosing)) break;
    found.unshift(...blanks.toReversed(), line);
    blanks = [];
  }
  // A file of nothing but such lines is no table with a footer.
  return found.length > 0 && found.length < own.length - 1
    ? found.filter((line) => line.start >= (found[0]?.start ?? 0))
    : [];
}
