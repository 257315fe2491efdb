import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { join } from "node:path";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createZstdDecompress } from "node:zlib";
import { Problem } from "../../../contract/problem.ts";
import { hashFile } from "../../datasets/version/files.ts";
import { diskProblem } from "../../disk/durable.ts";
import { detectCompression, detectEncoding, readHead, type SourceText, type TextEncoding } from "./head.ts";
import { parquetToCsv } from "./parquet-to-csv.ts";

/** A megabyte shows the encoding: a header of thousands of names lies in it. */
const headBytes = 1 << 20;

/**
 * Makes a file readable for the CSV reader: unpacks gzip and zstd, turns other encodings into UTF-8. Plain UTF-8
 * files stay where they are; copies go to `folder`. Throws Problem.
 */
export async function openSource(
  path: string,
  encoding: TextEncoding | "auto",
  folder: () => Promise<string>,
  signal?: AbortSignal,
): Promise<SourceText> {
  const { size, head } = await readHead(path, headBytes);
  const compression = detectCompression(head);
  let textPath = path;
  let sha256: string | null = null;
  let textHead = head;
  if (compression !== "none") {
    textPath = join(await folder(), "unpacked.csv");
    if (compression === "parquet") {
      await parquetToCsv(path, textPath);
      sha256 = await hashFile(path, signal);
    } else {
      const unpack = compression === "gzip" ? createGunzip() : createZstdDecompress();
      sha256 = await convert(path, textPath, unpack, signal);
    }
    textHead = (await readHead(textPath, headBytes)).head;
  }
  const found = encoding === "auto" ? detectEncoding(textHead) : encoding;
  if (found !== "utf-8") {
    const decoded = join(await folder(), "decoded.csv");
    const hash = await convert(textPath, decoded, decodingPass(found), signal);
    textPath = decoded;
    sha256 ??= hash;
  }
  return { path, bytes: size, encoding: found, compression, textPath, sha256 };
}

/** Copies `from` to a new file `to` through `pass`. Returns the SHA-256 of what was read. */
async function convert(from: string, to: string, pass: Transform, signal?: AbortSignal): Promise<string> {
  const hash = createHash("sha256");
  try {
    const target = createWriteStream(to, { flags: "wx" });
    await pipeline(createReadStream(from, { highWaterMark: 1 << 20 }), hashingPass(hash), pass, target, {
      ...(signal ? { signal } : {}),
    });
    return hash.digest("hex");
  } catch (error) {
    if (signal?.aborted) throw new Problem("cancelled", "Cancelled.");
    const code = (error as NodeJS.ErrnoException).code ?? "";
    if (!/^(Z_|ZSTD_|ERR_Z|ERR_STREAM)/.test(code)) throw diskProblem(error, to, "writing");
    throw new Problem("bad-input", `${from} is compressed, but damaged: ${(error as Error).message}`, {
      file: from,
      remedy: "Get the file again, or unpack it with another program first.",
    });
  }
}

/** Passes bytes on unchanged and adds them to a hash. */
function hashingPass(hash: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
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
