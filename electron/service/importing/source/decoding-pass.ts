import { Transform } from "node:stream";
import type { TextEncoding } from "./source-text.ts";

/** Turns text of another encoding into UTF-8, without a byte-order mark. */
export function decodingPass(encoding: TextEncoding): Transform {
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
