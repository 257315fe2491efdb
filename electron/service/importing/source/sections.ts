import { createWriteStream } from "node:fs";
import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { Problem } from "../../../contract/problem.ts";
import { hashFile } from "../../datasets/version/files.ts";
import { diskProblem } from "../../disk/durable.ts";
import { startsWithDate } from "../dates/day-at-start.ts";
import type { SourceText } from "./head.ts";
import { sheetQuestion } from "./unpack-beside.ts";

interface Place {
  /** In bytes. */
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
}

/** One of several tables that stand below one another in a text, as reports of brokers have them. */
interface Section {
  readonly name: string;
  /** Lines of its table, header first, as places in the file. */
  readonly lines: readonly Place[];
}

/** Larger reports than this do not exist; a larger text is one table. */
const mostBytes = 2 ** 28;
const headBytes = 1 << 14;

/** The table of closed trades, as reports call it; the better ones first. */
const tradeSections = [
  /^(closed )?(positions|transactions|trades)\b/i,
  /^(trade (list|history)|list of trades)\b/i,
];

/** What a text is read as when it has several tables: the text itself, or a copy of one of them. */
export interface Sectioned {
  readonly source: SourceText;
  /** What to take from lines and bytes of the copy to get those of the file. */
  readonly shift: { readonly lines: number; readonly bytes: number };
}

/**
 * Takes the table of trades out of a report of several tables (MetaTrader, Interactive Brokers), or the one that is `wish`ed
 * for. Any other text stays as it is. Throws Problem with the names of the tables where none of them is the one of trades.
 */
export async function onlySection(
  source: SourceText,
  wish: string | undefined,
  folder: () => Promise<string>,
  signal?: AbortSignal,
): Promise<Sectioned> {
  const whole = { source, shift: { lines: 0, bytes: 0 } };
  const kind = await mayHaveSections(source.textPath);
  // What is asked for by name must be there: a sheet of a workbook, or a table of its only sheet.
  const isFree = wish === undefined || wish === "*" || wish.startsWith("#") || source.sheets.length !== 1;
  const isThere = isFree || source.sheets.some((name) => name.toLowerCase() === wish.toLowerCase());
  if (kind === null && isThere) return whole;
  const bytes = kind === null ? Buffer.alloc(0) : await readFile(source.textPath);
  const sections = kind === "statement" ? statementSections(bytes) : titledSections(bytes);
  if (sections.length < 2 && isThere) return whole;
  const names = sections.map(({ name }) => name);
  const chosen = choose(source.path, sections, wish);
  const textPath = join(await folder(), `section-${counter++}.csv`);
  const sha256 = source.sha256 ?? (await hashFile(source.path, signal));
  const [first] = chosen.lines;
  try {
    await pipeline(copyOf(bytes, chosen, kind ?? "titled"), createWriteStream(textPath, { flags: "wx" }));
  } catch (error) {
    throw diskProblem(error, textPath, "writing");
  }
  const others = names.filter((name) => name !== chosen.name);
  const message = `the file has several tables, of which "${chosen.name}" was read (--sheet takes another one)`;
  const finding = { kind: "sections", count: sections.length, message, examples: others };
  return {
    source: { ...source, textPath, sha256, sheets: names, findings: [...source.findings, finding] },
    shift: { lines: 1 - (first?.line ?? 1), bytes: -(first?.start ?? 0) },
  };
}

let counter = 0;

function choose(path: string, sections: readonly Section[], wish: string | undefined): Section {
  const names = sections.map(({ name }) => name);
  const place = /^#(\d+)$/.exec(wish ?? "")?.[1];
  const wished =
    wish === undefined
      ? undefined
      : place
        ? sections[Number(place) - 1]
        : sections.find(({ name }) => name.toLowerCase() === wish.toLowerCase());
  if (wished) return wished;
  if (wish === undefined)
    for (const pattern of tradeSections) {
      const fitting = sections.filter(({ name }) => pattern.test(name));
      if (fitting[0]) return fitting[0];
    }
  if (sections.length < 2)
    throw new Problem("bad-input", `${path} has neither a sheet nor a table called "${wish}".`, {
      file: path,
      line: 1,
      remedy: "Leave the name of the sheet out (--sheet).",
    });
  const what =
    wish === undefined ? "of which none is called trades or positions" : `but none is called "${wish}"`;
  throw new Problem("bad-input", `${path} has several tables, ${what}: ${names.slice(0, 12).join(", ")}.`, {
    file: path,
    line: 1,
    remedy: "Say which one (--sheet NAME).",
    question: sheetQuestion(names),
  });
}

/** Looks at the beginning alone: whether the lines name their table, or a title stands right above a header. */
async function mayHaveSections(path: string): Promise<"statement" | "titled" | null> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    if (size > mostBytes) return null;
    const head = Buffer.alloc(Math.min(headBytes, size));
    await file.read(head, 0, head.length, 0);
    const lines = head
      .toString("latin1")
      .split(/\r\n|\n|\r/)
      .filter(Boolean)
      .slice(0, 100);
    const named = lines.filter((line) => statementLine.test(line)).length;
    if (lines.length >= 4 && named >= (lines.length - 1) * 0.8) return "statement";
    return lines.some((line, at) => titleOf(line) !== null && isHeader(lines[at + 1])) ? "titled" : null;
  } finally {
    await file.close();
  }
}

const statementLine = /^(?:\ufeff|\xef\xbb\xbf)?"?([^",]{2,60})"?,"?(Header|Data|SubTotal|Total|Notes)"?,/;

/** Longest line that can be a title, in bytes with its delimiters. */
const longestTitle = 300;

/** A title of a section: one cell of text alone in its line. */
function titleOf(line: string): string | null {
  if (line.length > longestTitle) return null;
  const text = line.replaceAll(/[,;\t|"]+/g, " ").trim();
  const cells = line.split(/[,;\t|]/).filter((cell) => cell.replaceAll('"', "").trim() !== "");
  return cells.length === 1 && /^[A-Za-z][A-Za-z &/-]{2,40}:?$/.test(text) ? text.replace(/:$/, "") : null;
}

const isHeader = (line: string | undefined): boolean => {
  if (line === undefined) return false;
  const cells = line.split(/[,;\t|]/).map((cell) => cell.replaceAll('"', "").trim());
  const filled = cells.filter(Boolean);
  return (
    filled.length >= 4 && filled.every((cell) => !/^[-+]?[\d.]+$/.test(cell) && !startsWithDate.test(cell))
  );
};

function* linesOf(bytes: Buffer): Generator<Place> {
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const found = bytes.indexOf(10, start);
    const end = found < 0 ? bytes.length : found + 1;
    yield { start, end, line };
    start = end;
  }
}

const textOf = (bytes: Buffer, { start, end }: Place): string =>
  bytes.toString("utf8", start, end).replace(/[\r\n]+$/, "");

/**
 * Every line begins with the name of its table and whether it is its header or a row. Rows below another header are left out.
 */
function statementSections(bytes: Buffer): Section[] {
  const sections = new Map<string, { lines: Place[]; header: string; isOpen: boolean }>();
  for (const place of linesOf(bytes)) {
    const text = textOf(bytes, place);
    const [, name = "", what = ""] = statementLine.exec(text) ?? [];
    const section = sections.get(name);
    if (what === "Header") {
      const isSame = section === undefined || section.header === text;
      if (section) section.isOpen = isSame;
      else sections.set(name, { lines: [place], header: text, isOpen: true });
    } else if (what === "Data" && section?.isOpen) section.lines.push(place);
  }
  return [...sections].map(([name, { lines }]) => ({ name, lines })).filter(({ lines }) => lines.length > 1);
}

/** A title, a header line, rows: each as long as the next title. */
function titledSections(bytes: Buffer): Section[] {
  const sections: { name: string; lines: Place[] }[] = [];
  /** A title whose header is still to come, and the line where it stands. */
  let title: { name: string; line: number } | null = null;
  let open: { name: string; first: Place } | null = null;
  const close = (end: number): void => {
    if (open) sections.push({ name: open.name, lines: [{ ...open.first, end }] });
    open = null;
  };
  for (const place of linesOf(bytes)) {
    if (place.end - place.start > longestTitle && title === null) continue;
    const text = textOf(bytes, place);
    const name = titleOf(text);
    if (name !== null) {
      close(place.start);
      title = { name, line: place.line };
    } else if (title !== null && isHeader(text)) {
      open = { name: title.name, first: place };
      title = null;
    } else if (title !== null && place.line > title.line + 1) title = null;
  }
  close(bytes.length);
  return sections;
}

/** The text of a section; of a statement without the cells that name it, and with the lines between kept empty. */
function* copyOf(
  bytes: Buffer,
  { lines }: Section,
  kind: "statement" | "titled",
): Generator<Buffer | string> {
  let next = lines[0]?.line ?? 1;
  for (const place of lines) {
    if (kind === "titled") yield bytes.subarray(place.start, place.end);
    else {
      yield `${"\n".repeat(place.line - next)}${textOf(bytes, place).replace(statementLine, "")}\n`;
      next = place.line + 1;
    }
  }
}
