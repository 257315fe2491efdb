import { Problem } from "../../../contract/problem.ts";

/** What the first bytes of a file say about it: read as text, unpacked, read as a table, or known by name only. */
export type FileKind =
  | { readonly as: "text" }
  | { readonly as: "packed"; readonly name: "gzip" | "zstd" | "bzip2" | "xz" }
  | { readonly as: "columns"; readonly name: "parquet" | "arrow" }
  | { readonly as: "sheets"; readonly name: string }
  | { readonly as: "archive" }
  | { readonly as: "refused"; readonly name: string; readonly remedy: string };

interface Signature {
  /** Bytes as Latin-1 text at `at` (0 when absent). */
  readonly bytes: string;
  readonly at?: number;
  readonly kind: FileKind;
}

const refused = (name: string, remedy = "Export its table as CSV, Excel or Parquet."): FileKind => ({
  as: "refused",
  name,
  remedy,
});
const unpackFirst = "Unpack it first, or pack it as zip, gzip, zstd, bzip2 or xz.";
const asTable = (how: string): string => `Save the table as CSV or Parquet first (${how}).`;

/** Longer ones first where one begins like another. */
const signatures: readonly Signature[] = [
  { bytes: "\x1f\x8b", kind: { as: "packed", name: "gzip" } },
  { bytes: "\x28\xb5\x2f\xfd", kind: { as: "packed", name: "zstd" } },
  { bytes: "BZh", kind: { as: "packed", name: "bzip2" } },
  { bytes: "\xfd7zXZ\0", kind: { as: "packed", name: "xz" } },
  { bytes: "PAR1", kind: { as: "columns", name: "parquet" } },
  { bytes: "ARROW1", kind: { as: "columns", name: "arrow" } },
  { bytes: "\xff\xff\xff\xff", kind: { as: "columns", name: "arrow" } },
  { bytes: "PARE", kind: refused("an encrypted Parquet file", "Write it without encryption.") },
  {
    bytes: "FEA1",
    kind: refused("a Feather file of version 1", asTable("write Feather version 2 or Parquet")),
  },
  { bytes: "PK\x05\x06", kind: refused("an empty zip archive", "Check how the archive was made.") },
  { bytes: "Rar!\x1a\x07", kind: refused("a RAR archive", unpackFirst) },
  { bytes: "7z\xbc\xaf\x27\x1c", kind: refused("a 7-Zip archive", unpackFirst) },
  { bytes: "ustar", at: 257, kind: refused("a tar archive", unpackFirst) },
  { bytes: "\x04\x22\x4d\x18", kind: refused("an LZ4 file", unpackFirst) },
  { bytes: "LZIP", kind: refused("an lzip file", unpackFirst) },
  { bytes: "\x1f\x9d", kind: refused("a file of compress (.Z)", unpackFirst) },
  { bytes: "\xff\x06\0\0sNaPpY", kind: refused("a Snappy file", unpackFirst) },
  {
    bytes: "%PDF",
    kind: refused("a PDF document", "Ask the program that made it for its table as CSV or Excel."),
  },
  { bytes: "\x89PNG", kind: refused("a picture (PNG)") },
  { bytes: "\xff\xd8\xff", kind: refused("a picture (JPEG)") },
  { bytes: "GIF8", kind: refused("a picture (GIF)") },
  {
    bytes: "SQLite format 3\0",
    kind: refused("an SQLite database", asTable("sqlite3 FILE -csv -header 'SELECT ...'")),
  },
  { bytes: "DUCK", at: 8, kind: refused("a DuckDB database", asTable("COPY table TO 'file.parquet'")) },
  { bytes: "\0\x01\0\0Standard ", kind: refused("an Access database", asTable("its export of a table")) },
  { bytes: "\x89HDF\r\n\x1a\n", kind: refused("an HDF5 file", asTable("pandas: read_hdf, then to_parquet")) },
  {
    bytes: "\x93NUMPY",
    kind: refused(
      "a NumPy array",
      "An array has no dates and no names: write a table with them as CSV or Parquet.",
    ),
  },
  {
    bytes: "\x80\x05\x95",
    kind: refused("a Python pickle", asTable("pandas: read_pickle, then to_parquet")),
  },
  {
    bytes: "\x80\x04\x95",
    kind: refused("a Python pickle", asTable("pandas: read_pickle, then to_parquet")),
  },
  { bytes: "\x80\x03c", kind: refused("a Python pickle", asTable("pandas: read_pickle, then to_parquet")) },
  { bytes: "\x80\x02c", kind: refused("a Python pickle", asTable("pandas: read_pickle, then to_parquet")) },
  { bytes: "ORC", kind: refused("an ORC file", asTable("DuckDB, Spark or pandas can")) },
  { bytes: "Obj\x01", kind: refused("an Avro file", asTable("DuckDB or Spark can")) },
  { bytes: "RDX", kind: refused("R data", asTable("R: write.csv")) },
  { bytes: "X\n\0\0\0", kind: refused("R data", asTable("R: write.csv")) },
  { bytes: "MATLAB 5.0", kind: refused("a MATLAB file", asTable("MATLAB: writetable")) },
  { bytes: "$FL2", kind: refused("an SPSS file", asTable("its export as CSV")) },
  { bytes: "<stata_dta>", kind: refused("a Stata file", asTable("Stata: export delimited")) },
  { bytes: "{\\rtf", kind: refused("a text document (RTF)") },
  { bytes: "MZ", kind: refused("a program", "Name the file with the table.") },
  { bytes: "\x7fELF", kind: refused("a program", "Name the file with the table.") },
];

/** What a file is, by its first bytes (a kilobyte or more); names of files say nothing. Never fails. */
export function recogniseKind(head: Buffer): FileKind {
  const start = head.subarray(0, 4096).toString("latin1");
  if (start.startsWith("PK\x03\x04")) return zipKind(start);
  if (start.startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"))
    return { as: "sheets", name: "Excel workbook (xls)" };
  const found = signatures.find(({ bytes, at = 0 }) => start.startsWith(bytes, at));
  if (found) return found.kind;
  return markupKind(start) ?? binaryKind(head) ?? { as: "text" };
}

/** By the names of the first members, which stand in the headers of the archive; the reader of sheets sees the others. */
function zipKind(start: string): FileKind {
  if (/mimetypeapplication\/vnd\.oasis\.opendocument\.spreadsheet/.test(start))
    return { as: "sheets", name: "OpenDocument sheet (ods)" };
  if (/mimetypeapplication\/vnd\.oasis/.test(start)) return refused("an OpenDocument text or drawing");
  if (/\[Content_Types\]\.xml|xl\/|_rels\/\.rels|docProps\//.test(start))
    return { as: "sheets", name: "Excel workbook (xlsx)" };
  if (/Index\/.*\.iwa/.test(start))
    return refused("a Numbers document", "Export it as CSV or Excel from Numbers.");
  return { as: "archive" };
}

/** What begins with a sign of markup. UTF-16 is looked at without its zero bytes. */
function markupKind(start: string): FileKind | undefined {
  const text = start
    .replaceAll("\0", "")
    .replace(/^(\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, "")
    .trimStart();
  if (/^<\?xml/i.test(text) && /urn:schemas-microsoft-com:office:spreadsheet|<Workbook/i.test(text))
    return { as: "sheets", name: "Excel workbook (XML)" };
  if (
    /^(<!doctype html|<html|<head|<body|<table|<meta|<style|<div|<!--)/i.test(text) ||
    /^<\?xml[^>]*>\s*<(!doctype )?html/i.test(text)
  )
    return { as: "sheets", name: "web page (HTML)" };
  if (/^<\?xml|^<[a-z][\w:-]*[\s>]/i.test(text)) return refused("an XML document");
  if (/^ID;P/.test(text)) return { as: "sheets", name: "SYLK sheet" };
  const isJson = /^\{\s*("|\})/.test(text) || /^\[\s*(\{|\[|"|-?\d|\])/.test(text);
  if (isJson) return refused("a JSON document", asTable("pandas: read_json, then to_csv"));
  return undefined;
}

/** Zero bytes, or the sign of an old system that a text ends here (^Z). */
export const isPadding = (byte: number | undefined): boolean => byte === 0 || byte === 26;

/** Zero bytes that no encoding of a text explains. Zero bytes at the end alone are what a crash left behind a text. */
function binaryKind(head: Buffer): FileKind | undefined {
  let end = head.length;
  while (end > 0 && isPadding(head[end - 1])) end--;
  const content = head.subarray(0, Math.min(end, 1 << 16));
  const zeros = [0, 0];
  let controls = 0;
  content.forEach((byte, index) => {
    if (byte === 0) zeros[index & 1] = (zeros[index & 1] ?? 0) + 1;
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++;
  });
  const [even = 0, odd = 0] = zeros;
  // UTF-16 has its zero bytes at even or at odd places, nearly never at both.
  const isWide = Math.max(even, odd) > content.length * 0.2 && Math.min(even, odd) < content.length * 0.02;
  // The other bytes of UTF-16 may be any: of Cyrillic they are 4.
  if (!isWide && (controls > content.length * 0.02 || (even + odd > content.length * 0.01 && even + odd > 3)))
    return refused("a file of binary data");
  return undefined;
}

/** Why a file of a kind that is known by name only is not read. */
export function refusedKind(path: string, kind: FileKind & { as: "refused" }): Problem {
  return new Problem("bad-input", `${path} is ${kind.name}, not a table that can be read.`, {
    file: path,
    remedy: kind.remedy,
  });
}
