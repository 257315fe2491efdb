import type { Hash } from "node:crypto";
import { Transform } from "node:stream";

/** Passes bytes on unchanged and adds them to a hash. */
export function hashingPass(hash: Hash): Transform {
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}
