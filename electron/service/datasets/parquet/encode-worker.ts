import { parentPort } from "node:worker_threads";
import { encodeParquet } from "./encode.ts";
import type { EncodeAnswer, EncodeTask } from "./encode-beside.ts";

/** Body of the thread that encodes large tables, one after another. */
parentPort?.on("message", async ({ id, stream, layout }: EncodeTask) => {
  let answer: EncodeAnswer;
  try {
    const bytes = await encodeParquet(stream, layout);
    answer = { id, bytes };
    parentPort?.postMessage(answer, [bytes.buffer]);
  } catch (error) {
    answer = { id, error: error instanceof Error ? error.message : String(error) };
    parentPort?.postMessage(answer);
  }
});
