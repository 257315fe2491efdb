import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { InflateRaw } from "node:zlib";
import { csvField } from "../../../contract/text.ts";
import { mostBytes, Refusal } from "./unpack-archive.ts";
import type { Unpacked, UnpackTask } from "./unpack-beside.ts";

interface Cell {
  readonly t?: string;
  readonly v?: unknown;
  readonly z?: string | number;
}

type Sheets = typeof import("@e965/xlsx");

/** The system's inflation in place of the library's own, which takes eight times as long. */
class Inflation extends InflateRaw {
  constructor() {
    super({ maxOutputLength: mostBytes, chunkSize: 2 ** 20 });
  }

  /** Under the name that the library knows. */
  get bytesRead(): number {
    return this.bytesWritten;
  }
}

async function readSheets({ from, encoding }: UnpackTask, xlsx: Sheets) {
  const bytes = await readFile(from);
  xlsx.CFB.utils.use_zlib({ InflateRaw: Inflation });
  const options = {
    dense: true,
    raw: true,
    cellNF: true,
    cellText: false,
    cellFormula: false,
    cellHTML: false,
  } as const;
  // A page's numbers and dates stay texts: they are read like those of a text file.
  const text = encoding === undefined ? null : new TextDecoder(encoding).decode(bytes);
  return text === null
    ? xlsx.read(bytes, { ...options, type: "buffer" })
    : xlsx.read(text, { ...options, type: "string" });
}

const formats = new Map<string | number, "date" | "percent" | "number">();

/** What a number format shows: a book has few, and a sheet may have millions of cells. */
function formatKind(format: string | number, { SSF }: Sheets): "date" | "percent" | "number" {
  const known = formats.get(format);
  if (known) return known;
  const text = String(format);
  // What stands in quotes is shown as it is.
  const isPercent = /%/.test(text.replaceAll(/"[^"]*"|\\./g, ""));
  const kind = SSF.is_date(text) ? "date" : isPercent ? "percent" : "number";
  formats.set(format, kind);
  return kind;
}

/**
 * Cells as texts, with dates in ISO form and numbers as they are stored, whatever a cell shows; but that a number is a
 * percentage is said by its format alone.
 */
function cellText(cell: Cell | undefined, book: Book): string {
  if (cell === undefined || cell.v === undefined || cell.v === null) return "";
  if (cell.t === "n" && typeof cell.v === "number") {
    const kind = cell.z === undefined || cell.z === "General" ? "number" : formatKind(cell.z, book.xlsx);
    if (kind === "date") return serialText(cell.v, book);
    // 0.07 is 7 %, and not 7.000000000000001 %.
    if (kind === "percent") return `${Number((cell.v * 100).toPrecision(15))}%`;
    return Object.is(cell.v, -0) ? "-0" : String(cell.v);
  }
  if (cell.v instanceof Date)
    return cell.v.toISOString().slice(0, 19).replace("T", " ").replace(" 00:00:00", "");
  if (cell.t === "b") return cell.v ? "True" : "False";
  if (cell.t === "e") return "#N/A";
  return String(cell.v);
}

/** What the texts of a book's cells hang on. */
interface Book {
  readonly xlsx: Sheets;
  readonly date1904: boolean;
  /** The last date and its text: rows of one day stand together. */
  last: { readonly serial: number; readonly text: string };
}

function serialText(serial: number, book: Book): string {
  if (serial !== book.last.serial) book.last = { serial, text: dateText(serial, book) };
  return book.last.text;
}

const two = (value: number): string => String(value).padStart(2, "0");

function dateText(serial: number, { xlsx, date1904 }: Book): string {
  const part = xlsx.SSF.parse_date_code(serial, { date1904 });
  if (!part) return String(serial);
  const time = `${two(part.H)}:${two(part.M)}:${two(Math.floor(part.S))}`;
  if (serial < 1) return time;
  const date = `${String(part.y).padStart(4, "0")}-${two(part.m)}-${two(part.d)}`;
  return time === "00:00:00" ? date : `${date} ${time}`;
}

const isDatedText =
  /^\s*(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ](\d{1,2}|[A-Za-z]{3,9})[-/. ,]+\d{2,4}|[A-Za-z]{3,9} \d{1,2}, \d{4})/;

/** A date in one of its first cells, and a number in another. */
function isDated(cells: readonly string[]): boolean {
  const at = cells.findIndex((text, index) => index < 12 && isDatedText.test(text));
  return at >= 0 && cells.some((text, index) => index !== at && /\d/.test(text) && !isDatedText.test(text));
}

/** What the widest of the programs allow. */
const mostColumns = 16_384;

interface WrittenSheet {
  readonly name: string;
  readonly path: string;
  /** Rows with a date in one of their first cells and a number behind: what makes a table of P&L. */
  readonly dated: number;
  readonly rows: number;
}

type Rows = readonly (readonly (Cell | undefined)[] | undefined)[];

/** Writes a sheet as CSV text. Blank rows at the ends and blank columns at the right are left away. */
async function writeSheet(name: string, data: Rows, path: string, book: Book): Promise<WrittenSheet> {
  let width = 0;
  let dated = 0;
  if (data.some((row) => (row?.length ?? 0) > mostColumns))
    throw new Error(
      `a cell lies beyond the ${mostColumns.toLocaleString("en")} columns that a sheet can have`,
    );
  const lines: { readonly text: string; readonly cells: number }[] = [];
  // A row without a cell is a hole.
  for (const row of data) {
    const cells: string[] = [];
    let filled = 0;
    for (let i = 0; i < (row?.length ?? 0); i++) {
      const text = cellText(row?.[i], book);
      cells.push(text);
      if (text !== "") filled = i + 1;
    }
    if (filled === 0) continue;
    cells.length = filled;
    width = Math.max(width, filled);
    if (isDated(cells)) dated++;
    lines.push({ text: cells.map(csvField).join(","), cells: filled });
  }
  const target = createWriteStream(path, { flags: "wx" });
  const content = function* () {
    for (const { text, cells } of lines) yield `${text}${",".repeat(width - cells)}\n`;
  };
  await pipeline(Readable.from(chunked(content())), target);
  return { name, path, dated, rows: lines.length };
}

function* chunked(lines: Iterable<string>): Generator<string> {
  let text = "";
  for (const line of lines) {
    text += line;
    if (text.length < 1 << 16) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}

export async function unpackSheets(task: UnpackTask): Promise<Unpacked> {
  const xlsx = await import("@e965/xlsx");
  freezePrototypes();
  const book = await readSheets(task, xlsx).catch((error: Error) => {
    if (/password|encrypt/i.test(error.message))
      throw new Refusal("it is protected by a password", "Save it without a password.");
    throw error;
  });
  const texts: Book = {
    xlsx,
    date1904: book.Workbook?.WBProps?.date1904 === true,
    last: { serial: Number.NaN, text: "" },
  };
  const written: WrittenSheet[] = [];
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name] as { "!data"?: (Cell | undefined)[][] } | undefined;
    written.push(
      await writeSheet(name, sheet?.["!data"] ?? [], join(task.folder, `sheet-${index}.csv`), texts),
    );
  }
  const files = chooseSheets(written, task.sheet).map(({ path, name }) => ({ path, name }));
  return { files, sheets: written.map(({ name }) => name) };
}

function chooseSheets(sheets: readonly WrittenSheet[], wish: string | undefined): readonly WrittenSheet[] {
  const names = sheets.map(({ name }) => name).join(", ");
  const filled = sheets.filter(({ rows }) => rows > 1);
  if (filled.length === 0) throw new Refusal("it has no sheet with rows", "Check that it is the right file.");
  const tables = filled.filter(({ dated }) => dated > 0);
  if (wish === "*") return tables.length > 0 ? tables : filled;
  if (wish !== undefined) {
    const place = /^#(\d+)$/.exec(wish)?.[1];
    const found = place
      ? sheets[Number(place) - 1]
      : sheets.find(({ name }) => name.trim().toLowerCase() === wish.trim().toLowerCase());
    if (found) return [found];
    // It may be the name of one of several tables in the only sheet.
    if (sheets.length === 1) return filled;
    throw new Refusal(
      `it has no sheet "${wish}"`,
      `Its sheets are ${names} (--sheet).`,
      filled.map(({ name }) => name),
    );
  }
  const [first, second] = tables.toSorted((a, b) => b.dated - a.dated);
  if (!first) return [filled.reduce((most, one) => (one.rows > most.rows ? one : most))];
  // A sheet of figures may have a date or two; two tables of about one length are a question.
  if (!second || second.dated * 10 <= first.dated || second.dated <= 1) return [first];
  throw new Refusal(
    `it has several sheets with a table: ${tables.map(({ name }) => name).join(", ")}`,
    'Say which one, or join all of them by date (--sheet NAME, --sheet "*").',
    [...tables.map(({ name }) => name), "*"],
  );
}

/**
 * A workbook is a stranger's data: names in it must not become properties that everything inherits. The prototypes of arrays
 * and strings stay as they are: frozen, they make reading four times as slow and take five times the memory.
 */
function freezePrototypes(): void {
  Object.freeze(Object.prototype);
}
