import { parentPort } from "node:worker_threads";
import { encodeSummed } from "./encode.ts";
import type { EncodeAnswer, EncodeTask } from "./encode-beside.ts";

/** Body of the thread that encodes large tables, one after another. */
parentPort?.on("message", async ({ id, stream, layout }: EncodeTask) => {
  let answer: EncodeAnswer;
  try {
    const file = await encodeSummed(stream, layout);
    answer = { id, file };
    parentPort?.postMessage(answer, [file.bytes.buffer as ArrayBuffer]);
  } catch (error) {
    answer = { id, error: error instanceof Error ? error.message : String(error) };
    parentPort?.postMessage(answer);
  }
});
