import { createReadStream, createWriteStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Problem } from "../../../contract/problem.ts";
import { hashFile } from "../../datasets/version/files.ts";
import type { Finding } from "../../datasets/version/manifest.ts";
import { diskProblem } from "../../disk/durable.ts";
import { convert } from "./convert.ts";
import { guessEncoding } from "./guess-encoding.ts";
import { detectEncoding, readHead, type SourceText, type TextEncoding } from "./head.ts";
import { isPadding } from "./kinds.ts";
import { type PlainFile, plainFiles, type RowLimit } from "./unpack.ts";

/** A megabyte shows the encoding: a header of thousands of names lies in it. */
const headBytes = 1 << 20;

interface SourceOptions {
  readonly encoding: TextEncoding | "auto";
  /** Sheet of a workbook. */
  readonly sheet?: string | undefined;
  /** The text of the file where it was unpacked already. */
  readonly plain?: PlainFile | undefined;
  /** Bytes that are looked at for the encoding. */
  readonly looked?: number | undefined;
  /** Whether the checksum of a file that is unpacked is wanted; it is when absent. */
  readonly sha256?: boolean | undefined;
  readonly folder: () => Promise<string>;
  readonly signal?: AbortSignal | undefined;
  /** Bytes that a packed file may become; any number when absent. */
  readonly unpackedBytes?: number | undefined;
  readonly rowLimit?: RowLimit | undefined;
}

/**
 * Makes a file readable for the CSV reader: unpacks it, whatever it is, and turns other encodings into UTF-8. Plain UTF-8
 * files stay where they are; copies go to `folder`. Throws Problem.
 */
export async function openSource(path: string, options: SourceOptions): Promise<SourceText> {
  const { size } = await readHead(path, 1);
  const plain = options.plain ?? (await onlyTable(path, options));
  const { head } = await readHead(plain.path, options.looked ?? headBytes);
  // The hash of the user's file; of a plain one it comes from the CSV reader.
  let sha256 =
    plain.path === path ? null : options.sha256 === false ? "" : await hashFile(path, options.signal);
  let textPath = plain.path;
  const seen = options.encoding === "auto" ? detectEncoding(head) : options.encoding;
  const found = options.encoding === "auto" && seen === "windows-1252" ? await guessEncoding(head) : seen;
  const findings: Finding[] = [];
  const zeros = await zeroTail(textPath);
  if (zeros > (found.startsWith("utf-16") ? 1 : 0)) {
    const whole = join(await options.folder(), `without-zeros-${counter++}.csv`);
    sha256 ??= await hashFile(textPath, options.signal);
    await copyWithout(textPath, whole, zeros);
    textPath = whole;
    const message = `the file ends with ${zeros.toLocaleString("en")} zero bytes or marks of its end, which were left out`;
    findings.push({ kind: "zero-bytes", count: zeros, message, examples: [] });
  }
  if (found !== "utf-8") {
    const decoded = join(await options.folder(), `decoded-${counter++}.csv`);
    const hash = await convert(textPath, decoded, decodingPass(found), options.signal);
    textPath = decoded;
    sha256 ??= hash;
  }
  if (options.encoding === "auto" && !found.startsWith("utf-")) findings.push(guessedEncoding(found, head));
  const { packing: compression, sheets } = plain;
  const name = basename(plain.name || path);
  return { path, bytes: size, encoding: found, compression, textPath, sha256, name, sheets, findings };
}

/** That the encoding is a guess: names of another one would look wrong. */
function guessedEncoding(found: TextEncoding, head: Uint8Array): Finding {
  const text = new TextDecoder(found).decode(head);
  const example = /[^\r\n,;\t|"]*[^ -~\r\n\t][^\r\n,;\t|"]*/.exec(text)?.[0].slice(0, 40) ?? "";
  const message = `the text is not UTF-8 and was read as ${found}: where names such as "${example}" look wrong, say what it is (--encoding gbk, shift_jis, windows-1251, ...)`;
  return { kind: "encoding", count: 1, message, examples: [] };
}

const zeroStep = 1 << 16;

/** Bytes that are no text with which a file ends: a copy that was broken off, room that was kept, a mark of its end. */
async function zeroTail(path: string): Promise<number> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const buffer = Buffer.alloc(Math.min(zeroStep, size));
    for (let end = size; end > 0; end -= zeroStep) {
      const begin = Math.max(0, end - zeroStep);
      const { bytesRead } = await file.read(buffer, 0, end - begin, begin);
      const last = buffer.subarray(0, bytesRead).findLastIndex((byte) => !isPadding(byte));
      if (last >= 0) return size - (begin + last + 1);
    }
    return size;
  } finally {
    await file.close();
  }
}

async function copyWithout(from: string, to: string, bytes: number): Promise<void> {
  const { size } = await stat(from);
  const source = createReadStream(from, { end: Math.max(0, size - bytes - 1), highWaterMark: 1 << 20 });
  await pipeline(source, createWriteStream(to, { flags: "wx" })).catch((error: unknown) => {
    throw diskProblem(error, to, "writing");
  });
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
