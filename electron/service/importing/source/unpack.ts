import { mkdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { Problem } from "../../../contract/problem.ts";
import { convert } from "./convert.ts";
import { detectEncoding, readHead } from "./head.ts";
import { recogniseKind, refusedKind } from "./kinds.ts";
import type { ColumnFile } from "./parquet-to-csv.ts";
import { type Unpacked, unpackBeside } from "./unpack-beside.ts";

/** A file as text, wherever it was packed. */
export interface PlainFile {
  readonly path: string;
  /** What it was packed in, from outside to inside: "none", "gzip", "zip, Excel workbook (xlsx)". */
  readonly packing: string;
  /** Name in the archive or workbook; "" for a file of its own. */
  readonly name: string;
  readonly sheets: readonly string[];
}

/** Rows from which on a Parquet file is looked at before it is read. */
export interface RowLimit {
  readonly most: number;
  /** Given the text of its first rows; throws where that many rows are too many for what they are. */
  readonly check: (path: string, rows: number, head: PlainFile) => Promise<void>;
}

interface UnpackOptions {
  readonly sheet?: string | undefined;
  /** A folder for what is unpacked, made when it is needed. */
  readonly folder: () => Promise<string>;
  readonly signal?: AbortSignal | undefined;
  /** Bytes that a packed file may become; any number when absent. */
  readonly unpackedBytes?: number | undefined;
  /** Any number of rows when absent. */
  readonly rowLimit?: RowLimit | undefined;
}

/** A file in a file in a file is enough. */
const mostLayers = 4;

/**
 * The texts in a file: itself, or what it holds when it is packed, an archive, a workbook or a Parquet file. Several for
 * an archive, or when all sheets are asked for. Throws Problem "bad-input" for what is recognised but cannot be read.
 */
export async function plainFiles(path: string, options: UnpackOptions): Promise<readonly PlainFile[]> {
  return unpackLayer({ path, packing: "none", name: "", sheets: [] }, path, 0, options);
}

async function unpackLayer(
  file: PlainFile,
  label: string,
  depth: number,
  options: UnpackOptions,
): Promise<readonly PlainFile[]> {
  const { head } = await readHead(file.path, 1 << 16);
  const kind = recogniseKind(head);
  if (kind.as === "text") return [file];
  if (kind.as === "refused") throw refusedKind(file.name === "" ? label : `${label}: ${file.name}`, kind);
  if (depth === mostLayers)
    throw new Problem("bad-input", `${label} is packed more than ${mostLayers} times.`, {
      file: label,
      remedy: "Unpack it first.",
    });
  const packing = [file.packing, kind.as === "archive" ? "zip" : kind.name]
    .filter((one) => one !== "none")
    .join(", ");
  const folder = join(await options.folder(), `layer-${counter++}`);
  await mkdir(folder, { recursive: true });
  const inner = await unpackOne(file.path, kind, folder, head, label, options);
  const layers: PlainFile[] = [];
  for (const { path, name } of inner.files) {
    const next = {
      path,
      packing,
      name: name || file.name,
      sheets: inner.sheets.length > 0 ? inner.sheets : file.sheets,
    };
    // What came out of a workbook or a column file is text, whatever it begins with.
    if (kind.as === "sheets" || kind.as === "columns") layers.push(next);
    else layers.push(...(await unpackLayer(next, label, depth + 1, options)));
  }
  return layers;
}

let counter = 0;

type PackedKind = Exclude<ReturnType<typeof recogniseKind>, { as: "text" } | { as: "refused" }>;

async function unpackOne(
  from: string,
  kind: PackedKind,
  folder: string,
  head: Buffer,
  label: string,
  { sheet, signal, unpackedBytes, rowLimit }: UnpackOptions,
): Promise<Unpacked> {
  const path = join(folder, "unpacked");
  if (kind.as === "columns")
    return unpackColumns(from, folder, { kind: kind.name, label }, { signal, rowLimit });
  if (kind.as === "packed" && (kind.name === "gzip" || kind.name === "zstd")) {
    const unpacking = kind.name === "gzip" ? createGunzip() : createZstdDecompress();
    await convert(from, path, unpacking, signal, { most: unpackedBytes, label });
    if (kind.name === "zstd" && unpacking.bytesWritten < (await stat(from)).size)
      throw new Problem(
        "bad-input",
        `${label} is a zstd file of several frames, of which only the first is read.`,
        {
          file: label,
          remedy: "Unpack it first, or pack it in one piece.",
        },
      );
    return { files: [{ path, name: "" }], sheets: [] };
  }
  if (kind.as === "sheets") {
    const isPage = kind.name.includes("HTML");
    return unpackBeside(
      { what: "sheets", from, folder, sheet, encoding: isPage ? detectEncoding(head) : undefined },
      label,
      kind.name,
      signal,
    );
  }
  const what = kind.as === "archive" ? "zip" : (kind.name as "bzip2" | "xz");
  return unpackBeside({ what, from, folder }, label, what === "zip" ? "zip archive" : `${what} file`, signal);
}

/** A file of columns as text, once it is known not to have too many rows. */
async function unpackColumns(
  from: string,
  folder: string,
  file: ColumnFile,
  { signal, rowLimit }: Pick<UnpackOptions, "signal" | "rowLimit">,
): Promise<Unpacked> {
  const { kind, label } = file;
  // Small ones, too: a damaged file can end the reader where no call of ours waits for it, and with it whoever it runs in.
  const write = (into: string, columns: ColumnFile): Promise<Unpacked> =>
    unpackBeside({ what: "columns", from, folder: into, columns }, label, `${kind} file`, signal);
  const written = await write(folder, { ...file, mostRows: rowLimit?.most });
  const [first] = written.files;
  if (!first || !rowLimit || written.allRows === undefined) return written;
  await rowLimit.check(label, written.allRows, { ...first, packing: kind, sheets: [] });
  const whole = join(folder, "whole");
  await mkdir(whole);
  return write(whole, file);
}
