import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { FileDialect } from "../../../contract/importing.ts";
import { Problem } from "../../../contract/problem.ts";
import type { CallContext } from "../../context.ts";
import { diskProblem } from "../../disk/durable.ts";
import type { CsvDialect, CsvOpened } from "../../engine/addon/csv.ts";
import { loadAddon } from "../../engine/load-addon.ts";
import { withControl } from "../../engine/with-control.ts";
import { dateCandidates, datePattern } from "../dates/date-pattern.ts";
import { detectDelimiter } from "../dialect/detect-dialect.ts";
import { sampleText } from "../dialect/sample-text.ts";
import type { NumberStyle } from "../numbers/number-text.ts";
import type { SourceText } from "./head.ts";
import { openSource } from "./open-source.ts";

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
}

interface OpenCsvOptions {
  readonly dialect: FileDialect;
  readonly threads: number;
  /** Names of the columns of a file without a header line; found out when absent. */
  readonly header?: readonly string[] | undefined;
  /** Whether the file's checksum is wanted; it is when absent. */
  readonly sha256?: boolean;
  /** A folder for converted copies, made when it is needed. */
  readonly folder: () => Promise<string>;
}

const wholeNumbers: NumberStyle = { decimal: "", thousands: "", accounting: false };

/** What the reader needs to know of the cells of a file. */
export function cellDialect({ dialect, numbers }: CsvFile): CsvDialect {
  return { delimiter: dialect.delimiter, ...numbers };
}

/** Opens a file for reading cells, whatever its encoding and compression. Throws Problem. */
export async function openCsv(path: string, options: OpenCsvOptions, call?: CallContext): Promise<CsvFile> {
  const source = await openSource(path, options.dialect.encoding, options.folder, call?.signal);
  const delimiter = detectDelimiter(await sampleText(source.textPath), options.dialect.delimiter);
  const dialect = { delimiter };
  const opened = await openNative(source, dialect, options, call);
  const names = options.header ?? madeUpHeader(opened.header);
  const file = {
    source,
    dialect,
    numbers: wholeNumbers,
    opened,
    header: opened.header,
    hasHeader: true,
    shift: { lines: 0, bytes: 0 },
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

function openNative(
  source: SourceText,
  { delimiter }: CsvFile["dialect"],
  { threads, sha256 = true }: OpenCsvOptions,
  call?: CallContext,
): Promise<CsvOpened> {
  const options = { threads, sha256: sha256 && source.sha256 === null };
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
      `${source.path} has ${opened.header.length} columns, but the mapping names ${names.length}.`,
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
    shift: { lines: 1, bytes },
  };
}

/** Copies a text file with a header line before it. Returns the bytes of that line. */
async function prependHeader(
  from: string,
  to: string,
  names: readonly string[],
  delimiter: string,
): Promise<number> {
  const line = `${names.map((name) => `"${name.replaceAll('"', '""')}"`).join(delimiter)}\n`;
  try {
    const target = createWriteStream(to, { flags: "wx" });
    target.write(line);
    await pipeline(createReadStream(from, { highWaterMark: 1 << 20 }), target);
  } catch (error) {
    throw diskProblem(error, to, "writing");
  }
  return Buffer.byteLength(line);
}
