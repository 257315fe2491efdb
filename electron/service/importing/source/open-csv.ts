import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type {
  ColumnRole,
  DatasetMapping,
  FileDialect,
  SourceLayout,
  TableShape,
} from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import { countOf } from "../../../contract/text.ts";
import type { CallContext } from "../../context.ts";
import { hashFile } from "../../datasets/version/files.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { diskProblem } from "../../disk/durable.ts";
import type { CsvDialect, CsvOpened } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/with-control.ts";
import { turnsOf } from "../../turns.ts";
import { counted } from "../counted.ts";
import { dateCandidates, datePattern } from "../dates/date-pattern.ts";
import { detectDelimiter } from "../dialect/detect-dialect.ts";
import { sampleText } from "../dialect/sample-text.ts";
import { delimiters } from "../dialect/words.ts";
import { type NumberStyle, wholeNumbers } from "../numbers/number-text.ts";
import type { Reject } from "../rows/plan-rows.ts";
import { type Frame, findFrame } from "./frame.ts";
import type { SourceText } from "./head.ts";
import { openSource } from "./open-source.ts";
import { onlySection } from "./sections.ts";
import type { PlainFile, RowLimit } from "./unpack.ts";

/** What is known of a table that was made of a file of another shape. */
export interface Reshaped {
  readonly shape: TableShape;
  readonly because: string;
  readonly rule: SourceLayout;
  /** Columns and rows of the file. */
  readonly columns: readonly string[];
  readonly rows: number;
  /** What each column of the table is. */
  readonly roles: readonly ColumnRole[];
  /** How its dates are written, and how those of the file were; without the latter they are as in the file. */
  readonly dates: {
    readonly table: string;
    readonly file?: { readonly format: string; readonly because: string };
  };
  readonly rejects: readonly Reject[];
  /** How the numbers of the file were written, and the sign that they carry ("" = none, or several). */
  readonly numbers: NumberStyle;
  readonly money: string;
}

/** A file that is open for reading cells. Its handle is closed by who opened it. */
export interface CsvFile {
  readonly source: SourceText;
  readonly dialect: { readonly delimiter: string };
  /** How its numbers are written: found when the columns are known, and until then only whole numbers are. */
  readonly numbers: NumberStyle;
  readonly opened: CsvOpened;
  /** Names of the columns; made up when the file has no header line. */
  readonly header: readonly string[];
  readonly hasHeader: boolean;
  /** What to take from line numbers and byte offsets of the reader to get those of the user's file. */
  readonly shift: { readonly lines: number; readonly bytes: number };
  /** What a line below the names says that the cells of each column are in; absent where there is none. */
  readonly units?: readonly string[] | undefined;
  /** Lines above the header that were skipped. */
  readonly skippedLines: number;
  /** What was noticed before any column had a meaning. */
  readonly findings: readonly Finding[];
  /** The mapping that was chosen by the columns of the file; absent where none was. */
  readonly mapping?: DatasetMapping | undefined;
  /** Absent for a table that was wide already. */
  readonly reshaped?: Reshaped | undefined;
  /** All files that became this table; absent = the one of `source`. */
  readonly origins?: readonly SourceText[] | undefined;
}

export interface OpenCsvOptions {
  readonly dialect: FileDialect;
  /** What is said of sheet and header. */
  readonly layout?: Pick<SourceLayout, "sheet" | "skipLines">;
  /** The text of the file where it was unpacked already. */
  readonly plain?: PlainFile | undefined;
  readonly threads: number;
  /** Bytes that the first record may have. */
  readonly headerBytes: number;
  /** Bytes that a packed file may become; any number when absent. */
  readonly unpackedBytes?: number | undefined;
  readonly rowLimit?: RowLimit | undefined;
  /** Names of the columns of a file without a header line; found out when absent. */
  readonly header?: readonly string[] | undefined;
  /** Whether the file's checksum is wanted; it is when absent. */
  readonly sha256?: boolean;
  /** A folder for converted copies, made when it is needed. */
  readonly folder: () => Promise<string>;
}

/** What the reader needs to know of the cells of a file. */
export function cellDialect({ dialect, numbers }: CsvFile): CsvDialect {
  return { delimiter: dialect.delimiter, ...numbers };
}

/** Opens a file for reading cells, whatever its encoding and compression. Throws Problem. */
export async function openCsv(path: string, options: OpenCsvOptions, call?: CallContext): Promise<CsvFile> {
  const { layout = {}, plain, folder, sha256, unpackedBytes, rowLimit } = options;
  const { sheet, skipLines } = layout;
  const { encoding } = options.dialect;
  const opening = { encoding, sheet, plain, folder, signal: call?.signal, sha256, unpackedBytes, rowLimit };
  const openText = async (looked?: number) => {
    const whole = await openSource(path, { ...opening, looked });
    const { source: given, shift } = await onlySection(whole, sheet, folder, call?.signal);
    const frame = await findFrame(given.textPath, skipLines);
    const source = frame ? await withoutFrame(given, frame, folder, call) : given;
    const said = options.dialect.delimiter;
    const declared = said === "auto" && frame?.delimiter ? delimiterWord(frame.delimiter) : said;
    const dialect = {
      delimiter: detectDelimiter(await sampleText(source.textPath, options.headerBytes), declared),
    };
    return { frame, source, shift, dialect, opened: await openNative(source, dialect, options, call) };
  };
  const turn = turnsOf(call);
  let text = await openText();
  // The names of a hundred thousand columns have just been made.
  await turn();
  const isTorn = text.opened.header.some((name) => name.includes("\ufffd"));
  if (encoding === "auto" && text.source.encoding === "utf-8" && isTorn) {
    // A letter behind the part of the file that was looked at.
    loadAddon().csvClose(text.opened.handle);
    text = await openText(options.headerBytes);
  }
  const { frame, source, shift, dialect, opened } = text;
  const names = options.header ?? madeUpHeader(opened.header);
  const file = {
    source,
    dialect,
    numbers: wholeNumbers,
    opened,
    header: opened.header,
    hasHeader: true,
    shift: frame ? together(shift, frameShift(frame)) : shift,
    units: frame?.units ?? undefined,
    skippedLines: frame?.above.length ?? 0,
    findings: frame ? frameFindings(frame) : [],
  };
  const complete = names ? await withHeader(file, names, options, call) : file;
  if (complete.opened.rowCount === 0) {
    loadAddon().csvClose(complete.opened.handle);
    throw new Problem("bad-input", `${path} has a header line but no rows.`, {
      file: path,
      line: 1,
      remedy: "Check how the file was written; there is nothing to import.",
    });
  }
  return complete;
}

/** The word of a delimiter that a file declares; "auto" for one that is none. */
function delimiterWord(character: string): FileDialect["delimiter"] {
  const words = Object.keys(delimiters) as (keyof typeof delimiters)[];
  return words.find((word) => delimiters[word] === character) ?? "auto";
}

/** A copy of a text without what stands around its table. */
async function withoutFrame(
  source: SourceText,
  { header, start, end, delimiter }: Frame,
  folder: () => Promise<string>,
  call?: CallContext,
): Promise<SourceText> {
  const textPath = join(await folder(), `table-${counter++}.csv`);
  const sha256 = source.sha256 ?? (await hashFile(source.path, call?.signal));
  try {
    const target = createWriteStream(textPath, { flags: "wx" });
    if (header) target.write(headerLine(header, delimiter ?? ","));
    const rest = createReadStream(source.textPath, {
      start,
      end: Math.max(start, end - 1),
      highWaterMark: 1 << 20,
    });
    await pipeline(rest, target);
  } catch (error) {
    throw diskProblem(error, textPath, "writing");
  }
  return { ...source, textPath, sha256 };
}

let counter = 0;

const frameShift = ({ header, start, line, delimiter }: Frame): CsvFile["shift"] =>
  header
    ? { lines: 2 - line, bytes: Buffer.byteLength(headerLine(header, delimiter ?? ",")) - start }
    : { lines: 1 - line, bytes: -start };

const together = (one: CsvFile["shift"], other: CsvFile["shift"]): CsvFile["shift"] => ({
  lines: one.lines + other.lines,
  bytes: one.bytes + other.bytes,
});

function frameFindings({ above, units, below, header }: Frame): Finding[] {
  const about = (kind: string, lines: readonly string[], what: string): Finding[] => {
    const examples = lines.filter(Boolean).slice(0, 5);
    return lines.length === 0
      ? []
      : [
          {
            kind,
            count: lines.length,
            message: `${counted(lines.length, "line", "were")} ${what}`,
            examples,
          },
        ];
  };
  return [
    ...about("skipped-lines", above, "skipped above the header"),
    ...about(
      "units-row",
      units === null ? [] : [units.filter(Boolean).join(", ")],
      "skipped below the header: it names units",
    ),
    ...about("footer", below, "left out below the table"),
    ...(header && units === null
      ? [
          {
            kind: "joined-header",
            count: 1,
            message: "the names of the columns were put together from several lines",
            examples: header.slice(0, 4),
          },
        ]
      : []),
  ];
}

/** Opens a table that was made of other files. Throws Problem. */
export async function openMade(
  source: SourceText,
  made: Pick<CsvFile, "findings" | "mapping" | "reshaped" | "origins" | "skippedLines">,
  options: Pick<OpenCsvOptions, "threads" | "headerBytes">,
  call?: CallContext,
): Promise<CsvFile> {
  const dialect = { delimiter: "," };
  const opened = await openNative(source, dialect, { ...options, sha256: false }, call);
  return {
    ...made,
    source,
    dialect,
    numbers: { decimal: ".", thousands: "", accounting: false },
    opened,
    header: opened.header,
    hasHeader: true,
    shift: { lines: 0, bytes: 0 },
  };
}

function openNative(
  source: SourceText,
  { delimiter }: CsvFile["dialect"],
  { threads, headerBytes, sha256 = true }: Pick<OpenCsvOptions, "threads" | "headerBytes" | "sha256">,
  call?: CallContext,
): Promise<CsvOpened> {
  const options = { threads, headerBytes, sha256: sha256 && source.sha256 === null };
  return withControl(
    (control) => loadAddon().csvOpen(source.textPath, { delimiter, ...wholeNumbers }, options, control),
    call,
    "Reading the file",
  );
}

/**
 * Names for a file whose first line is data already (its first cell is a date): those of the tables of the replaced
 * system, date_col, strategy_1, strategy_2 ... null when the first line is a header.
 */
function madeUpHeader(firstRecord: readonly string[]): string[] | null {
  const first = firstRecord[0] ?? "";
  if (!/\d/.test(first) || !dateCandidates.some((pattern) => datePattern(pattern)(first))) return null;
  return firstRecord.map((_, index) => (index === 0 ? "date_col" : `strategy_${index}`));
}

/** The file again, as a copy with a header line. */
async function withHeader(
  file: CsvFile,
  names: readonly string[],
  options: OpenCsvOptions,
  call?: CallContext,
): Promise<CsvFile> {
  const { source, dialect, opened } = file;
  loadAddon().csvClose(opened.handle);
  if (names.length !== opened.header.length) {
    throw new Problem(
      "bad-input",
      `${source.path} has ${countOf(opened.header.length, "column")}, but the mapping names ${names.length}.`,
      { file: source.path, line: 1, remedy: "Name every column of the file in the mapping's header." },
    );
  }
  const textPath = join(await options.folder(), "with-header.csv");
  const bytes = await prependHeader(source.textPath, textPath, names, dialect.delimiter);
  const copy = { ...source, textPath, sha256: source.sha256 ?? opened.sha256 };
  return {
    ...file,
    source: copy,
    opened: await openNative(copy, dialect, options, call),
    header: names,
    hasHeader: false,
    shift: { lines: file.shift.lines + 1, bytes: file.shift.bytes + bytes },
  };
}

const headerLine = (names: readonly string[], delimiter: string): string =>
  `${names.map((name) => `"${name.replaceAll('"', '""')}"`).join(delimiter)}\n`;

/** Copies a text file with a header line before it. Returns the bytes of that line. */
async function prependHeader(
  from: string,
  to: string,
  names: readonly string[],
  delimiter: string,
): Promise<number> {
  const line = headerLine(names, delimiter);
  try {
    const target = createWriteStream(to, { flags: "wx" });
    target.write(line);
    await pipeline(createReadStream(from, { highWaterMark: 1 << 20 }), target);
  } catch (error) {
    throw diskProblem(error, to, "writing");
  }
  return Buffer.byteLength(line);
}
