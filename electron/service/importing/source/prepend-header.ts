import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { diskProblem } from "../../disk/durable.ts";

/** Copies a text file with a header line before it. Returns the bytes of that line. */
export async function prependHeader(
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
