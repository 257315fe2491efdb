import { createHash, type Hash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Problem } from "../../../contract/problem.ts";
import { formatBytes } from "../../../contract/text.ts";
import { diskProblem } from "../../disk/durable.ts";

/**
 * Copies `from` to a new file `to` through `pass`, up to a limit of bytes. Returns the SHA-256 of what was read. Throws
 * Problem.
 */
export async function convert(
  from: string,
  to: string,
  pass: Transform,
  signal?: AbortSignal,
  limit: { readonly most?: number | undefined; readonly label?: string } = {},
): Promise<string> {
  const hash = createHash("sha256");
  try {
    const target = createWriteStream(to, { flags: "wx" });
    await pipeline(
      createReadStream(from, { highWaterMark: 1 << 20 }),
      hashingPass(hash),
      pass,
      limitingPass(limit),
      target,
      {
        ...(signal ? { signal } : {}),
      },
    );
    return hash.digest("hex");
  } catch (error) {
    if (signal?.aborted) throw new Problem("cancelled", "Cancelled.");
    if (error instanceof Problem) throw error;
    throw damagedPacking(error, from) ?? diskProblem(error, to, "writing");
  }
}

/** The problem of a packed file that cannot be unpacked; undefined where the error is another one. */
export function damagedPacking(error: unknown, file: string): Problem | undefined {
  if (!/^(Z_|ZSTD_|ERR_Z|ERR_STREAM)/.test((error as NodeJS.ErrnoException).code ?? "")) return undefined;
  return new Problem("bad-input", `${file} is compressed, but damaged: ${(error as Error).message}`, {
    file,
    remedy: "Get the file again, or unpack it with another program first.",
  });
}

/** Passes bytes on unchanged, and fails once there are too many. */
function limitingPass({
  most = Number.POSITIVE_INFINITY,
  label = "The file",
}: {
  readonly most?: number | undefined;
  readonly label?: string;
}): Transform {
  let length = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      length += chunk.byteLength;
      if (length <= most) return done(null, chunk);
      done(
        new Problem("bad-input", `${label} is packed and becomes larger than ${formatBytes(most)}.`, {
          file: label,
          remedy: "Look at what is in it; where that is right, raise the setting import.unpacked_limit_gb.",
        }),
      );
    },
  });
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
