import { basename, join } from "node:path";
import { Transform } from "node:stream";
import { Problem } from "../../../contract/problem.ts";
import { hashFile } from "../../datasets/version/files.ts";
import { detectEncoding, readHead, type SourceText, type TextEncoding } from "./head.ts";
import { convert, type PlainFile, plainFiles } from "./unpack.ts";

/** A megabyte shows the encoding: a header of thousands of names lies in it. */
const headBytes = 1 << 20;

interface SourceOptions {
  readonly encoding: TextEncoding | "auto";
  /** Sheet of a workbook. */
  readonly sheet?: string | undefined;
  /** The text of the file where it was unpacked already. */
  readonly plain?: PlainFile | undefined;
  /** Whether the checksum of a file that is unpacked is wanted; it is when absent. */
  readonly sha256?: boolean | undefined;
  readonly folder: () => Promise<string>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes a file readable for the CSV reader: unpacks it, whatever it is, and turns other encodings into UTF-8. Plain UTF-8
 * files stay where they are; copies go to `folder`. Throws Problem.
 */
export async function openSource(path: string, options: SourceOptions): Promise<SourceText> {
  const { size } = await readHead(path, 1);
  const plain = options.plain ?? (await onlyTable(path, options));
  const { head } = await readHead(plain.path, headBytes);
  // The hash of the user's file; of a plain one it comes from the CSV reader.
  let sha256 =
    plain.path === path ? null : options.sha256 === false ? "" : await hashFile(path, options.signal);
  let textPath = plain.path;
  const found = options.encoding === "auto" ? detectEncoding(head) : options.encoding;
  if (found !== "utf-8") {
    const decoded = join(await options.folder(), `decoded-${counter++}.csv`);
    const hash = await convert(textPath, decoded, decodingPass(found), options.signal);
    textPath = decoded;
    sha256 ??= hash;
  }
  const { packing: compression, sheets } = plain;
  const name = basename(plain.name || path);
  return { path, bytes: size, encoding: found, compression, textPath, sha256, name, sheets };
}

let counter = 0;

async function onlyTable(path: string, options: SourceOptions): Promise<PlainFile> {
  const [first, ...others] = await plainFiles(path, options);
  if (first && others.length === 0) return first;
  const names = [first, ...others].map((one) => one?.name ?? "");
  throw new Problem("bad-input", `${path} holds several tables: ${names.slice(0, 5).join(", ")}.`, {
    file: path,
    remedy: "Name one of them, or import them as one dataset.",
  });
}

/** Turns text of another encoding into UTF-8, without a byte-order mark. */
function decodingPass(encoding: TextEncoding): Transform {
  const decoder = new TextDecoder(encoding);
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      done(null, decoder.decode(chunk, { stream: true }));
    },
    flush(done) {
      done(null, decoder.decode());
    },
  });
}
